"""What can happen to an offer's texts in another language."""

from django.db import transaction

from offers.actions import indexing, translated
from offers.models import OfferTranslation


@transaction.atomic
def translate(*, offer, language, texts, revision, version, by):
    """Saves a person's translation (see `translated.write`); the search finds the offer by it from now on."""
    translation = translated.write(
        OfferTranslation, offer, language=language, texts=texts, revision=revision, version=version, by=by
    )
    indexing.refresh(offer.pk)
    return translation


@transaction.atomic
def review(*, translation, version, by):
    """A person vouches for the translation as it stands, machine-made or not."""
    return translated.vouch(translation=translation, version=version, by=by)
