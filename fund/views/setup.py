"""What has to be there before anybody can apply, step by step, and how it is entered."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fund import rounds_ahead, setting_up
from fund.actions import funds, notices
from fund.forms.setup import FundForm, RemedyForm, SourceForm
from fund.models import RemedyText
from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.pages import staff_page
from herne_integration.rules import RuleBroken

OFFICE = "fund.manage_fund"
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
NO_FUND = "Bitte richten Sie zuerst den Fonds ein."


@staff_page(OFFICE)
@require_safe
def setup_detail(request):
    """The steps, what is done, and what stands in the books so far."""
    fund = rounds_ahead.the_fund()
    context = {
        "fund": fund,
        "steps": setting_up.steps(fund, timezone.localdate()),
        "sources": fund.sources.all() if fund else (),
        "remedies": RemedyText.objects.select_related("entered_by"),
    }
    return render(request, "fund/setup_detail.html", context)


@staff_page(OFFICE)
@GET_POST
def fund_create(request):
    """The fund, once."""
    form = FundForm(drafts.posted(request))

    def found():
        funds.found(fund=form.save(commit=False), by=request.user)

    if is_sent(request, form) and (answer := _made(request, form, found, "Der Fonds ist eingerichtet.")):
        return answer
    return _form(request, form, "Fonds einrichten", "Einrichten")


@staff_page(OFFICE)
@GET_POST
def fund_edit(request):
    """Its name and what it is for."""
    form = FundForm(drafts.posted(request), instance=_fund())
    if is_sent(request, form):
        fund = funds.change(fund=form.save(commit=False), by=request.user)
        drafts.discard(request)
        messages.success(request, f"„{fund}“ ist gespeichert.")
        return redirect("fund:setup-detail")
    return _form(request, form, "Fonds ändern", "Speichern")


@staff_page(OFFICE)
@GET_POST
def source_create(request):
    """Somebody more who pays in."""
    fund, form = _fund(), SourceForm(drafts.posted(request))

    def add():
        given = {name: form.cleaned_data[name] for name in ("name", "carries_over", "note")}
        funds.add_source(fund=fund, key=form.key, by=request.user, **given)

    if is_sent(request, form) and (answer := _made(request, form, add, "Die Finanzquelle ist eingetragen.")):
        return answer
    return _form(request, form, "Finanzquelle eintragen", "Eintragen")


@staff_page(OFFICE)
@GET_POST
def remedy_create(request):
    """A new version of the remedy text; notices that went out keep theirs."""
    form = RemedyForm(drafts.posted(request))

    def enter():
        given = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        notices.enter_remedy_text(by=request.user, **given)

    if is_sent(request, form) and (answer := _made(request, form, enter, "Die Belehrung ist eingetragen.")):
        return answer
    return _form(request, form, "Neue Belehrung über den Rechtsbehelf", "Eintragen")


def _fund():
    fund = rounds_ahead.the_fund()
    if fund is None:
        raise RuleBroken(NO_FUND)
    return fund


def _made(request, form, act, said):
    return create(request, form, act, said=said, url=reverse("fund:setup-detail"))


def _form(request, form, title, button):
    context = {"form": form, "title": title, "button": button, "back": reverse("fund:setup-detail")}
    return render(request, "fund/desk_form.html", context)
