"""What becomes of an agreement, and of the step that came from it."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import recorded
from welcome_folder.actions import steps
from welcome_folder.actions.safety import lock_folder, locked, require_any_place, require_work
from welcome_folder.choices.agreements import AgreementState, Debtor
from welcome_folder.choices.appointments import Visibility
from welcome_folder.choices.plans import StepOrigin, StepOwner, StepState
from welcome_folder.models import Agreement, PlanStep

SETTLED = "Die Vereinbarung „{agreement}“ ist schon {state}."


def make(*, appointment, by, what, debtor=Debtor.PERSON, institution=None, due_on=None, at=None):
    """Writes down what was agreed. What has a day is a step too, unless the entry is kept from others.

    Belongs to the actions on appointments, which hold the folder's lock.
    """
    agreement = Agreement.objects.create(
        folder_id=appointment.folder_id,
        appointment=appointment,
        debtor=debtor,
        institution=institution if debtor == Debtor.INSTITUTION else None,
        what=what,
        due_on=due_on,
        entered_at=at or timezone.now(),
        entered_by=by,
    )
    # A step has no readers of its own: it would tell the whole team what only one institution may know.
    if due_on and appointment.visibility == Visibility.SHARED:
        _step_for(agreement, appointment, by=by, at=at)
    return agreement


def _step_for(agreement, appointment, *, by, at):
    is_institution = agreement.debtor == Debtor.INSTITUTION
    steps.add(
        folder=appointment.folder,
        by=by,
        area=appointment.area_id,
        title=agreement.what[: PlanStep._meta.get_field("title").max_length],
        detail=f"Zugesagt von: {agreement.get_debtor_display()}" if agreement.debtor == Debtor.COMPANION else "",
        due_on=agreement.due_on,
        owner=StepOwner.INSTITUTION if is_institution else StepOwner.PERSON,
        institution=agreement.institution,
        origin=StepOrigin.AGREEMENT,
        origin_text=f"Vereinbart am {appointment.day:%d.%m.%Y}",
        agreement=agreement,
        at=at,
    )


@transaction.atomic
def settle(*, agreement, by, at=None):
    """Done."""
    return _end(agreement, AgreementState.DONE, by=by, at=at)


@transaction.atomic
def void(*, agreement, by, reason, at=None):
    """No longer needed, for a reason."""
    if not reason.strip():
        raise RuleBroken("Hinfällig wird eine Vereinbarung nur mit Grund.")
    return _end(agreement, AgreementState.VOID, by=by, at=at, reason=reason)


def _end(agreement, state, *, by, at, reason=""):
    folder = lock_folder(agreement.folder_id)
    require_work(folder)
    agreement = locked(agreement)
    require_any_place(folder, by=by, area=agreement.appointment.area_id)
    if agreement.state != AgreementState.OPEN:
        raise RuleBroken(SETTLED.format(agreement=agreement, state=agreement.get_state_display()))
    agreement.state, agreement.void_reason = state, reason
    agreement.settled_at, agreement.settled_by = at or timezone.now(), by
    agreement.version += 1
    with recorded(agreement.get_state_display(), by=by):
        agreement.save()
    _end_step(agreement, by=by, at=at)
    return agreement


def _end_step(agreement, *, by, at):
    step = PlanStep.objects.filter(agreement=agreement, state=StepState.OPEN).first()
    if step is None:
        return
    if agreement.state == AgreementState.DONE:
        steps.finish(step=step, by=by, at=at)
    else:
        steps.drop(step=step, by=by, reason=agreement.void_reason, at=at)
