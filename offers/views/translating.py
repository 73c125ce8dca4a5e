"""Translating: the German text beside each field; offers and information pages share one desk."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from herne_integration import drafts
from herne_integration.pages import staff_page
from herne_integration.templatetags.portal import direction
from offers import history
from offers.actions import info_pages, translations
from offers.actions.records import locked
from offers.choices import TranslationStatus
from offers.forms.decisions import DecisionForm
from offers.forms.merging import typed
from offers.forms.translations import InfoTranslationForm, OfferTranslationForm
from offers.forms.worklist import foreign_languages
from offers.models import InfoPage, InfoPageTranslation, Offer, OfferTranslation


@dataclass(frozen=True)
class Desk:
    """What is translated: its form, its actions, and the URL names around it."""

    model: type
    form: type
    translate: Callable
    review: Callable
    translate_url: str
    review_url: str
    preview_url: str
    edit_url: str
    list_url: str
    list_label: str


OFFERS = Desk(
    OfferTranslation,
    OfferTranslationForm,
    translations.translate,
    translations.review,
    "offers:offer-translate",
    "offers:translation-review",
    "offers:offer-preview",
    "offers:offer-edit",
    "offers:editing-list",
    "Angebote bearbeiten",
)
INFO_PAGES = Desk(
    InfoPageTranslation,
    InfoTranslationForm,
    info_pages.translate,
    info_pages.review,
    "offers:info-page-translate",
    "offers:info-page-review",
    "offers:info-page-preview",
    "offers:info-page-edit",
    "offers:info-page-work",
    "Informationsseiten bearbeiten",
)


@staff_page("offers.edit_offer")
@require_http_methods(["GET", "HEAD", "POST"])
def offer_translate(request, pk, language):
    """One language of one offer."""
    return _translate(request, OFFERS, get_object_or_404(Offer.objects.visible_to(request.user), pk=pk), language)


@staff_page("offers.edit_offer")
@require_POST
def translation_review(request, pk, language):
    """A person vouches for the translation of an offer."""
    return _review(request, OFFERS, get_object_or_404(Offer.objects.visible_to(request.user), pk=pk), language)


@staff_page("offers.edit_info_page")
@require_http_methods(["GET", "HEAD", "POST"])
def info_page_translate(request, pk, language):
    """One language of one information page."""
    page = get_object_or_404(InfoPage.objects.visible_to(request.user), pk=pk)
    return _translate(request, INFO_PAGES, page, language)


@staff_page("offers.edit_info_page")
@require_POST
def info_page_review(request, pk, language):
    """A person vouches for the translation of an information page."""
    page = get_object_or_404(InfoPage.objects.visible_to(request.user), pk=pk)
    return _review(request, INFO_PAGES, page, language)


def _translate(request, desk, original, language):
    if request.method == "POST":
        original = locked(original)
    translation = _translation(desk, original, language)
    form = desk.form(
        typed(request), instance=translation, original=original, language=language, direction=direction(language)
    )
    if request.method == "POST" and form.is_valid():
        seen = {"revision": form.cleaned_data["revision"], "version": form.cleaned_data["version"] or 0}
        what = {desk.model.OF: original, "language": language, "texts": form.texts()}
        desk.translate(**what, **seen, by=request.user)
        drafts.discard(request)
        messages.success(request, f"Die Übersetzung ({german_name(language)}) ist gespeichert.")
        return redirect(desk.translate_url, original.pk, language)
    return render(request, "offers/translation_form.html", _context(request, desk, original, language, form))


def _review(request, desk, original, language):
    translation = get_object_or_404(desk.model, language=language, **{desk.model.OF: original})
    decision = DecisionForm(request.POST)
    version = decision.cleaned_data["version"] if decision.is_valid() else None
    desk.review(translation=translation, version=version, by=request.user)
    messages.success(request, f"Die Übersetzung ({german_name(language)}) ist geprüft.")
    return redirect(desk.translate_url, original.pk, language)


def german_name(language):
    """ "Englisch" for `en`; 404 for a language that the portal does not speak."""
    names = dict(foreign_languages())
    if language not in names:
        raise Http404
    return names[language]


def _translation(desk, original, language):
    """The stored translation, or an empty one that nobody has begun."""
    german_name(language)
    of = {desk.model.OF: original}
    found = desk.model.objects.filter(language=language, **of).select_related("translated_by", "reviewed_by").first()
    found = found or desk.model(language=language, version=0, **of)
    setattr(found, desk.model.OF, original)
    return found


def _context(request, desk, original, language, form):
    stored = _translation(desk, original, language)
    status = stored.status if stored.pk else TranslationStatus.MISSING
    is_outdated = status == TranslationStatus.OUTDATED
    return {
        "desk": desk,
        "original": original,
        "code": language,
        "name": german_name(language),
        "form": form,
        "translation": stored,
        "status": status,
        "may_review": status in {TranslationStatus.MACHINE, TranslationStatus.HUMAN},
        "is_draft": request.method != "POST" and form.is_bound,
        "pairs": form.pairs(history.texts_since(original, stored.source_revision) if is_outdated else {}),
        "languages": [(code, german, code == language) for code, german in foreign_languages()],
    }
