"""What the directory asks of a person on "Meine Übersicht"."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from herne_integration.overview import Item
from offers.choices import Origin, State
from offers.models import Offer, OfferTranslation


def items(user):
    """For the Redaktion: what is unconfirmed, due for review, or outdated in another language."""
    if not user.has_perm("offers.edit_offer"):
        return []
    listed = Offer.objects.visible_to(user).listed()
    outdated = OfferTranslation.objects.filter(offer__in=listed, source_revision__lt=F("offer__text_revision"))
    return [
        item
        for item in (
            _item(
                listed.filter(state=State.UNCONFIRMED, origin=Origin.HERNE).count(),
                "Nicht bestätigte Angebote in Herne",
                "Anbieter anrufen, Angaben prüfen, bestätigen.",
                f"state={State.UNCONFIRMED}&origin={Origin.HERNE}",
            ),
            _item(
                listed.filter(review_on__lte=timezone.localdate()).count(),
                "Angebote, deren Prüfung fällig ist",
                "Die letzte Bestätigung liegt länger zurück.",
                "due=1",
            ),
            *(
                _item(
                    outdated.filter(language=language).count(),
                    f"Veraltete Übersetzungen ({name})",
                    "Der deutsche Text hat sich geändert.",
                    f"translation={language}-veraltet",
                )
                for language, name in (("en", "Englisch"), ("ar", "Arabisch"))
            ),
        )
        if item.count
    ]


def _item(count, title, text, query):
    return Item(title=title, text=text, count=count, url=f"{reverse('offers:editing-list')}?{query}")
