"""How residents see an offer: as it is saved, and as it has just been typed."""

from django.conf import settings
from django.db import transaction
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from herne_integration.pages import staff_page
from offers.actions import offers
from offers.presenting import Shown
from offers.views.detail import SHOWN_LISTS, shown_offer


@staff_page("offers.edit_offer")
@require_safe
def offer_preview(request, pk):
    """The saved offer in each language, the archive included."""
    codes = [code for code, _name in settings.LANGUAGES]
    language = request.GET.get("sprache") if request.GET.get("sprache") in codes else "de"
    with translation.override(language):
        shown = shown_offer(request, pk, language)
        page = render_to_string("offers/_offer_preview.html", {"shown": shown, "offer": shown.offer}, request)
    tabs = [{"code": code, "current": code == language} for code in codes]
    context = {"offer": shown.offer, "code": language, "tabs": tabs, "public_page": page}
    return render(request, "offers/offer_preview.html", context)


def typed_preview(request, editor):
    """The public page of what was typed: saved, read and taken back, so that it is exactly what it would be."""
    with transaction.atomic():
        content = editor.content()
        if editor.offer:
            version = editor.form.cleaned_data["version"]
            offer = offers.change(offer=editor.offer, content=content, version=version, by=request.user)
        else:
            offer = offers.create(content=content, by=request.user)
        offer = type(offer).objects.prefetch_related(*SHOWN_LISTS).get(pk=offer.pk)
        context = {"shown": Shown(offer, "de", now=timezone.now()), "offer": offer}
        page = render_to_string("offers/_offer_preview.html", context, request)
        transaction.set_rollback(True)
    return page
