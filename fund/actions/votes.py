"""Votes: cast and changed while an item is open; in an Umlauf until its last second."""

from django.db import transaction
from django.utils import timezone

from fund import bodies
from fund.actions import locking, office, recusals
from fund.choices.agenda import ItemState
from fund.choices.sessions import SessionState
from fund.choices.voting import BallotChoice
from fund.models import Vote
from herne_integration.rules import RuleBroken

NOT_OPEN = "Zu diesem Punkt wird gerade nicht abgestimmt."
OVER = "Die Frist dieses Umlaufs ist vorbei."
ONESELF = "Im Umlauf stimmt jedes Mitglied selbst ab."
RECUSED = "Sie nehmen an diesem Punkt wegen eines Interessenkonflikts nicht teil."
NO_VOTE = "Dieser Sitz hat hier keine Stimme: {why}"


@transaction.atomic
def cast(*, item, choice, by, seat=None, objects=False):
    """A vote on an open item, or another one instead of it. Returns the `Vote`.

    Without `seat` it is one's own. With it the office writes down a show of hands, in a meeting only. `objects`: the
    holder wants the item of an Umlauf in a meeting (§ 90 Abs. 1 Satz 2 VwVfG).
    """
    session, item = locking.item(item)
    seat = seat or recusals.seat_of(session, by)
    if seat is None or seat.board_id != session.board_id:
        raise RuleBroken(recusals.NO_SEAT)
    if seat.user_id != by.pk:
        if session.is_circular:
            raise RuleBroken(ONESELF)
        office.require(by)
    _require_open(session, item)
    _require_vote(item, seat)
    if choice not in BallotChoice.values:
        raise RuleBroken("Eine Stimme ist Ja, Nein oder Enthaltung.")
    values = {
        "choice": choice,
        "objection": objects and session.is_circular,
        "holder_id": seat.user_id,
        "cast_at": timezone.now(),
        "cast_by": by,
    }
    return Vote.objects.update_or_create(item=item, seat=seat, defaults=values)[0]


def count(item, *, at=None):
    """What the votes say so far, a `voting.Outcome`: for the page and the projector; decides nothing."""
    return bodies.outcome(item, at=at or timezone.now())


def _require_open(session, item):
    if session.is_circular and timezone.now() > session.closes_at:
        raise RuleBroken(OVER)
    if item.state != ItemState.OPEN or session.state != SessionState.OPEN:
        raise RuleBroken(NOT_OPEN)


def _require_vote(item, seat):
    if not bodies.may_open_papers(seat.user, item):
        raise RuleBroken(RECUSED)
    entitled = bodies.bench(item, at=timezone.now())
    if seat.pk not in entitled.voters:
        raise RuleBroken(NO_VOTE.format(why=entitled.away.get(seat.pk, "Kein Sitz dieses Gremiums.")))
