"""Bodies with their rules in words, their seats, and what ties the people on them to organisations."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund import board_words
from fund.actions import boards
from fund.forms.boards import BoardForm, EndForm, NewBoardForm, SeatForm, TieForm
from fund.models import Board, BoardTie, Seat
from fund.views.session_door import OFFICE, board_page
from fund.views.session_frame import single_page
from herne_integration import drafts, idempotency
from herne_integration.one_form import create, is_sent
from herne_integration.pages import staff_page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@staff_page(OFFICE)
@require_safe
def board_list(request):
    """All bodies."""
    today = timezone.localdate()
    rows = Board.objects.visible_to(request.user, day=today).select_related("fund").prefetch_related("seats")
    found = [(board, sum(_is_live(seat, today) for seat in board.seats.all())) for board in rows]
    return render(request, "fund/board_list.html", {"boards": found})


@staff_page(OFFICE)
@GET_POST
def board_create(request):
    """A new body."""
    if done := idempotency.result_of(request.POST):
        return redirect(done)
    form = NewBoardForm(drafts.posted(request))
    if is_sent(request, form) and (answer := create(request, form, lambda: _found(request, form))):
        return answer
    above = {"back": reverse("fund:board-list"), "above": "Gremien"}
    return single_page(request, form, title="Gremium anlegen", button="Anlegen", **above)


@staff_page(OFFICE)
@require_safe
def board_detail(request, key):
    """Rules in words, who sits there, who did, and what ties them to whom."""
    board, today = _board(request, key), timezone.localdate()
    seats = list(_seats().filter(board=board).order_by("-is_chair", "kind", "user__name"))
    context = {
        "board": board,
        "rules": board_words.rules(board),
        "live": [seat for seat in seats if _is_live(seat, today)],
        "former": [seat for seat in seats if not _is_live(seat, today)],
    }
    return render(request, "fund/board_detail.html", context)


@staff_page(OFFICE)
@GET_POST
def board_edit(request, key):
    """Other rules, from the next session on."""
    if done := idempotency.result_of(request.POST):
        return redirect(done)
    board = _board(request, key)
    form = BoardForm(drafts.posted(request), instance=board)
    if is_sent(request, form) and (answer := create(request, form, lambda: _change(request, form))):
        return answer
    return single_page(request, form, title="Regeln ändern", button="Speichern", **_above(board))


@staff_page(OFFICE)
@GET_POST
def seat_create(request, key):
    """Somebody gets a seat."""
    board = _board(request, key)
    form = SeatForm(drafts.posted(request), board=board, day=timezone.localdate())
    if is_sent(request, form) and (answer := create(request, form, lambda: _seat(request, board, form))):
        return answer
    return single_page(request, form, title="Sitz besetzen", button="Besetzen", **_above(board))


@board_page
@GET_POST
def seat_detail(request, pk):
    """A seat with its ties: the office's view of anybody, and everybody's own. The office ends a term here."""
    seat, may_end = _own_or_any(request, pk), request.user.has_perm(OFFICE)
    form = EndForm(drafts.posted(request), initial={"ends_on": timezone.localdate()})
    if may_end and is_sent(request, form):
        boards.end_seat(seat=seat, by=request.user, **form.cleaned_data)
        day = form.cleaned_data["ends_on"]
        messages.success(request, f"Die Amtszeit endet am {day:%d.%m.%Y}. Dieser Tag zählt noch.")
        return redirect("fund:board-detail", seat.board.key)
    context = {"seat": seat, "form": form if may_end else None, "ties": seat.ties.all(), "today": timezone.localdate()}
    return render(request, "fund/seat_detail.html", context)


@board_page
@GET_POST
def tie_create(request, pk):
    """What ties the holder of a seat to an organisation."""
    seat = _own_or_any(request, pk)
    form = TieForm(drafts.posted(request))
    if is_sent(request, form) and (answer := create(request, form, lambda: _tie(request, seat, form))):
        return answer
    above = {"back": _seat_url(seat), "above": f"Sitz von {seat.user.name}"}
    return single_page(request, form, title="Bindung angeben", button="Angeben", **above)


@board_page
@require_POST
def tie_end(request, pk):
    """A tie is over from tomorrow on; it stays in the books."""
    visible = BoardTie.objects.visible_to(request.user).select_related("seat__board", "organisation")
    tie = get_object_or_404(visible, pk=pk)
    if tie.ends_on is None or tie.ends_on > timezone.localdate():
        boards.end_tie(tie=tie, by=request.user)
        messages.success(request, f"Die Bindung an {tie.organisation} ist beendet.")
    else:
        messages.info(request, f"Die Bindung an {tie.organisation} war schon beendet.")
    return redirect(_seat_url(tie.seat))


def _board(request, key):
    return get_object_or_404(Board.objects.visible_to(request.user, day=timezone.localdate()), key=key)


def _above(board):
    """The page of the body, for the way back."""
    return {"back": reverse("fund:board-detail", args=[board.key]), "above": board.name}


def _seats():
    ties = ("ties__organisation", "deputies__user")
    return Seat.objects.select_related("user", "board", "organisation", "deputy_of__user").prefetch_related(*ties)


def _own_or_any(request, pk):
    """Any seat for the office, one's own for everybody else."""
    own = Q() if request.user.has_perm(OFFICE) else Q(user=request.user)
    return get_object_or_404(_seats().filter(own), pk=pk)


def _is_live(seat, day):
    return seat.starts_on <= day and (seat.ends_on is None or day <= seat.ends_on)


def _seat_url(seat):
    return reverse("fund:seat-detail", args=[seat.pk])


def _found(request, form):
    board = boards.found(board=form.save(commit=False), by=request.user)
    messages.success(request, f"{board} ist angelegt. Besetzen Sie jetzt die Sitze.")
    return reverse("fund:board-detail", args=[board.key])


def _change(request, form):
    board = boards.change_rules(board=form.save(commit=False), by=request.user)
    messages.success(request, "Die Regeln sind gespeichert.")
    return reverse("fund:board-detail", args=[board.key])


def _seat(request, board, form):
    made = boards.seat(board=board, by=request.user, **form.arguments())
    messages.success(request, f"{made.user.name} hat jetzt einen Sitz. Geben Sie auch die Bindungen an.")
    return _seat_url(made)


def _tie(request, seat, form):
    boards.tell_tie(seat=seat, by=request.user, **form.arguments())
    messages.success(request, "Die Bindung ist eingetragen. Offene Tagesordnungen sind neu geprüft.")
    return _seat_url(seat)
