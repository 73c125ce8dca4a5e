"""Words and addresses of the project office's pages."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format

from fund.choices.applications import ApplicationState
from fund.choices.due import Actor
from fund.choices.hints import HintKind

register = template.Library()

_S = ApplicationState
BADGES = {
    _S.SUBMITTED: "info",
    _S.FORMAL_CHECK: "info",
    _S.SUPPLEMENT: "warning",
    _S.ADMISSIBLE: "success",
    _S.INADMISSIBLE: "danger",
    _S.SCHEDULED: "info",
    _S.APPROVED: "success",
    _S.APPROVED_WITH_CONDITIONS: "success",
    _S.DEFERRED: "warning",
    _S.REJECTED: "danger",
}
# Where the next thing to do is done; with the application's key, or a list that it is found in.
PLACES = {
    _S.SUBMITTED: ("fund:formal-check", True),
    _S.FORMAL_CHECK: ("fund:formal-check", True),
    _S.SUPPLEMENT: ("fund:supplement-list", True),
    _S.ADMISSIBLE: ("fund:session-list", False),
    _S.DEFERRED: ("fund:session-list", False),
    _S.SCHEDULED: ("fund:session-list", False),
    **dict.fromkeys(
        (_S.INADMISSIBLE, _S.APPROVED, _S.APPROVED_WITH_CONDITIONS, _S.REJECTED), ("fund:application-notice", True)
    ),
}


@register.filter
def state_badge(state):
    """The kind of a badge for a state."""
    return BADGES.get(state, "neutral")


@register.filter
def actor(word):
    """Whose turn it is, in a word."""
    return Actor(word).label


@register.filter
def hint_kind(word):
    """What a hint is about."""
    return HintKind(word).label


@register.filter
def days_late(number):
    """ "3 Tage überfällig"."""
    return f"{number} {'Tag' if number == 1 else 'Tage'} überfällig"


@register.filter
def withdrawn_words(application):
    """When, by whom and why an application was taken back."""
    reason = f" Grund: {application.withdrawal_reason}" if application.withdrawal_reason else ""
    return f"Am {date_format(application.withdrawn_at)} von {application.withdrawn_by.name}.{reason}"


@register.simple_tag
def next_url(row):
    """The page on which the next thing of a row is done; the opinions where a department is waited for."""
    application = row.application
    if row.due.actor == Actor.DEPARTMENT:
        return reverse("fund:opinion-list", args=[application.pk])
    name, is_own = PLACES.get(application.state, ("fund:office-application", True))
    try:
        return reverse(name, args=[application.pk] if is_own else [])
    except NoReverseMatch:
        return reverse("fund:office-application", args=[application.pk])
