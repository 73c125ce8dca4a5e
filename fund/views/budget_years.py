"""What the office enters in the books: years, envelopes, money that comes in and what goes into the next year."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fund import books
from fund.actions import funds, ledger
from fund.forms.money import AllotForm, CarryForm, EnvelopeForm, YearForm
from fund.models import BudgetYear, Fund
from herne_integration import drafts, money
from herne_integration.one_form import create, is_sent
from herne_integration.pages import staff_page
from herne_integration.rules import RuleBroken

OFFICE = "fund.manage_fund"
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
NO_FUND = "Es gibt noch keinen Fonds."


@staff_page(OFFICE)
@GET_POST
def year_create(request):
    """Opens a budget year."""
    fund = Fund.objects.first()
    if fund is None:
        raise RuleBroken(NO_FUND)
    form = YearForm(drafts.posted(request))
    if is_sent(request, form) and (answer := create(request, form, lambda: _open(request, fund, form))):
        return answer
    return _form(request, form, title="Haushaltsjahr eröffnen", button="Eröffnen", text=str(fund))


@staff_page(OFFICE)
@GET_POST
def allot_create(request, pk):
    """Money comes into a year."""
    year = _year(request, pk)
    form = AllotForm(drafts.posted(request), year=year)
    if is_sent(request, form) and (answer := create(request, form, lambda: _allot(request, year, form))):
        return answer
    return _form(request, form, year, title="Mittel bereitstellen", button="Buchen", text=str(year))


@staff_page(OFFICE)
@GET_POST
def carry_create(request, pk):
    """What is left goes into the next year, as far as the source allows it."""
    year = _year(request, pk)
    form = CarryForm(drafts.posted(request), year=year)
    if is_sent(request, form) and (answer := create(request, form, lambda: _carry(request, year, form))):
        return answer
    left = money.written(books.balance(year).total.unplanned)
    text = f"{year}: frei und nicht vorgemerkt sind zusammen {left} EUR."
    return _form(request, form, year, title="Ins nächste Jahr übertragen", button="Übertragen", text=text)


@staff_page(OFFICE)
@GET_POST
def envelope_create(request, pk):
    """Sets a pot of the year aside for a field of action."""
    year = _year(request, pk)
    form = EnvelopeForm(drafts.posted(request), year=year)
    if is_sent(request, form) and (answer := create(request, form, lambda: _envelope(request, year, form))):
        return answer
    text = "Danach stellen Sie Mittel für dieses Teilbudget bereit."
    return _form(request, form, year, title="Teilbudget anlegen", button="Anlegen", text=text)


@staff_page(OFFICE)
@GET_POST
def year_close(request, pk):
    """Closes a year after a question; a second click finds it closed."""
    year = _year(request, pk)
    if request.method == "POST":
        if not year.closed_at:
            funds.close_year(year=year, by=request.user)
            messages.success(request, f"Das Haushaltsjahr {year.year} ist abgeschlossen.")
        return redirect(_back(year))
    return render(request, "fund/year_close.html", {"year": year, "back": _back(year)})


def _open(request, fund, form):
    told = form.cleaned_data
    year = funds.open_year(fund=fund, year=told["year"], note=told["note"], by=request.user)
    messages.success(request, f"Das Haushaltsjahr {year.year} ist eröffnet. Stellen Sie jetzt Mittel bereit.")
    return _back(year)


def _allot(request, year, form):
    entry = ledger.allot(year=year, by=request.user, **_told(form, "source", "envelope", "amount", "valid_on", "note"))
    messages.success(request, f"{money.written(entry.amount)} EUR sind bereitgestellt.")
    return _back(year)


def _carry(request, year, form):
    out, _into = ledger.carry_over(year=year, by=request.user, **_told(form, "source", "envelope", "amount"))
    messages.success(request, f"{money.written(out.amount)} EUR sind ins Jahr {year.year + 1} übertragen.")
    return _back(year)


def _envelope(request, year, form):
    made = funds.add_envelope(year=year, by=request.user, **_told(form, "field_of_action", "name"))
    messages.success(request, f"Das Teilbudget „{made}“ ist angelegt.")
    return _back(year)


def _told(form, *names):
    return {name: form.cleaned_data[name] for name in names}


def _back(year):
    return f"{reverse('fund:year-overview')}?jahr={year.year}"


def _form(request, form, year=None, **context):
    back = _back(year) if year else reverse("fund:year-overview")
    return render(request, "fund/desk_form.html", {"form": form, "back": back, **context})


def _year(request, pk):
    return get_object_or_404(BudgetYear.objects.visible_to(request.user).select_related("fund"), pk=pk)
