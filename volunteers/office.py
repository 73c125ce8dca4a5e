"""What an institution's contact person sees: her own tasks, and who is suggested for them. Rows in, rows out."""

from dataclasses import dataclass

from django.db.models import Count, Q

from volunteers import pseudonyms
from volunteers.choices.placements import FINAL, LIVE, PlacementState
from volunteers.models import FollowUp, Opportunity, Placement, doors

PAST_SHOWN = 10


@dataclass(frozen=True)
class Row:
    """A placement as the institution reads it: `name` is empty as long as the two have not been introduced."""

    placement: Placement
    described: pseudonyms.Described
    name: str


def placements(user):
    """Placements about which somebody's own institution was asked; nobody else's, not even for a coordinator."""
    return Placement.objects.visible_to(user).represented_by(user).with_people()


def tasks(user):
    """Tasks of somebody's own institution, with places and how many suggestions wait."""
    waiting = Q(placements__state=PlacementState.ASKED, placements__agreed_at__isnull=True)
    rows = Opportunity.objects.visible_to(user).represented_by(user).with_places_left()
    return rows.annotate(waiting=Count("placements", filter=waiting, distinct=True))


def waiting(user):
    """What the institution has to answer, oldest first."""
    return placements(user).filter(state=PlacementState.ASKED, agreed_at__isnull=True).order_by("asked_at")


def of(user, *, day):
    """{part of the page: [`Row`], and the follow-ups to answer}, in a fixed number of queries."""
    rows = placements(user).prefetch_related("volunteer__languages__language", "volunteer__windows")
    open_or_live = [row(one) for one in rows.exclude(state__in=FINAL).order_by("asked_at")]
    asked = [one for one in open_or_live if one.placement.state == PlacementState.ASKED]
    return {
        "waiting": [one for one in asked if one.placement.agreed_at is None],
        "agreed": [one for one in asked if one.placement.agreed_at],
        "running": [one for one in open_or_live if one.placement.state in LIVE],
        "asking": FollowUp.objects.asking(user, day=day).select_related(
            "placement__volunteer", "placement__opportunity"
        ),
        "past": [row(one) for one in rows.filter(state__in=FINAL)[:PAST_SHOWN]],
    }


def row(placement):
    """The `Row` of a placement of one's own institution."""
    name = placement.volunteer.full_name if doors.may_reach(placement) else ""
    return Row(placement, pseudonyms.described(placement.volunteer), name)
