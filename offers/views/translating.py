"""Translating an offer: the German text beside each field."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from herne_integration import drafts
from herne_integration.pages import staff_page
from herne_integration.templatetags.portal import direction
from offers import history
from offers.actions import translations
from offers.actions.records import locked
from offers.choices import TranslationStatus
from offers.forms.decisions import DecisionForm
from offers.forms.merging import typed
from offers.forms.translations import TranslationForm, pieces
from offers.forms.worklist import foreign_languages
from offers.models import TEXT_FIELDS, Offer, OfferTranslation


@staff_page("offers.edit_offer")
@require_http_methods(["GET", "HEAD", "POST"])
def offer_translate(request, pk, language):
    """One language of one offer."""
    offer = get_object_or_404(Offer.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        offer = locked(offer)
    translation = _translation(offer, language)
    form = TranslationForm(
        typed(request), instance=translation, offer=offer, language=language, direction=direction(language)
    )
    if request.method == "POST" and form.is_valid():
        seen = {"revision": form.cleaned_data["revision"], "version": form.cleaned_data["version"] or 0}
        translations.translate(offer=offer, language=language, texts=form.texts(), by=request.user, **seen)
        drafts.discard(request)
        messages.success(request, f"Die Übersetzung ({german_name(language)}) ist gespeichert.")
        return redirect("offers:offer-translate", offer.pk, language)
    return render(request, "offers/offer_translate.html", _context(request, offer, language, form))


@staff_page("offers.edit_offer")
@require_POST
def translation_review(request, pk, language):
    """A person vouches for the translation."""
    offer = get_object_or_404(Offer.objects.visible_to(request.user), pk=pk)
    translation = get_object_or_404(OfferTranslation, offer=offer, language=language)
    decision = DecisionForm(request.POST)
    version = decision.cleaned_data["version"] if decision.is_valid() else None
    translations.review(translation=translation, version=version, by=request.user)
    messages.success(request, f"Die Übersetzung ({german_name(language)}) ist geprüft.")
    return redirect("offers:offer-translate", offer.pk, language)


def german_name(language):
    """ "Englisch" for `en`; 404 for a language that the portal does not speak."""
    names = dict(foreign_languages())
    if language not in names:
        raise Http404
    return names[language]


def _translation(offer, language):
    """The stored translation, or an empty one that nobody has begun."""
    german_name(language)
    found = OfferTranslation.objects.filter(offer=offer, language=language)
    return found.select_related("translated_by", "reviewed_by").first() or OfferTranslation(
        offer=offer, language=language, version=0
    )


def _context(request, offer, language, form):
    stored = _translation(offer, language)
    status = stored.status if stored.pk else TranslationStatus.MISSING
    changed = {}
    if status == TranslationStatus.OUTDATED:
        changed = history.texts_since(offer, stored.source_revision)
    return {
        "offer": offer,
        "code": language,
        "name": german_name(language),
        "form": form,
        "translation": stored,
        "status": status,
        "may_review": status in {TranslationStatus.MACHINE, TranslationStatus.HUMAN},
        "is_draft": request.method != "POST" and form.is_bound,
        "pairs": [
            (
                getattr(offer, field),
                form[field],
                pieces(changed[field], getattr(offer, field)) if field in changed else [],
            )
            for field in TEXT_FIELDS
            if getattr(offer, field) or form[field].value()
        ],
        "languages": [(code, german, code == language) for code, german in foreign_languages()],
    }
