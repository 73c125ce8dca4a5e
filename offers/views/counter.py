"""A sentence to show at a counter."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from offers import counter
from offers.views.detail import shown_offer


@login_not_required
@require_safe
def offer_counter(request, pk):
    """One German sentence, large, with the reader's own below; `?satz=` chooses among three."""
    shown = shown_offer(request, pk, get_language())
    sentences = counter.sentences(shown)
    context = {
        "shown": shown,
        "offer": shown.offer,
        "archived_title": _("Dieses Angebot ist nicht mehr aktuell."),
        "sentences": sentences,
        "chosen": counter.chosen(sentences, request.GET.get("satz")),
        "registration": counter.registration(shown.offer),
    }
    return render(request, "offers/offer_counter.html", context)
