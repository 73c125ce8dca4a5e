"""Rows of a board, its sessions and items, as the pure rules read them: `voting` and `conflicts`.

Everything that asks who may vote, who is counted and who may open papers asks here, so that the page, the count and
the minutes cannot differ. The database answers the same questions for itself (`fund_bench` in the migrations).
"""

from django.utils import timezone

from fund import conflicts, voting
from fund.choices.agenda import ItemKind
from fund.models import Recusal


def rules_of(board):
    """A board's rules of procedure."""
    return voting.Rules(
        quorum_percent=board.quorum_percent,
        quorum_least=board.quorum_least,
        majority=board.majority,
        tie=board.tie,
        invitation_days=board.invitation_days,
    )


def seats_of(board):
    """All seats of a board, deputies in the order in which they stand in."""
    return [
        voting.Seat(
            key=seat.pk,
            is_voting=seat.is_voting,
            deputy_of=seat.deputy_of_id,
            is_chair=seat.is_chair,
            starts_on=seat.starts_on,
            ends_on=seat.ends_on,
        )
        for seat in board.seats.order_by("starts_on", "pk")
    ]


def day_of(session, at):
    """The day on which terms are looked at: that of the moment, of an Umlauf the day on which it began."""
    return timezone.localdate(session.starts_at if session.is_circular else at)


def bench(item, *, at, seats=None):
    """Who may vote on an item at a moment: a `voting.Bench`; in an Umlauf everybody who is not recused.

    `seats`: those of the board, where they have been read already. Recusals that were prefetched are not read again.
    """
    session = item.session
    seats = seats_of(session.board) if seats is None else seats
    recused = frozenset(one.seat_id for one in item.recusals.all() if one.is_in_force)
    if session.is_circular:
        return voting.circular_bench(seats, recused=recused, day=day_of(session, at))
    return voting.bench(seats, presences(session), recused=recused, at=timezone.localtime(at))


def room(session, *, at):
    """Who would vote on an item without any conflict: for the quorum at the head of the page and of the minutes."""
    return voting.bench(seats_of(session.board), presences(session), at=timezone.localtime(at))


def presences(session):
    """Who was in the room from when to when."""
    return [voting.Presence(one.seat_id, one.arrived_at, one.left_at) for one in session.attendance.all()]


def outcome(item, *, at, seats=None):
    """What the votes on an item say at a moment: a `voting.Outcome`, whose sentence says why; `seats` as in `bench`."""
    session, rules = item.session, rules_of(item.session.board)
    votes = list(item.votes.all())
    ballots = [voting.Ballot(vote.seat_id, vote.choice, vote.cast_at) for vote in votes]
    if session.is_circular:
        objections = [vote.seat_id for vote in votes if vote.objection]
        return voting.circular_outcome(
            ballots, bench(item, at=at, seats=seats), rules, closes_at=session.closes_at, at=at, objections=objections
        )
    return voting.outcome(
        ballots, bench(item, at=at, seats=seats), rules, is_second_invitation=session.is_second_invitation
    )


def party_of(item, *, tied=None):
    """Whom a decision concerns, as `conflicts` reads it; another topic concerns nobody in particular.

    `tied`: {key: name} of organisations to which somebody on the board has a tie; those that the application names as
    partners are found among them.
    """
    if item.kind != ItemKind.APPLICATION:
        return conflicts.Party(organisation=None)
    applicant, partners = item.application.applicant, item.application_version.content["answers"].get("partners")
    organisation = applicant.organisation if applicant else None
    is_city = organisation is not None and applicant.is_city
    return conflicts.Party(
        organisation=organisation.pk if organisation else None,
        city=_city(organisation) if is_city else None,
        partners=conflicts.partners_named(partners or "", tied or {}),
    )


def judge(seat, party, *, day):
    """What the ties of a seat's holder mean for an item: a `conflicts.Judgement`. A deputy inherits."""
    return conflicts.judge(_ties(seat), party, day=day, represented=_ties(seat.deputy_of) if seat.deputy_of_id else ())


def may_open_papers(user, item):
    """Whether somebody may open an item's papers, apart from seeing the session at all; see `papers_open_to`."""
    return not Recusal.objects.in_force().filter(item=item, seat__user=user.pk).exists()


def _ties(seat):
    return [
        conflicts.Tie(tie.kind, tie.organisation_id, tie.starts_on, tie.ends_on, for_city=tie.is_for_city)
        for tie in seat.ties.all()
    ]


def _city(organisation):
    """The house at the top of a department."""
    while organisation.parent_id:
        organisation = organisation.parent
    return organisation.pk
