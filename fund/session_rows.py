"""A session as its pages show it: items with conflicts, votes and results, read once for all of them."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from fund import bodies, voting
from fund.choices.agenda import PENDING_ITEMS, ItemKind, ItemState
from fund.models import Attendance, Recusal, Seat, Vote


@dataclass
class Row:
    """One item of the agenda."""

    item: Any
    recusals: list = field(default_factory=list)
    resolution: Any = None
    award: Any = None
    is_first: bool = False
    is_last: bool = False

    @property
    def is_pending(self):
        """Still to be decided."""
        return self.item.state in PENDING_ITEMS

    @property
    def is_application(self):
        """An application, with a sum."""
        return self.item.kind == ItemKind.APPLICATION

    @property
    def in_force(self):
        """Who takes no part."""
        return [one for one in self.recusals if one.is_in_force]


def rows(session):
    """All items in order."""
    items = list(_items(session))
    for item in items:
        item.session = session
    last = len(items) - 1
    return [
        Row(
            item,
            recusals=list(item.recusals.all()),
            resolution=getattr(item, "resolution", None),
            award=getattr(getattr(item, "resolution", None), "award", None),
            is_first=place == 0,
            is_last=place == last,
        )
        for place, item in enumerate(items)
    ]


def _items(session):
    found = session.items.select_related(
        "application__applicant", "source", "envelope__field_of_action", "task", "resolution__award"
    ).order_by("position", "pk")
    return found.prefetch_related(
        Prefetch("recusals", Recusal.objects.select_related("seat__user").order_by("raised_at", "pk")),
        Prefetch("votes", Vote.objects.select_related("seat__user")),
        "resolution__award__conditions",
    )


@dataclass
class Place:
    """A seat in the room: its attendance now and before; `counts` whether it would vote on an item without conflict."""

    seat: Any
    now: Any = None
    before: list = field(default_factory=list)
    counts: bool = False
    why_not: str = ""


@dataclass
class Room:
    """Who is there at a moment."""

    places: list
    bench: Any
    seats: list

    @property
    def missing(self):
        """Places of those who are not there now."""
        return [place for place in self.places if place.now is None]


def room(session, *, at):
    """Every live seat with its attendance, and the bench; prefetches attendance for what asks later."""
    attendance = list(Attendance.objects.filter(session=session).order_by("arrived_at"))
    session._prefetched_objects_cache = {"attendance": attendance}
    seats = bodies.seats_of(session.board)
    bench = voting.bench(seats, bodies.presences(session), at=timezone.localtime(at))
    live = Seat.objects.live_on(bodies.day_of(session, at)).filter(board=session.board_id)
    places = [_place(seat, attendance, bench) for seat in live.select_related("user", "deputy_of__user")]
    return Room(sorted(places, key=_by_name), bench, seats)


def _place(seat, attendance, bench):
    mine = [one for one in attendance if one.seat_id == seat.pk]
    now = next((one for one in mine if one.left_at is None), None)
    return Place(
        seat,
        now=now,
        before=[one for one in mine if one.left_at is not None],
        counts=seat.pk in bench.voters,
        why_not=bench.away.get(seat.pk, ""),
    )


def _by_name(place):
    """The chair first, then members, each followed by her deputies."""
    member = place.seat.deputy_of if place.seat.deputy_of_id else place.seat
    return (not member.is_chair, member.user.name, str(member.pk), place.seat.deputy_of_id is not None)


@dataclass
class Count:
    """The votes on an item at a moment: numbers, who still owes one, who has none and why."""

    outcome: Any
    waiting: list
    away: list
    total: int


def count(row, room, *, at):
    """What an open item's votes say; of `room` it takes the seats that were read already."""
    item = row.item
    bench = bodies.bench(item, at=at, seats=room.seats)
    voted, by_key = {vote.seat_id for vote in item.votes.all()}, {place.seat.pk: place for place in room.places}
    return Count(
        outcome=bodies.outcome(item, at=at, seats=room.seats),
        waiting=[by_key[key] for key in bench.voters if key in by_key and key not in voted],
        away=[(by_key[key], why) for key, why in bench.away.items() if key in by_key],
        total=len(bench.voters),
    )


def voters(item, room, *, at):
    """Seats that may vote on an item now."""
    may = bodies.bench(item, at=at, seats=room.seats).voters
    return [place.seat for place in room.places if place.seat.pk in may]


def open_row(found):
    """The item that is being voted on in a meeting, or None."""
    return next((row for row in found if row.item.state == ItemState.OPEN), None)


def next_row(found):
    """The item that comes next, or None."""
    return next((row for row in found if row.item.state == ItemState.PLANNED), None)
