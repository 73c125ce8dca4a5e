"""What waits for a coordinator, by route: one reading for the page, its counts and the overview.

Everything that nobody coordinates stands in everybody's inbox, so that nothing waits for nobody.
"""

from dataclasses import dataclass, fields

from django.db.models import Count, Q, QuerySet, Window

from volunteers.choices.opportunities import OpportunityState
from volunteers.models import FollowUp, Opportunity, Placement, Volunteer


@dataclass(frozen=True)
class Inbox:
    """Querysets of one coordinator's open work, each to be paged and counted by itself."""

    # Confirmed their address, nobody has spoken with them yet.
    to_meet: QuerySet
    # Came forward for something that nobody has confirmed: find out first.
    enquiries: QuerySet
    # The volunteer said yes: ask the organisation.
    to_ask: QuerySet
    # Both said yes: introduce them.
    to_introduce: QuerySet
    # Two weeks or three months are over: ask both how it goes.
    follow_ups: QuerySet
    # Nobody stands behind them (any more).
    unconfirmed: QuerySet


def of(user, *, day):
    """The `Inbox` of a coordinator on a day; empty for anybody else, because each part goes through `visible_to`."""
    mine = Placement.objects.visible_to(user).coordinated_by(user).with_people().order_by("suggested_at", "pk")
    waiting = mine.to_be_asked()
    people = Volunteer.objects.visible_to(user).waiting_for_first_talk().order_by("confirmed_at", "pk")
    follow_ups = FollowUp.objects.visible_to(user).due(day=day)
    is_visible = Placement.objects.visible_to(user).coordinated_by(user).values("pk")
    wished_for = waiting.order_by().values("opportunity")
    return Inbox(
        to_meet=people.filter(Q(lead=user.pk) | Q(lead__isnull=True)),
        enquiries=waiting.filter(is_enquiry=True),
        to_ask=waiting.filter(is_enquiry=False),
        to_introduce=mine.to_be_introduced(),
        follow_ups=follow_ups.filter(placement__in=is_visible).select_related("placement__volunteer", "answer"),
        unconfirmed=Opportunity.objects.filter(state=OpportunityState.UNCONFIRMED, pk__in=wished_for),
    )


def first(found, number):
    """({part: its first rows}, {part: how many there are}), one query for each part."""
    parts = {one.name: getattr(found, one.name) for one in fields(found)}
    rows = {name: list(part.annotate(of_all=Window(Count("*")))[:number]) for name, part in parts.items()}
    return rows, {name: some[0].of_all if some else 0 for name, some in rows.items()}
