"""Conflicts of interest in an item: declared in one click, found from ties, ruled by the board itself."""

from django.db import transaction
from django.utils import timezone

from fund import bodies, conflicts
from fund.actions import locking, office
from fund.choices.agenda import PENDING_ITEMS
from fund.choices.conflicts import Ruling, Standing
from fund.choices.recusals import RecusalOrigin
from fund.models import BoardTie, Recusal, Seat, Vote
from herne_integration.rules import RuleBroken

OVER = "Dieser Punkt ist schon erledigt."
NO_SEAT = "Sie haben in diesem Gremium keinen Sitz."
RULED = "Das Gremium hat darüber schon beschlossen."


@transaction.atomic
def declare(*, item, by, reason=""):
    """Somebody steps back from an item herself, without having to say why; her vote, if there was one, is gone."""
    _session, item = _pending(item)
    seat = seat_of(item.session, by)
    if seat is None:
        raise RuleBroken(NO_SEAT)
    sentence = reason.strip() or f"Das Mitglied {conflicts.DECLARED}."
    return _enter(item, seat, by, RecusalOrigin.DECLARED, Standing.EXCLUDED, sentence)


@transaction.atomic
def raise_doubt(*, item, seat, reason, by):
    """Somebody's conflict is named in the session; she takes part until the board has ruled."""
    office.require(by)
    _session, item = _pending(item)
    if seat.board_id != item.session.board_id:
        raise RuleBroken("Dieser Sitz gehört zu einem anderen Gremium.")
    if not reason.strip():
        raise RuleBroken("Wer eine Befangenheit nennt, sagt, worin sie liegt.")
    return _enter(item, seat, by, RecusalOrigin.RAISED, Standing.QUESTION, reason.strip())


@transaction.atomic
def rule(*, recusal, ruling, by, text=""):
    """What the board decides about a conflict, without the person concerned (§ 20 Abs. 4 VwVfG NRW)."""
    office.require(by)
    _session, _item = _pending(recusal.item)
    recusal = Recusal.objects.select_for_update(of=("self",)).select_related("seat").get(pk=recusal.pk)
    if recusal.ruling:
        raise RuleBroken(RULED)
    if Ruling(ruling) == Ruling.UPHELD:
        _withdraw_vote(recusal.item_id, recusal.seat_id)
    recusal.ruling, recusal.ruling_text = Ruling(ruling), text.strip()[:500]
    recusal.ruled_at, recusal.ruled_by = timezone.now(), by
    recusal.save(update_fields=["ruling", "ruling_text", "ruled_at", "ruled_by"])
    return recusal


@transaction.atomic
def find(*, item, by):
    """Looks at all ties of the board and enters what they mean for an item; returns the new `Recusal`s.

    Called whenever an item, a tie or a seat is new and before votes are taken. What stands there already stays.
    """
    _session, item = locking.item(item)
    if item.state not in PENDING_ITEMS:
        return []
    day = max(timezone.localdate(item.session.starts_at), timezone.localdate())
    known, found = set(item.recusals.values_list("seat", flat=True)), []
    tied = BoardTie.objects.filter(seat__board=item.session.board_id).values_list("organisation", "organisation__name")
    party = bodies.party_of(item, tied=dict(tied))
    seats = item.session.board.seats.live_on(day).prefetch_related("ties", "deputy_of__ties")
    for seat in seats:
        judgement = bodies.judge(seat, party, day=day)
        if seat.pk not in known and judgement.standing != Standing.FREE:
            sentence = judgement.sentence
            found.append(_enter(item, seat, by, RecusalOrigin.FOUND, judgement.standing, sentence))
    return found


def seat_of(session, user):
    """The seat that somebody holds on a session's board, or None."""
    day = bodies.day_of(session, timezone.now())
    return Seat.objects.live_on(day).filter(board=session.board_id, user=user).first()


def drop_votes_without_seat(session, *, at=None):
    """Whoever has left, or came and took her seat back from a deputy, has no vote on what is still open."""
    if session.is_circular:
        return
    for item in session.items.filter(state="open"):
        item.session = session
        entitled = bodies.bench(item, at=at or timezone.now())
        item.votes.exclude(seat__in=entitled.voters).delete()


def _pending(item):
    session, item = locking.item(item)
    if item.state not in PENDING_ITEMS:
        raise RuleBroken(OVER)
    return session, item


def _enter(item, seat, by, origin, standing, sentence):
    """The one row per item and seat: a declaration is heavier than a question, a ruling heavier than both."""
    recusal = Recusal.objects.filter(item=item, seat=seat).first()
    if recusal is not None and (recusal.ruling or recusal.is_in_force):
        if recusal.ruling:
            raise RuleBroken(RULED)
        return recusal
    if standing == Standing.EXCLUDED:
        _withdraw_vote(item.pk, seat.pk)
    recusal = recusal or Recusal(item=item, seat=seat)
    recusal.origin, recusal.standing, recusal.reason = origin, standing, sentence[:1000]
    recusal.raised_at, recusal.raised_by = timezone.now(), by
    recusal.save()
    return recusal


def _withdraw_vote(item, seat):
    """A recused person has no vote; the history keeps that there was one."""
    Vote.objects.filter(item=item, seat=seat).delete()
