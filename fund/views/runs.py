"""Running a meeting on one page: who is there, which item is open, its votes, the resolution, the next item."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fund import board_words, session_rows
from fund.choices.agenda import ItemState
from fund.choices.sessions import SessionState
from fund.forms.attendance import AttendanceForm
from fund.forms.recusals import DoubtForm
from fund.forms.votes import HandsForm, ResolutionForm
from fund.views import session_frame
from fund.views.session_door import board_page, office_session, visible_session


@office_session
@require_safe
def session_run(request, session):
    """The page of whoever leads the meeting, or watches an Umlauf."""
    return run_page(request, session)


def run_page(request, session, *, status=200, **bound):
    """The page of a meeting; `bound` are forms that were sent and have errors."""
    at = timezone.now()
    room, rows = session_rows.room(session, at=at), session_rows.rows(session)
    is_enough, quorum = board_words.quorum(room.bench, session.board, is_second_invitation=session.is_second_invitation)
    context = {
        "rows": rows,
        "room": room,
        "quorum": quorum,
        "is_enough": is_enough,
        "is_open": session.state == SessionState.OPEN,
        "is_settled": not any(row.is_pending for row in rows),
        "next_row": session_rows.next_row(rows),
        "attendance_form": AttendanceForm(),
        **_open_items(session, rows, room, at, bound.get("resolution_form")),
        **bound,
    }
    template = "fund/session_circular.html" if session.is_circular else "fund/session_run.html"
    return session_frame.page(request, template, session, session_frame.RUN, status=status, **context)


@board_page
@require_safe
def session_projector(request, pk):
    """What the room reads: large, no name and no vote while it is open, the result afterwards."""
    session, at = visible_session(request, pk), timezone.now()
    room, rows = session_rows.room(session, at=at), session_rows.rows(session)
    row = session_rows.open_row(rows)
    done = [one for one in rows if one.item.ended_at]
    context = {
        "session": session,
        "row": row,
        "count": session_rows.count(row, room, at=at) if row else None,
        "last": max(done, key=lambda one: one.item.ended_at) if done else None,
        "next_row": session_rows.next_row(rows),
        "quorum": board_words.quorum(room.bench, session.board, is_second_invitation=session.is_second_invitation)[1],
        "rows": rows,
        "is_open": session.state == SessionState.OPEN,
        "at": at,
    }
    return render(request, "fund/session_projector.html", context)


def hands_form(data, item, room, *, at):
    """A choice for everybody who may vote now and has not voted herself."""
    own = {vote.seat_id for vote in item.votes.all() if vote.cast_by_id == vote.holder_id}
    written = {vote.seat_id: vote for vote in item.votes.all() if vote.seat_id not in own}
    seats = [seat for seat in session_rows.voters(item, room, at=at) if seat.pk not in own]
    return HandsForm(data, seats=seats, votes=written)


def _open_items(session, rows, room, at, sent):
    """The item that is open in a meeting with its forms; of an Umlauf every open item with its count."""
    if session.is_circular:
        return {"counts": [_answered(row, room, at, sent) for row in rows], "is_over": session.closes_at < at}
    row = session_rows.open_row(rows)
    if row is None:
        return {"open_row": None}
    return {
        "open_row": row,
        "count": session_rows.count(row, room, at=at),
        "hands_form": hands_form(None, row.item, room, at=at),
        "resolution_form": ResolutionForm(item=row.item),
        "doubt_form": DoubtForm(item=row.item, day=timezone.localdate(at)),
    }


def _answered(row, room, at, sent):
    """(row, count, form) of an item in an Umlauf; neither count nor form once it is settled, unless one was `sent`."""
    own = sent if sent is not None and sent.item == row.item else None
    if row.item.state != ItemState.OPEN:
        return row, None, own
    form = own or ResolutionForm(item=row.item, auto_id=f"id_{row.item.position}_%s")
    return row, session_rows.count(row, room, at=at), form
