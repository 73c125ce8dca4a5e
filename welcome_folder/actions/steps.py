"""What can happen to a step. Every action locks the folder first."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import recorded
from welcome_folder.actions.safety import (
    GONE,
    check,
    lock_folder,
    locked,
    require_any_place,
    require_work,
    require_writer,
)
from welcome_folder.choices.agreements import AgreementState
from welcome_folder.choices.plans import NEXT_STATES, StepOrigin, StepState
from welcome_folder.models import PlanStep

# A rule has made these, whoever was at the screen: an expired paper asks nobody for a place in the team.
MADE_BY_RULE = {StepOrigin.PAPER, StepOrigin.HANDOVER, StepOrigin.RESTING, StepOrigin.STATUS}
# Come with the folder or with its whole plan.
MADE_TOGETHER = {StepOrigin.INTAKE, StepOrigin.PATH}
IMPOSSIBLE = "Der Schritt „{step}“ ist {state}."


@transaction.atomic
def add(
    *,
    folder,
    by,
    area,
    title,
    due_on,
    owner,
    origin,
    origin_text,
    institution=None,
    document=None,
    at=None,
    **more,
):
    """One more thing to do until a day; returns the `PlanStep`.

    `more`: need, path_step, plan and agreement that it comes from, detail and evidence.
    """
    folder = lock_folder(folder.pk)
    require_work(folder)
    area = getattr(area, "key", area)
    if origin not in MADE_BY_RULE | MADE_TOGETHER:
        require_writer(folder, by=by, area=area)
    with recorded("Schritt angelegt", by=by):
        return PlanStep.objects.create(
            folder=folder,
            area_id=area,
            title=title,
            due_on=due_on,
            owner=owner,
            institution=institution,
            origin=origin,
            origin_text=origin_text,
            document=document,
            document_until=document.valid_until if document else None,
            entered_at=at or timezone.now(),
            entered_by=by,
            **more,
        )


@transaction.atomic
def change(*, step, by, version, **columns):
    """Saves what was typed into an open step; `version` is the one that the form was opened with."""
    folder, step = _open_step(step, by)
    if step.version != version:
        raise RuleBroken(GONE.format(thing=step))
    for name, value in columns.items():
        setattr(step, name, value)
    return _saved(folder, step, "Schritt geändert", by)


@transaction.atomic
def reschedule(*, step, by, due_on):
    """Another day; the step stays open."""
    folder, step = _open_step(step, by)
    step.due_on = due_on
    return _saved(folder, step, "Frist geändert", by)


@transaction.atomic
def finish(*, step, by, evidence="", at=None):
    """Done; so is the agreement that the step came from."""
    folder, step = _open_step(step, by)
    step.evidence = evidence or step.evidence
    _settle(step, StepState.DONE, by, at)
    _settle_agreement(step, AgreementState.DONE, by, at)
    return _saved(folder, step, "Schritt erledigt", by)


@transaction.atomic
def drop(*, step, by, reason, at=None):
    """No longer needed, for a reason; the agreement that it came from is void."""
    if not reason.strip():
        raise RuleBroken("Ein Schritt entfällt nur mit Grund.")
    folder, step = _open_step(step, by)
    step.dropped_reason = reason
    _settle(step, StepState.DROPPED, by, at)
    _settle_agreement(step, AgreementState.VOID, by, at)
    return _saved(folder, step, "Schritt entfallen", by)


@transaction.atomic
def reopen(*, step, by):
    """To be done after all."""
    folder = lock_folder(step.folder_id)
    require_work(folder)
    step = locked(step)
    _require(folder, step, by)
    if StepState.OPEN not in NEXT_STATES[StepState(step.state)]:
        raise RuleBroken(IMPOSSIBLE.format(step=step, state="offen"))
    step.state, step.dropped_reason = StepState.OPEN, ""
    step.settled_at = step.settled_by = None
    return _saved(folder, step, "Schritt wieder offen", by)


def _open_step(step, by):
    folder = lock_folder(step.folder_id)
    require_work(folder)
    step = locked(step)
    _require(folder, step, by)
    if step.state != StepState.OPEN:
        raise RuleBroken(IMPOSSIBLE.format(step=step, state=f"schon {step.get_state_display()}"))
    return folder, step


def _require(folder, step, by):
    if step.origin not in MADE_BY_RULE:
        require_any_place(folder, by=by, area=step.area_id)


def _settle(step, state, by, at):
    step.state, step.settled_at, step.settled_by = state, at or timezone.now(), by


def _settle_agreement(step, state, by, at):
    """The agreement's own action would come back here, so this is the other half of it."""
    agreement = locked(step.agreement) if step.agreement_id else None
    if agreement is None or agreement.state != AgreementState.OPEN:
        return
    agreement.state, agreement.settled_at, agreement.settled_by = state, at or timezone.now(), by
    agreement.void_reason = step.dropped_reason if state == AgreementState.VOID else ""
    agreement.version += 1
    agreement.save()


def _saved(folder, step, what, by):
    step.version += 1
    with recorded(what, by=by):
        step.save()
    check(folder)
    return step
