"""Writing an application, topic by topic, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from fund.actions import agenda, applicants, doors, locking, restoring, states
from fund.choices.applicants import TeamRole
from fund.choices.applications import TOPIC_FIELDS, ApplicationState, Topic
from fund.models import AgendaItem, Application
from herne_integration.rules import RuleBroken
from offers.models import TargetGroup

CHANGED_MEANWHILE = "Jemand hat in der Zwischenzeit gespeichert. Bitte vergleichen Sie beide Fassungen."
PERIOD = "Das Ende liegt vor dem Anfang."


@transaction.atomic
def save_topic(*, application, topic, by=None, key="", day=None):
    """Saves the columns of one topic from `application`, the instance of a `VersionedForm` (`save(commit=False)`).

    Its version has to be one more than what is stored, or somebody was faster. Of a supplement's application only
    what is asked for may differ. Returns the stored application.
    """
    topic = Topic(topic)
    stored = doors.locked(application)
    doors.require_writer(stored, topic, by=by, key=key)
    columns = TOPIC_FIELDS[topic]
    changed = [one for one in columns if _value(application, one) != _value(stored, one)]
    doors.require_open(stored, changed or columns, day=day)
    if application.version != stored.version + 1:
        raise RuleBroken(CHANGED_MEANWHILE)
    for column in columns:
        setattr(stored, column, getattr(application, column))
    _check(stored, columns)
    stored.version, stored.touched_on = application.version, timezone.localdate()
    stored.save(update_fields=[*columns, "version", "touched_on"])
    return stored


@transaction.atomic
def assign(*, application, applicant, by):
    """A draft gets the applicant in whose name it is written, and belongs to its team from then on."""
    application = doors.locked(application)
    doors.require_writer(application, Topic.APPLICANT, by=by)
    applicants.require_member(applicant, by)
    if application.state != ApplicationState.DRAFT:
        raise RuleBroken("Der Antragsteller eines eingegangenen Antrags bleibt.")
    application.applicant = applicant
    for column, text in applicants.as_written(applicant).items():
        setattr(application, column, text)
    application.version += 1
    application.save(update_fields=["applicant", *applicants.WRITTEN.values(), "version"])
    return application


@transaction.atomic
def withdraw(*, application, by, reason="", at=None):
    """Takes a submitted application back, until it is decided; its papers stay, its place on an agenda goes."""
    _hold_agenda(application)
    application = doors.locked(application)
    if not doors.roles(application, by) & {TeamRole.CHAIR, TeamRole.PROJECT_LEAD}:
        raise RuleBroken("Einen Antrag ziehen Vertretung oder Projektleitung zurück.")
    states.require(application, ApplicationState.WITHDRAWN)
    at = at or timezone.now()
    agenda.drop_withdrawn(application=application, by=by, at=at)
    asked = application.supplements.open().first()
    if asked:
        restoring.restore(application, asked.unlocks, by=by)
        asked.closed_at, asked.closed_by = at, by
        asked.save(update_fields=["closed_at", "closed_by"])
    return states.move(
        application,
        ApplicationState.WITHDRAWN,
        at=at,
        withdrawn_at=at,
        withdrawn_by=by,
        withdrawal_reason=reason.strip()[:500],
    )


def _hold_agenda(application):
    """Locks the agenda before the application, in the order that everybody keeps."""
    item = AgendaItem.objects.pending().filter(application=application).select_related("session").first()
    if item:
        locking.item(item)


def _value(application, column):
    """What is compared: the key of a linked object, an empty list like a missing one."""
    value = getattr(application, Application._meta.get_field(column).attname)
    return value or None if isinstance(value, list) else value


def _check(application, columns):
    """What a form has checked already, for those who come without one: lengths, choices, order, words of the city."""
    others = {field.name for field in Application._meta.fields} - set(columns)
    starts_on, ends_on, amount = application.starts_on, application.ends_on, application.amount_requested
    try:
        application.clean_fields(exclude=others)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error
    if "starts_on" in columns and starts_on and ends_on and ends_on < starts_on:
        raise RuleBroken(PERIOD)
    if "amount_requested" in columns and amount is not None and amount <= 0:
        raise RuleBroken("Der Betrag muss größer als null sein.")
    wanted = set(application.target_groups) if "target_groups" in columns else set()
    if TargetGroup.objects.filter(key__in=wanted).count() != len(wanted):
        raise RuleBroken("Diese Zielgruppe gibt es nicht.")
