"""Translations that a machine has made: they are kept as such, and never over a person's work."""

import pghistory
from django.db import transaction

from offers.actions import indexing
from offers.choices import TranslationState
from offers.models import Offer, OfferTranslation


@transaction.atomic
def keep(entries):
    """Keeps machine translations of offers and returns how many.

    Each entry names the offer's `reference`, the `german` texts that were translated and the `texts` by language. Where
    the German text is another one by now, the translation would be of something else: it is left out. So it is where a
    translation exists already.
    """
    offers = {
        offer.reference: offer for offer in Offer.objects.filter(reference__in=[one["reference"] for one in entries])
    }
    existing = set(OfferTranslation.objects.filter(offer__in=offers.values()).values_list("offer_id", "language"))
    made = [
        OfferTranslation(
            offer=offer,
            language=language,
            state=TranslationState.MACHINE,
            source_revision=offer.text_revision,
            **texts,
        )
        for entry in entries
        if (offer := offers.get(entry["reference"])) and _is_still(offer, entry["german"])
        for language, texts in entry["texts"].items()
        if (offer.pk, language) not in existing
    ]
    with pghistory.context(what="maschinell übersetzt"):
        OfferTranslation.objects.bulk_create(made)
    indexing.refresh(*sorted({translation.offer_id for translation in made}))
    return len(made)


def _is_still(offer, german):
    return all(getattr(offer, name) == text for name, text in german.items())
