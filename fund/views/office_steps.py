"""What the office may do with an application now, as buttons: nothing that the rules would refuse."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from fund.choices.applications import DECIDED, PENDING, ApplicationState

_S = ApplicationState


@dataclass(frozen=True)
class Step:
    """One button; `by_post` where it acts at once, else it leads to a page. `key` as in the table of states."""

    key: str
    label: str
    url: str
    by_post: bool = False


def of(application):
    """The steps in the order of the office's work, the next one first."""
    state, found = ApplicationState(application.state), []
    if state in (_S.SUBMITTED, _S.FORMAL_CHECK):
        found += _checking(application, state)
    if state == _S.SUPPLEMENT:
        found += _asked(application)
    if state in (_S.ADMISSIBLE, _S.DEFERRED):
        found += _elsewhere("schedule", "Auf eine Tagesordnung setzen", "fund:session-list")
    if state in DECIDED:
        found += _elsewhere("notify", "Bescheid", "fund:application-notice", application.pk)
    if state in PENDING:
        found.append(_step("ask_opinion", "Stellungnahme erbitten", "fund:opinion-create", application.pk))
    return found


def _checking(application, state):
    version = application.latest_version
    check = getattr(version, "formal_check", None)
    if check is None:
        label = "Formale Prüfung beginnen" if state == _S.SUBMITTED else "Neue Fassung prüfen"
        return [_step("start_check", label, "fund:formal-check-start", application.pk, by_post=True)]
    return [
        _step("judge", "Weiterprüfen", "fund:formal-check", application.pk),
        _step("decide", "Entscheiden", "fund:formal-check-decide", application.pk),
        _step("ask_supplement", "Nachfordern", "fund:supplement-create", application.pk),
    ]


def _asked(application):
    asked = application.supplements.open().first()
    if asked is None:
        return []
    return [
        _step("extend", "Frist verlängern", "fund:supplement-extend", application.pk, asked.pk),
        _step("close_supplement", "Ohne Antwort weiter", "fund:supplement-close", application.pk, asked.pk),
    ]


def _step(key, label, name, *args, by_post=False):
    return Step(key, label, reverse(name, args=args), by_post)


def _elsewhere(key, label, name, *args):
    """A page of another part of the fund, if it is there."""
    try:
        return [_step(key, label, name, *args)]
    except NoReverseMatch:
        return []
