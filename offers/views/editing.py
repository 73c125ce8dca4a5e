"""The Redaktion's work on offers: list, long form, and the decisions about an entry."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers.actions import offers
from offers.choices import TranslationStatus
from offers.forms.decisions import DecisionForm, Question
from offers.forms.merging import typed
from offers.forms.offers import FOLDED, OfferEditor
from offers.forms.rows import with_more_rows
from offers.forms.worklist import OfferWorkFilter, foreign_languages, found_sentence, next_to_check, offers_to_work_on
from offers.models import Offer
from offers.views.preview import typed_preview

MORE_ROWS = {"more-hours": "hours", "more-runs": "runs"}


@staff_page("offers.edit_offer")
@require_safe
def editing_list(request):
    """All offers as work: what is unconfirmed, due or not translated."""
    today = timezone.localdate()
    chosen = OfferWorkFilter(request.GET, offers_to_work_on(request.user), day=today)
    found = page(request, chosen.qs)
    for offer in found:
        by_language = {row.language: row.status for row in offer.translations.all()}
        offer.languages_done = [
            (code, name, by_language.get(code, TranslationStatus.MISSING)) for code, name in foreign_languages()
        ]
        offer.is_due = offer.review_on is not None and offer.review_on <= today
    return render(
        request,
        "offers/editing_list.html",
        {"filter": chosen, "page": found, "caption": found_sentence(found.paginator.count, "Angebot", "Angebote")},
    )


@staff_page("offers.edit_offer")
@require_http_methods(["GET", "HEAD", "POST"])
def offer_create(request):
    """An empty form; a double click makes one offer."""
    editor = OfferEditor(typed(request))

    def save():
        with once(request) as click:
            if click.is_first:
                offer = offers.create(content=editor.content(), by=request.user)
                click.result = _confirmed_too(request, editor, offer)
        return redirect(click.result)

    return _answer(request, editor, save)


@staff_page("offers.edit_offer")
@require_http_methods(["GET", "HEAD", "POST"])
def offer_edit(request, pk):
    """The long form of one offer."""
    everything = Offer.objects.visible_to(request.user).select_related("confirmed_by", "archived_by")
    offer = get_object_or_404(everything, pk=pk)
    editor = OfferEditor(typed(request), offer=offer)

    def save():
        version = editor.form.cleaned_data["version"]
        changed = offers.change(offer=offer, content=editor.content(), version=version, by=request.user)
        return redirect(_confirmed_too(request, editor, changed))

    return _answer(request, editor, save)


def _confirmed_too(request, editor, offer):
    """Confirms as well where that button was pressed; says what happened and returns where to go on."""
    if request.POST.get("do") == "save-confirm":
        if not request.user.has_perm("offers.confirm_offer"):
            raise PermissionDenied
        offer = offers.confirm(offer=offer, version=offer.version, by=request.user, review_on=editor.review_on)
        messages.success(request, f"„{offer.title}“ ist gespeichert und bestätigt.")
    else:
        messages.success(request, f"„{offer.title}“ ist gespeichert.")
    drafts.discard(request)
    return reverse("offers:offer-edit", args=[offer.pk])


def _answer(request, editor, save):
    """One form, four buttons: save, save and confirm, look at it, more rows."""
    do, preview = request.POST.get("do", "save"), None
    if request.method != "POST":
        return _form_page(request, editor.quieten(), is_draft=editor.form.is_bound)
    if do in MORE_ROWS:
        data = with_more_rows(request.POST, MORE_ROWS[do])
        return _form_page(request, OfferEditor(data, offer=editor.offer).quieten())
    if editor.is_valid():
        if do != "preview":
            return save()
        preview = typed_preview(request, editor)
    return _form_page(request, editor, preview=preview)


def _form_page(request, editor, *, decision=None, **more):
    offer = editor.offer
    if offer and editor.form.is_bound:
        # A form that was checked has written what was typed into its offer; the page's head tells what is stored.
        offer = Offer.objects.select_related("confirmed_by", "archived_by").get(pk=offer.pk)
    context = {
        "editor": editor,
        "offer": offer,
        "question": Question.about_offer(offer, decision) if offer else None,
        "languages": foreign_languages(),
        "next_one": next_to_check(offer, request.user) if offer else None,
        "folded": FOLDED,
        **more,
    }
    return render(request, "offers/offer_form.html", context)


@staff_page("offers.confirm_offer")
@require_POST
def offer_confirm(request, pk):
    """A person has checked the entry."""
    return _decide(request, pk, offers.confirm, "„{}“ ist geprüft und bestätigt.")


@staff_page("offers.confirm_offer")
@require_POST
def offer_archive(request, pk):
    """Out of the lists."""
    return _decide(request, pk, offers.archive, "„{}“ ist archiviert.")


@staff_page("offers.confirm_offer")
@require_POST
def offer_restore(request, pk):
    """Back from the archive."""
    return _decide(request, pk, offers.restore, "„{}“ ist wiederhergestellt und wartet auf Bestätigung.")


def _decide(request, pk, act, sentence):
    offer = get_object_or_404(Offer.objects.visible_to(request.user), pk=pk)
    decision = DecisionForm(request.POST)
    if not decision.is_valid():
        return _form_page(request, OfferEditor(offer=offer), decision=decision)
    decided = act(offer=offer, by=request.user, **decision.arguments(act))
    messages.success(request, sentence.format(decided))
    return redirect("offers:offer-edit", decided.pk)
