"""The phone list of the Redaktion: unconfirmed offers in Herne, to call through and write on."""

from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from herne_integration import pdf
from offers.choices import Origin, State
from offers.models import Offer


def unconfirmed(user):
    """Herne's unconfirmed offers, provider by provider, so that one call settles all of a provider's entries."""
    offers = Offer.objects.visible_to(user).filter(state=State.UNCONFIRMED, origin=Origin.HERNE)
    provider = Coalesce("organisation__name_sort", Lower("provider_text"))
    return offers.select_related("organisation").order_by(provider, "title_sort", "pk")


def as_pdf(file):
    """Builder of the prepared file "offers-worklist"."""
    offers = list(unconfirmed(file.requested_by))
    file.advance(20)
    rows = [_row(offer) for offer in offers]
    parts = [
        ("Zum Anrufen", [row for row in rows if row["phone"]]),
        ("Ohne Telefonnummer", [row for row in rows if not row["phone"]]),
    ]
    content = pdf.render("offers/worklist_pdf.html", {"rows": rows, "parts": parts}, "de")
    return f"telefonliste-angebote-{timezone.localdate():%Y-%m-%d}.pdf", "application/pdf", content


def _row(offer):
    provider = offer.organisation
    return {
        "offer": offer,
        "provider": provider.name if provider else offer.provider_text,
        "phone": offer.phone or (provider.phone if provider else ""),
    }
