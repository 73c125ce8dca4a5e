"""Votes and what comes of them: one's own, a show of hands, the resolution."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fund import board_words, bodies, session_rows
from fund.actions import recusals, resolutions, votes
from fund.forms.votes import ResolutionForm, VoteForm
from fund.views.runs import hands_form, run_page
from fund.views.session_door import SEAT, office_item, visible_item
from fund.views.sittings import item_context
from herne_integration.one_form import create
from herne_integration.pages import staff_page


@staff_page(SEAT)
@require_POST
def vote_cast(request, pk):
    """One's own vote, or another one instead of it; a second click is answered in words."""
    item = visible_item(request, pk)
    seat = recusals.seat_of(item.session, request.user)
    if seat is None or not bodies.may_open_papers(request.user, item):
        raise PermissionDenied
    before = item.votes.filter(seat=seat).first()
    form = VoteForm(request.POST, item=item, vote=before)
    if not form.is_valid():
        return render(request, "fund/item_papers.html", item_context(request, item) | {"vote_form": form})
    said = (before.choice, before.objection) if before else None
    told = form.cleaned_data
    now = votes.cast(item=item, by=request.user, choice=told["choice"], objects=told.get("objects", False))
    messages.success(request, f"TOP {item.position}: {board_words.vote_said(said, now)}")
    return redirect("fund:sitting-detail", item.session_id)


@office_item
@require_POST
@transaction.atomic
def vote_hands(request, item):
    """A show of hands, written down for those without a device; all of it or nothing."""
    at = timezone.now()
    form = hands_form(request.POST, item, session_rows.room(item.session, at=at), at=at)
    if not form.is_valid():
        return run_page(request, item.session, hands_form=form)
    for seat, choice in form.said:
        votes.cast(item=item, seat=seat, choice=choice, by=request.user)
    number = len(form.said)
    messages.success(request, "1 Stimme ist eingetragen." if number == 1 else f"{number} Stimmen sind eingetragen.")
    return redirect("fund:session-run", item.session_id)


@office_item
@require_POST
def resolution_create(request, item):
    """Counts, and writes down what follows."""
    form = ResolutionForm(request.POST, item=item)
    if form.is_valid() and (answer := create(request, form, lambda: _pass(request, item, form))):
        return answer
    return run_page(request, item.session, resolution_form=form)


def _pass(request, item, form):
    told = form.arguments()
    made = resolutions.pass_resolution(item=item, by=request.user, **told)
    messages.success(request, f"TOP {item.position}: {made.get_verdict_display()} (Beschluss {made.number}).")
    return reverse("fund:session-run", args=[item.session_id])
