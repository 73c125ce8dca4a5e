"""Asking for what is missing, and answering: only what is asked for may change, until the day it is due."""

from django.db import transaction
from django.utils import timezone

from fund import content, deadlines, documents
from fund.actions import doors, restoring, states, submissions
from fund.choices.applications import COSTS, DOCUMENT, FINANCING, ApplicationState
from fund.models import Supplement
from herne_integration import mail
from herne_integration.rules import RuleBroken

UNKNOWN = "Danach lässt sich nicht fragen: {part}."
IN_THE_FUTURE = "Die Frist liegt in der Zukunft."
NO_CHECK = "Eine Nachforderung entsteht aus einer formalen Prüfung der letzten Fassung."
ANSWERED = "Diese Nachforderung ist schon erledigt."
NOTHING_NEW = "Sie haben noch nichts von dem geändert, wonach gefragt ist."
NO_LONGER = "Diese Nachforderung lässt sich nicht mehr ändern."


def parts(guideline):
    """What a supplement may unlock: columns, both plans, and the documents of a guideline."""
    documented = [DOCUMENT + key for key in sorted(documents.keys(guideline.rules))]
    return [*content.COLUMNS, COSTS, FINANCING, *documented]


@transaction.atomic
def ask(*, application, unlocks, request, due_on, by, day=None):
    """The office asks: `unlocks` are names of parts (see `parts`), `request` is what the applicant reads."""
    application = doors.locked(application)
    doors.require_office(application, by)
    states.require(application, ApplicationState.SUPPLEMENT)
    version = application.latest_version
    if not hasattr(version, "formal_check") or version.formal_check.decided_at:
        raise RuleBroken(NO_CHECK)
    strange = set(unlocks) - set(parts(version.guideline))
    if strange:
        raise RuleBroken(UNKNOWN.format(part=", ".join(sorted(strange))))
    if not unlocks or not request.strip():
        raise RuleBroken("Eine Nachforderung sagt, was fehlt, und nennt mindestens ein Feld.")
    if due_on <= (day or timezone.localdate()):
        raise RuleBroken(IN_THE_FUTURE)
    made = Supplement.objects.create(
        application=application,
        version_asked=version,
        unlocks=sorted(unlocks),
        request=request.strip(),
        due_on=due_on,
        asked_at=timezone.now(),
        asked_by=by,
    )
    states.move(application, ApplicationState.SUPPLEMENT)
    mail.queue("fund/mail/supplement.txt", {"supplement": made, "application": application}, to=application.email)
    return made


@transaction.atomic
def extend(*, supplement, due_on, by):
    """The office gives more time; also after the day it was due."""
    application, supplement = _open(supplement)
    doors.require_office(application, by)
    if due_on <= supplement.due_on:
        raise RuleBroken("Eine Verlängerung liegt nach der bisherigen Frist.")
    supplement.due_on = due_on
    supplement.save(update_fields=["due_on"])
    mail.queue("fund/mail/supplement.txt", {"supplement": supplement, "application": application}, to=application.email)
    return supplement


@transaction.atomic
def answer(*, supplement, by, is_declared, at=None):
    """The chair submits what was asked for: the next version, which goes back into the formal check."""
    at = at or timezone.now()
    application, supplement = _open(supplement)
    doors.require_chair(application, by)
    if not deadlines.is_open_on(supplement.due_on, timezone.localdate(at)):
        raise RuleBroken(doors.OVERDUE.format(day=f"{supplement.due_on:%d.%m.%Y}"))
    changed = content.changed_parts(application.latest_version.content, content.of(application))
    if not changed:
        raise RuleBroken(NOTHING_NEW)
    if changed - set(supplement.unlocks):
        raise RuleBroken(doors.NOT_ASKED)
    submissions.require_whole(application, is_declared)
    version = submissions.freeze(application, by=by, at=at, supplement=supplement)
    supplement.answered_at, supplement.answered_by = at, by
    supplement.save(update_fields=["answered_at", "answered_by"])
    states.move(application, ApplicationState.FORMAL_CHECK, at=at)
    submissions.receipt(version)
    return version


@transaction.atomic
def close(*, supplement, by):
    """The office goes on without an answer, with what was submitted; unsent changes are put back."""
    application, supplement = _open(supplement)
    doors.require_office(application, by)
    restoring.restore(application, supplement.unlocks, by=by)
    supplement.closed_at, supplement.closed_by = timezone.now(), by
    supplement.save(update_fields=["closed_at", "closed_by"])
    states.move(application, ApplicationState.FORMAL_CHECK)
    return supplement


def _open(supplement):
    """The locked application and its request, if it waits for an answer."""
    application = doors.locked(supplement.application)
    supplement = application.supplements.get(pk=supplement.pk)
    if supplement.answered_at or supplement.closed_at:
        raise RuleBroken(ANSWERED)
    if application.state != ApplicationState.SUPPLEMENT:
        raise RuleBroken(NO_LONGER)
    return application, supplement
