"""After the introduction: trial, activity, and asking both sides how it goes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from volunteers.actions import eligible
from volunteers.actions.records import locked, move, recorded, require_coordinator, stamp
from volunteers.choices.placements import NEXT_STATES, FollowUpKind, PlacementState
from volunteers.clearances import add_months
from volunteers.models import FollowUp

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
def activate(*, placement, by, day=None):
    """The activity begins, with or without a trial before."""
    placement = locked(placement)
    require_coordinator(by)
    return _begin(placement, PlacementState.ACTIVE, "activated", "begonnen", by, day or timezone.localdate())


def _begin(placement, state, decision, what, by, day):
    move(placement, state, NEXT_STATES, NOT_NOW.format(state=placement.get_state_display()))
    eligible.require(volunteer=placement.volunteer, opportunity=placement.opportunity, placement=placement, day=day)
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
