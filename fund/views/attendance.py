"""Who comes and who goes, with the time."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from fund import session_rows
from fund.actions import recusals, sessions
from fund.forms.attendance import AttendanceForm
from fund.models import Seat
from fund.views.runs import run_page
from fund.views.session_door import office_session, sitting_page
from herne_integration.rules import RuleBroken

ACTS = {"kommt": (sessions.arrive, "ist da"), "geht": (sessions.leave, "ist gegangen")}


@office_session
@require_POST
def attendance_change(request, session):
    """One button per person: she comes, or she goes; "alle" lets in everybody who is missing."""
    form = AttendanceForm(request.POST)
    if not form.is_valid():
        return run_page(request, session, attendance_form=form)
    at = form.at(timezone.localdate())
    if "alle" in request.POST:
        missing = [place.seat for place in session_rows.room(session, at=timezone.now()).missing]
        members = [seat for seat in missing if seat.deputy_of_id is None]
        for seat in members:
            sessions.arrive(session=session, seat=seat, by=request.user, at=at)
        messages.success(request, f"{len(members)} Mitglieder sind eingetragen. Wer fehlt, bekommt „geht“.")
        return redirect("fund:session-run", session.pk)
    word, seat = _pressed(request, session)
    act, said = ACTS[word]
    act(session=session, seat=seat, by=request.user, at=at)
    messages.success(request, f"{seat.user.name} {said}.")
    return redirect("fund:session-run", session.pk)


@sitting_page
@require_POST
def attendance_own(request, session):
    """A member ticks herself: here, or going."""
    seat = recusals.seat_of(session, request.user)
    is_going = "geht" in request.POST
    act = sessions.leave if is_going else sessions.arrive
    act(session=session, seat=seat, by=request.user)
    said = "Sie sind als gegangen eingetragen." if is_going else "Sie sind als anwesend eingetragen."
    messages.success(request, said)
    return redirect("fund:sitting-detail", session.pk)


def _pressed(request, session):
    """(word, seat) of the button that was pressed."""
    for word in ACTS:
        key = request.POST.get(word, "")
        if key:
            seats = Seat.objects.filter(board=session.board_id).select_related("user")
            return word, get_object_or_404(seats, pk=key)
    raise RuleBroken("Wer kommt oder geht?")
