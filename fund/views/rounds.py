"""Rounds of the fund, and the way to the guidelines that they follow."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fund import round_rows, rounds_ahead
from fund.actions import rounds
from fund.choices.applications import ApplicationState
from fund.forms.rounds import RoundForm
from fund.models import GuidelineVersion, Round
from fund.views.office_door import OFFICE
from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.pages import staff_page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@staff_page(OFFICE)
@require_safe
def round_list(request):
    """Rounds year by year, and the versions of the guideline."""
    fund = rounds_ahead.the_fund()
    guidelines = GuidelineVersion.objects.filter(fund=fund).order_by("-number") if fund else []
    years = round_rows.years(fund, timezone.now()) if fund else []
    return render(request, "fund/round_list.html", {"fund": fund, "years": years, "guidelines": guidelines})


@staff_page(OFFICE)
@GET_POST
def round_create(request):
    """A new round of the fund."""
    fund = the_fund()
    form = RoundForm(drafts.posted(request), fund=fund)
    if is_sent(request, form) and (answer := create(request, form, lambda: _plan(request, form))):
        return answer
    return _page(request, form, "Runde planen", "Planen")


@staff_page(OFFICE)
@GET_POST
def round_edit(request, pk):
    """Another time or name; once something came in, guideline and beginning stay."""
    one = get_object_or_404(Round.objects.select_related("fund"), pk=pk)
    form = RoundForm(drafts.posted(request), instance=one, fund=one.fund)
    if is_sent(request, form) and (answer := create(request, form, lambda: _change(request, form))):
        return answer
    is_fixed = Round.objects.get(pk=pk).applications.exclude(state=ApplicationState.DRAFT).exists()
    return _page(request, form, f"Runde ändern: {one.name}", "Speichern", rounds.FIXED if is_fixed else "")


def _plan(request, form):
    made = rounds.plan(by=request.user, **form.arguments())
    messages.success(request, f"Die Runde „{made}“ ist geplant.")
    return reverse("fund:round-list")


def _change(request, form):
    changed = rounds.change(one=form.save(commit=False), by=request.user)
    messages.success(request, f"Die Runde „{changed}“ ist gespeichert.")
    return reverse("fund:round-list")


def _page(request, form, title, button, text=""):
    return render(request, "fund/round_form.html", {"form": form, "title": title, "button": button, "text": text})


def the_fund():
    """The city's fund; 404 before there is one."""
    fund = rounds_ahead.the_fund()
    if fund is None:
        raise Http404
    return fund
