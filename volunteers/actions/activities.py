"""After the introduction: trial, activity, and asking both sides how it goes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from herne_integration import mail
from herne_integration.rules import RuleBroken
from volunteers.actions import eligible, placements
from volunteers.actions.records import locked, move, recorded, require_coordinator, require_organisation, stamp
from volunteers.choices.agreements import WITHOUT_AGREEMENT
from volunteers.choices.placements import LIVE, NEXT_STATES, FollowUpKind, HowItGoes, PlacementState
from volunteers.choices.requirements import Requirement
from volunteers.clearances import add_months
from volunteers.models import CooperationAgreement, FollowUp, FollowUpAnswer, RequirementPolicy

UNSIGNED = "Die Vereinbarung haben noch nicht beide Seiten unterschrieben."
NOT_NOW = "Diese Vermittlung ist „{state}“: Das geht jetzt nicht."


@transaction.atomic
def start_trial(*, placement, by, day=None):
    """The two try it, for as many weeks as the opportunity says; proofs must hold on the day it begins."""
    placement, day = locked(placement), day or timezone.localdate()
    require_coordinator(by)
    weeks = placement.opportunity.trial_weeks
    placement.trial_ends_on = day + timedelta(weeks=weeks) if weeks else None
    return _begin(placement, PlacementState.TRIAL, "trial", "Probezeit begonnen", by, day)


@transaction.atomic
def activate(*, placement, by, day=None, without_agreement=None):
    """The activity begins, with or without a trial before, once both have signed the agreement.

    `without_agreement`: an `eligible.Override`, where the coordinator lets them begin all the same; it stays.
    """
    placement = locked(placement)
    require_coordinator(by)
    day = day or timezone.localdate()
    return _begin(placement, PlacementState.ACTIVE, "activated", "begonnen", by, day, without_agreement)


def agreement_rule(opportunity, day):
    """(whether the policy or the organisation asks for the agreement, whether the law does)."""
    policy = RequirementPolicy.objects.current(day).get(opportunity.task_class)
    items = [item for item in policy.items.all() if item.requirement.key == Requirement.AGREEMENT] if policy else []
    asked = bool(items) or opportunity.extra_requirements.filter(key=Requirement.AGREEMENT).exists()
    return asked, any(item.is_legal for item in items)


def _require_agreement(placement, state, without, by, day):
    """A trial needs the signatures where somebody asks for them, an activity always."""
    is_asked, is_legal = agreement_rule(placement.opportunity, day)
    if state == PlacementState.TRIAL and not is_asked:
        return
    agreement = CooperationAgreement.objects.filter(placement=placement).first()
    was_set_aside = WITHOUT_AGREEMENT in placement.override_codes and not is_legal
    if (agreement and agreement.is_signed) or was_set_aside:
        return
    if without is None or is_legal:
        raise RuleBroken(UNSIGNED)
    if not without.role.strip() or not without.reason.strip():
        raise RuleBroken("Eine Ausnahme braucht Rolle und Begründung.")
    placements.note_override(placement, [*placement.override_codes, WITHOUT_AGREEMENT], without, by)


def _begin(placement, state, decision, what, by, day, without_agreement=None):
    move(placement, state, NEXT_STATES, NOT_NOW.format(state=placement.get_state_display()))
    eligible.require(volunteer=placement.volunteer, opportunity=placement.opportunity, placement=placement, day=day)
    _require_agreement(placement, state, without_agreement, by, day)
    stamp(placement, decision, by=by, at=timezone.now())
    with recorded(what, by=by):
        placement.save()
        plan_follow_ups(placement, day)
    return placement


def plan_follow_ups(placement, day):
    """Two weeks and three months after the first day; a trial that becomes an activity keeps its own."""
    for kind, due in (
        (FollowUpKind.TWO_WEEKS, day + timedelta(weeks=2)),
        (FollowUpKind.THREE_MONTHS, add_months(day, 3)),
    ):
        FollowUp.objects.get_or_create(placement=placement, kind=kind, defaults={"due_on": due})


@transaction.atomic
def follow_up(*, follow_up, by, note=""):
    """Somebody has asked both sides."""
    follow_up = locked(follow_up)
    require_coordinator(by)
    if follow_up.done_at:
        raise RuleBroken("Diese Nachfrage ist schon erledigt.")
    follow_up.note = note
    stamp(follow_up, "done", by=by, at=timezone.now())
    with recorded("nachgefragt", by=by):
        follow_up.save()
    return follow_up


@transaction.atomic
def answer_follow_up(*, follow_up, how, by, note=""):
    """The institution says how it goes, once; where there is trouble, the coordination hears of it at once."""
    follow_up = locked(follow_up)
    placement = follow_up.placement
    require_organisation(placement.opportunity, by)
    if FollowUpAnswer.objects.filter(follow_up=follow_up).exists():
        raise RuleBroken("Diese Nachfrage haben Sie schon beantwortet.")
    if follow_up.done_at or placement.state not in LIVE:
        raise RuleBroken("Diese Nachfrage ist schon erledigt.")
    if follow_up.due_on > timezone.localdate():
        raise RuleBroken("Danach fragen wir erst später.")
    answer = FollowUpAnswer.objects.create(
        follow_up=follow_up, placement=placement, how=how, note=note, answered_at=timezone.now(), answered_by=by
    )
    if how == HowItGoes.TROUBLE and placement.coordinator:
        mail.queue("volunteers/mail/to_coordinator.txt", {}, to=placement.coordinator.email)
    return answer
