"""The guideline, version by version: read in words, and a new version written from the last one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fund import guideline_words
from fund.actions import rounds
from fund.forms.guidelines import GuidelineForm, documents
from fund.models import GuidelineVersion
from fund.views.office_door import OFFICE
from fund.views.rounds import the_fund
from herne_integration import drafts
from herne_integration.one_form import create
from herne_integration.pages import staff_page
from herne_integration.rules import RuleBroken

TOLD = ("name", "valid_from", "source")
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@staff_page(OFFICE)
@require_safe
def guideline_detail(request, pk):
    """One version in words; whether rounds follow it, and that it stays as it is then."""
    guideline = get_object_or_404(GuidelineVersion.objects.select_related("fund", "entered_by"), pk=pk)
    context = {
        "guideline": guideline,
        "rules": guideline_words.rules_of(guideline.rules),
        "documents": guideline_words.documents_of(guideline.rules),
        "rounds": guideline.rounds.order_by("-opens_at"),
    }
    return render(request, "fund/guideline_detail.html", context)


@staff_page(OFFICE)
@GET_POST
def guideline_create(request):
    """A new version, filled with the last one; rounds that are planned keep theirs."""
    fund = the_fund()
    last = fund.guidelines.order_by("-number").first()
    initial = {"name": last.name, "source": last.source} if last else {}
    return _form(request, initial, last.rules if last else {}, "Neue Fassung der Förderrichtlinie", fund=fund)


@staff_page(OFFICE)
@GET_POST
def guideline_edit(request, pk):
    """A version that no round follows yet can still be put right."""
    guideline = get_object_or_404(GuidelineVersion, pk=pk)
    if guideline.rounds.exists():
        raise RuleBroken(rounds.IN_USE)
    initial = {name: getattr(guideline, name) for name in TOLD} | {"seen": rounds.fingerprint(guideline)}
    return _form(request, initial, guideline.rules, f"{guideline} ändern", guideline=guideline)


def _form(request, initial, rules, title, *, fund=None, guideline=None):
    """The form of a version: the questions and the documents are right together, or nothing is saved."""
    data = drafts.posted(request)
    form, rows = GuidelineForm(data, initial=initial, rules=rules), documents(data, rules)
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        written = form.rules(rows.values)
        if not form.refuse(written):
            answer = create(request, form, lambda: _save(request, form, written, fund, guideline))
            if answer:
                return answer
    return render(request, "fund/guideline_form.html", {"form": form, "rows": rows, "title": title})


def _save(request, form, written, fund, guideline):
    told = {name: form.cleaned_data[name] for name in TOLD}
    told |= {"rules": written, "by": request.user}
    if guideline is None:
        made = rounds.enter_guideline(fund=fund, **told)
    else:
        made = rounds.change_guideline(guideline=guideline, seen=form.cleaned_data["seen"], **told)
    messages.success(request, f"„{made}“ ist gespeichert.")
    return reverse("fund:guideline-detail", args=[made.pk])
