"""What was granted: how far it is, and giving money back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fund.actions import awards, ledger
from fund.choices.awards import AwardState
from fund.forms.notices import ReduceForm, RevokeForm
from fund.models import Award, LedgerEntry
from herne_integration import drafts, money
from herne_integration.one_form import create, is_sent
from herne_integration.pages import staff_page

OFFICE = "fund.manage_fund"
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@staff_page("fund.view_money")
@require_safe
def award_detail(request, pk):
    """An award with its conditions and everything that the books say about it."""
    award = _award(request, pk)
    entries = LedgerEntry.objects.visible_to(request.user).filter(application=award.application_id).in_order()
    context = {
        "award": award,
        "entries": entries.select_related("entered_by"),
        "rest": ledger.still_committed(award),
        "conditions": award.conditions.all(),
        "may_change": request.user.has_perm(OFFICE) and award.state != AwardState.REVOKED,
    }
    return render(request, "fund/award_detail.html", context)


@staff_page(OFFICE)
@GET_POST
def award_reduce(request, pk):
    """A part was not needed: it is free again, once for every double click."""
    award = _award(request, pk)
    form = ReduceForm(drafts.posted(request))
    if is_sent(request, form) and (answer := create(request, form, lambda: _reduce(request, award, form))):
        return answer
    rest = money.written(ledger.still_committed(award))
    context = {"title": "Betrag zurückgeben", "text": f"Bewilligt sind noch {rest} EUR.", "button": "Freigeben"}
    return _form(request, award, form, context)


@staff_page(OFFICE)
@GET_POST
def award_revoke(request, pk):
    """Takes an award back as a whole, after a question; a second click finds it done."""
    award = _award(request, pk)
    if award.state == AwardState.REVOKED:
        return redirect("fund:award-detail", pk)
    form = RevokeForm(drafts.posted(request))
    if is_sent(request, form):
        awards.revoke(award=award, by=request.user, **form.cleaned_data)
        drafts.discard(request)
        messages.success(request, "Die Bewilligung ist zurückgenommen. Das Geld ist wieder frei.")
        return redirect("fund:award-detail", pk)
    rest = money.written(ledger.still_committed(award))
    text = f"Frei werden {rest} EUR. Der Bescheid bleibt in den Akten; das lässt sich nicht rückgängig machen."
    context = {"title": "Bewilligung zurücknehmen", "text": text, "button": "Zurücknehmen", "kind": "danger"}
    return _form(request, award, form, context)


def _reduce(request, award, form):
    told = form.cleaned_data
    awards.reduce(award=award, amount=told["amount"], reason=told["reason"], by=request.user)
    messages.success(request, f"{money.written(told['amount'])} EUR sind wieder frei.")
    return reverse("fund:award-detail", args=[award.pk])


def _form(request, award, form, context):
    context |= {"form": form, "back": reverse("fund:award-detail", args=[award.pk])}
    return render(request, "fund/desk_form.html", context)


def _award(request, pk):
    beside = ("application", "resolution", "budget_year__fund", "source", "envelope", "decided_by")
    return get_object_or_404(Award.objects.visible_to(request.user).select_related(*beside), pk=pk)
