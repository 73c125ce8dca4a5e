"""Data protection: how long folders stay, erasing them, and who takes part by consent. No content of any folder."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from herne_integration import pdf
from herne_integration.pages import staff_page
from herne_integration.paging import page as paged
from herne_integration.rules import RuleBroken
from welcome_folder import retaining, retention
from welcome_folder.actions import erasure as erasing
from welcome_folder.choices.team import Basis
from welcome_folder.forms.erasures import AnswerForm, EraseForm, OfferForm
from welcome_folder.models import Erasure

LIST = "welcome_folder/erasure_retention.html"
DETAIL = "welcome_folder/erasure_detail.html"


@staff_page(erasing.PERMISSION)
@require_safe
def retention_list(request):
    """Closed folders and until when they stay; `?nur=faellig` is the dry run."""
    return _retention_page(request, OfferForm())


@staff_page(erasing.PERMISSION)
@require_POST
def erasure_offer(request):
    """Begins an erasing."""
    form = OfferForm(request.POST)
    if form.is_valid():
        try:
            erasure = erasing.offer(folder=form.folder, by=request.user, reason=form.cleaned_data["reason"])
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Angebot an das Archiv vermerkt.")
            return redirect("welcome_folder:erasure-detail", erasure.pk)
    return _retention_page(request, form)


@staff_page(erasing.PERMISSION)
@require_safe
def erasure_list(request):
    """All erasures: those that wait for the archive, and those that are done."""
    found = paged(request, Erasure.objects.visible_to(request.user).select_related("offered_by", "erased_by"))
    return render(request, "welcome_folder/erasure_list.html", {"found": found})


@staff_page(erasing.PERMISSION)
@require_safe
def erasure_detail(request, pk):
    """How far one is, and the next step."""
    erasure = _erasure(request, pk)
    return _detail_page(request, erasure, AnswerForm(), EraseForm())


@staff_page(erasing.PERMISSION)
@require_POST
def erasure_answer(request, pk):
    """What the archive said."""
    erasure, form = _erasure(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _detail_page(request, erasure, form, EraseForm())
    erasing.answer(erasure=erasure, by=request.user, archive_answer=form.cleaned_data["archive_answer"])
    messages.success(request, "Antwort des Archivs vermerkt.")
    return redirect("welcome_folder:erasure-detail", erasure.pk)


@staff_page(erasing.PERMISSION)
@require_POST
def erasure_withdraw(request, pk):
    """Takes one back that has not happened."""
    erasing.withdraw(erasure=_erasure(request, pk), by=request.user)
    messages.success(request, "Die Löschung ist zurückgenommen.")
    return redirect("welcome_folder:erasure-list")


@staff_page(erasing.PERMISSION)
@require_POST
def erasure_erase(request, pk):
    """Erases, after the number was typed again."""
    erasure = _erasure(request, pk)
    form = EraseForm(request.POST, folder=erasing.standing(erasure))
    if not erasure.erased_at and not form.is_valid():
        return _detail_page(request, erasure, AnswerForm(), form)
    erasing.erase(erasure=erasure, by=request.user)
    messages.success(request, "Der Ordner ist gelöscht.")
    return redirect("welcome_folder:erasure-detail", erasure.pk)


@staff_page(erasing.PERMISSION)
@require_safe
def erasure_certificate(request, pk):
    """The certificate: key, day, what kinds of rows how many, who."""
    erasure = get_object_or_404(Erasure.objects.visible_to(request.user).done(), pk=pk)
    context = {"erasure": erasure, "rows": retaining.what_went(erasure)}
    name = f"loeschbescheinigung-{str(erasure.folder_key)[:8]}"
    return pdf.PdfResponse(request, "welcome_folder/erasure_certificate_pdf.html", context, name, is_kept=False)


@staff_page(erasing.PERMISSION)
@require_safe
def consent_list(request):
    """Who takes part because the person agreed: day and place of the signed paper, no content."""
    return render(request, "welcome_folder/erasure_consents.html", {"found": paged(request, retaining.consents())})


def _erasure(request, pk):
    found = Erasure.objects.visible_to(request.user).select_related("offered_by", "answered_by", "erased_by")
    return get_object_or_404(found, pk=pk)


def _retention_page(request, form):
    rows, is_dry = retaining.closed(day=timezone.localdate()), request.GET.get("nur") == "faellig"
    found = paged(request, [row for row in rows if row.is_due or not is_dry])
    years = [(Basis(key).label, number) for key, number in retention.YEARS.items()]
    context = {"form": form, "found": found, "is_dry": is_dry, "years": years, "due": sum(row.is_due for row in rows)}
    return render(request, LIST, context)


def _detail_page(request, erasure, answer_form, erase_form):
    context = {
        "erasure": erasure,
        "folder": erasing.standing(erasure),
        "rows": retaining.what_went(erasure),
        "answer_form": answer_form,
        "erase_form": erase_form,
    }
    return render(request, DETAIL, context)
