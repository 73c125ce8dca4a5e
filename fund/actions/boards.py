"""Boards, who sits on them, and what ties these people to organisations."""

from django.db import transaction
from django.utils import timezone

from fund.actions import office, recusals
from fund.choices.boards import SeatKind
from fund.choices.sessions import SessionState
from fund.models import AgendaItem, Board, BoardTie, Seat
from herne_integration.rules import RuleBroken

SEATED = "Diese Person hat in diesem Gremium schon einen Sitz."
CHANGED_MEANWHILE = "Jemand hat in der Zwischenzeit gespeichert. Bitte vergleichen Sie beide Fassungen."
RUNNING = "Während einer Sitzung dieses Gremiums bleiben seine Regeln, wie sie sind."
NOT_A_MEMBER = "Vertreten wird ein Mitglied desselben Gremiums."


@transaction.atomic
def found(*, board, by):
    """Enters a body from a form's instance: its rules of procedure are data. Returns the `Board`."""
    office.require(by)
    board.save(force_insert=True)
    return board


@transaction.atomic
def change_rules(*, board, by):
    """Saves changed rules from the instance of a `VersionedForm` (`save(commit=False)`); not while a session runs.

    What was decided before keeps the numbers that were counted by the rules of that day.
    """
    office.require(by)
    stored = Board.objects.select_for_update(of=("self",), no_key=True).get(pk=board.pk)
    if board.version != stored.version + 1:
        raise RuleBroken(CHANGED_MEANWHILE)
    if stored.sessions.filter(state=SessionState.OPEN).exists():
        raise RuleBroken(RUNNING)
    board.save(force_update=True)
    return board


@transaction.atomic
def seat(
    *, board, user, by, starts_on=None, ends_on=None, deputy_of=None, organisation=None, is_chair=False, is_voting=True
):
    """Gives somebody a seat for a term; with `deputy_of` she stands in for that member. Returns the `Seat`."""
    office.require(by)
    type(board).objects.select_for_update(of=("self",), no_key=True).get(pk=board.pk)
    starts_on = starts_on or timezone.localdate()
    if board.seats.live_on(starts_on).filter(user=user).exists():
        raise RuleBroken(SEATED)
    if deputy_of and (deputy_of.board_id != board.pk or deputy_of.kind != SeatKind.MEMBER):
        raise RuleBroken(NOT_A_MEMBER)
    if is_chair and board.seats.live_on(starts_on).filter(is_chair=True).exists():
        raise RuleBroken("Den Vorsitz hat schon jemand.")
    made = Seat.objects.create(
        board=board,
        user=user,
        kind=SeatKind.DEPUTY if deputy_of else SeatKind.MEMBER,
        deputy_of=deputy_of,
        organisation=organisation,
        is_chair=is_chair,
        is_voting=is_voting,
        starts_on=starts_on,
        ends_on=ends_on,
        seated_at=timezone.now(),
        seated_by=by,
    )
    _look_again(board, by)
    return made


@transaction.atomic
def end_seat(*, seat, by, ends_on=None):
    """Ends a term; the day given still counts."""
    office.require(by)
    seat = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    day = ends_on or timezone.localdate()
    if day < seat.starts_on:
        raise RuleBroken("Das Ende liegt vor dem Anfang.")
    seat.ends_on = day
    seat.save(update_fields=["ends_on"])
    return seat


@transaction.atomic
def tell_tie(*, seat, kind, organisation, by, starts_on=None, ends_on=None, is_for_city=False, note=""):
    """What ties the holder of a seat to an organisation: she says so, or the office. Returns the `BoardTie`."""
    _own_or_office(seat, by)
    if seat.ties.filter(kind=kind, organisation=organisation, ends_on__isnull=True).exists():
        raise RuleBroken("Diese Bindung ist schon angegeben.")
    tie = BoardTie.objects.create(
        seat=seat,
        kind=kind,
        organisation=organisation,
        is_for_city=is_for_city,
        note=note,
        starts_on=starts_on,
        ends_on=ends_on,
        told_at=timezone.now(),
        told_by=by,
    )
    _look_again(seat.board, by)
    return tie


@transaction.atomic
def end_tie(*, tie, by, ends_on=None):
    """A tie that is over stays in the books: who once sat on the applicant's board is asked about it.

    What was found before stays until the board rules on it.
    """
    _own_or_office(tie.seat, by)
    tie = BoardTie.objects.select_for_update(of=("self",)).get(pk=tie.pk)
    tie.ends_on = ends_on or timezone.localdate()
    if tie.starts_on and tie.ends_on < tie.starts_on:
        raise RuleBroken("Das Ende liegt vor dem Anfang.")
    tie.save(update_fields=["ends_on"])
    return tie


def end_places(*, user, by):
    """Her account closes: her seats end with today (settings.LEAVERS)."""
    today = timezone.localdate()
    for seat in Seat.objects.live_on(today).filter(user=user).select_for_update(of=("self",)):
        seat.ends_on = today
        seat.save(update_fields=["ends_on"])


def roles_of(user):
    """Her seats, a sentence each (settings.ROLE_SOURCES)."""
    seats = Seat.objects.live_on(timezone.localdate()).filter(user=user).select_related("board")
    return [f"{seat.get_kind_display()} im Gremium {seat.board}" for seat in seats]


def _own_or_office(seat, by):
    if seat.user_id != by.pk:
        office.require(by)


def _look_again(board, by):
    """New seats and ties may bring conflicts to items that are still to be decided."""
    for item in AgendaItem.objects.pending().filter(session__board=board):
        recusals.find(item=item, by=by)
