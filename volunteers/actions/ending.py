"""How a placement ends, and everything that ends with it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herne_integration.rules import RuleBroken
from volunteers.actions import clearances
from volunteers.actions.records import locked, move, recorded, require_coordinator, stamp
from volunteers.choices.placements import LIVE, NEXT_STATES, OPEN, EndReason, PlacementState
from volunteers.models import Placement, doors

OVER = _("Diese Vermittlung ist schon beendet.")


@transaction.atomic
def end(*, placement, reason, by, note=""):
    """A placement ends with a reason: by the coordination, or by one of its two sides while it runs."""
    placement = locked(placement)
    is_own_side = placement.state in LIVE and (
        by.pk == placement.volunteer.user_id or doors.represents(by, placement.opportunity.organisation_id)
    )
    if not is_own_side:
        require_coordinator(by)
    if reason not in EndReason.values:
        raise RuleBroken("Bitte nennen Sie den Grund.")
    with recorded("beendet", by=by):
        _end(placement, reason, note, by)
    clearances.purge_of(placement.volunteer)
    return placement


def end_all(*, volunteer, by, reason):
    """Everything of somebody who leaves; returns how many placements ended."""
    rows = Placement.objects.select_for_update(of=("self",)).filter(volunteer=volunteer, state__in=(*OPEN, *LIVE))
    placements = list(rows.order_by("pk"))
    for placement in placements:
        _end(placement, reason, "", by)
    clearances.purge_of(volunteer)
    return len(placements)


def end_of_opportunity(*, opportunity, by):
    """Whoever still waits for an opportunity that is archived; what runs goes on."""
    rows = Placement.objects.select_for_update(of=("self",)).filter(opportunity=opportunity, state__in=OPEN)
    for placement in rows.order_by("pk"):
        _end(placement, EndReason.NOT_NEEDED, "", by)
        clearances.purge_of(placement.volunteer)


def _end(placement, reason, note, by):
    move(placement, PlacementState.ENDED, NEXT_STATES, OVER)
    placement.end_reason, placement.end_note = reason, note
    stamp(placement, "ended", by=by, at=timezone.now())
    placement.save()
