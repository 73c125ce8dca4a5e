"""A plan is made from the path that fits, and changed only by a person who has seen the difference."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from welcome_folder import plan_reading
from welcome_folder.actions import steps, team
from welcome_folder.actions.safety import check, lock_folder
from welcome_folder.choices.folders import LED
from welcome_folder.choices.needs import Urgency
from welcome_folder.choices.plans import StepOrigin, StepOwner, StepState
from welcome_folder.models import Institution, IntegrationPlan, Need

NO_PATH = "Kein Beratungsweg passt. Fragen Sie die Migrationsberatung und tragen Sie die Schritte einzeln ein."


@transaction.atomic
def make(*, folder, by, version=None):
    """The plan of a folder after the path that fits (or `version`), with a step for every urgent need as well."""
    folder = _locked(folder)
    if folder.plans.filter(ended_at__isnull=True).exists():
        raise RuleBroken("Dieser Ordner hat schon einen Plan.")
    today = timezone.localdate()
    version = version or plan_reading.choose(folder, day=today)[0]
    if version is None:
        raise RuleBroken(NO_PATH)
    plan = IntegrationPlan.objects.create(folder=folder, path_version=version, made_at=timezone.now(), made_by=by)
    of_path = version.steps.in_bulk()
    for proposal in plan_reading.proposals(version, folder, day=today):
        _add(plan, proposal, of_path, by)
    for need in _urgent(folder, by):
        _add_need(plan, need, by, today)
    return plan


@transaction.atomic
def accept(*, folder, by, version, add, drop):
    """Changes to another version: `add` are keys of its steps, `drop` keys of plan steps; everything else stays."""
    folder = _locked(folder)
    old = folder.plans.select_for_update(of=("self",)).filter(ended_at__isnull=True).first()
    if old is None:
        raise RuleBroken("Dieser Ordner hat noch keinen Plan.")
    change = plan_reading.difference(folder, version)
    old.ended_at, old.ended_by = timezone.now(), by
    old.save(update_fields=["ended_at", "ended_by"])
    plan = IntegrationPlan.objects.create(folder=folder, path_version=version, made_at=timezone.now(), made_by=by)
    kept = {step.pk: new for new, step in change.keep}
    for step in folder.steps.filter(plan=old):
        step.plan, step.path_step_id = plan, kept.get(step.pk, step.path_step_id)
        step.version += 1
        step.save(update_fields=["plan", "path_step", "version"])
    wanted, of_path = set(add) & set(change.add), version.steps.in_bulk()
    for proposal in plan_reading.proposals(version, folder, day=timezone.localdate()):
        if proposal.path_step in wanted:
            _add(plan, proposal, of_path, by)
    for step in change.drop:
        if str(step.pk) in {str(key) for key in drop} and step.state == StepState.OPEN:
            steps.drop(step=step, by=by, reason=f"nicht mehr auf dem Weg: {version}"[:200])
    check(folder)
    return plan


def _locked(folder):
    folder = lock_folder(folder.pk)
    if folder.state not in LED:
        raise RuleBroken(team.NOT_LED)
    return folder


def _add(plan, proposal, of_path, by):
    known = Institution.objects.may_take_part().filter(organisation=proposal.organisation).first()
    steps.add(
        folder=plan.folder,
        by=by,
        plan=plan,
        area=proposal.area,
        title=proposal.title,
        detail=proposal.detail,
        due_on=proposal.due_on,
        owner=StepOwner.INSTITUTION if known else StepOwner.PERSON,
        institution=known.organisation if known else None,
        origin=StepOrigin.PATH,
        origin_text=proposal.origin_text,
        path_step=of_path[proposal.path_step],
    )


def _urgent(folder, by):
    """Urgent needs of the areas in which she takes part; steps of other areas are for those who do."""
    newest = folder.assessments.first()
    if newest is None:
        return []
    urgent = Need.objects.visible_to(by).filter(assessment=newest, urgency__in=[Urgency.NOW, Urgency.SOON])
    return list(urgent.select_related("area"))


def _add_need(plan, need, by, today):
    weeks = 1 if need.urgency == Urgency.NOW else 4
    steps.add(
        folder=plan.folder,
        by=by,
        plan=plan,
        area=need.area_id,
        title=f"{need.area}: {need.words}"[:200] if need.words else str(need.area),
        due_on=today + timedelta(weeks=weeks),
        owner=StepOwner.INSTITUTION,
        institution=plan.folder.lead,
        origin=StepOrigin.NEED,
        origin_text=f"Bedarf vom {need.assessment.assessed_on:%d.%m.%Y}: {need.get_urgency_display()}",
        need=need,
    )
