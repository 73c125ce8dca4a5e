"""The list of offers on paper: what a row says, and how many rows there are at most."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch

from herne_integration.models import ShortLink
from offers.facts import Said
from offers.models import Offer, OfferTranslation
from offers.presenting import Shown

# So many rows are printed in a second and a half (bench/pages.py); more would need a job, and somebody signed in.
MOST = 80


@dataclass(frozen=True)
class Row:
    """One offer on the list: enough to call or to open its page."""

    offer: object
    title: Said
    provider: Said
    place: Said
    town: str
    phone: str
    address: str


def rows(keys, language, *, now):
    """The rows of the offers with these keys, in their order."""
    offers = Offer.objects.filter(pk__in=keys).select_related("organisation", "location__district")
    if language != "de":
        translations = OfferTranslation.objects.filter(language=language).only("offer_id", "title", "language")
        offers = offers.prefetch_related(Prefetch("translations", translations, to_attr="page_translations"))
    found = {offer.pk: offer for offer in offers}
    codes = dict(ShortLink.objects.filter(path__in=[offer.path for offer in offers]).values_list("path", "code"))
    return [_row(found[key], language, codes.get(found[key].path), now) for key in keys]


def _row(offer, language, code, now):
    translation = next(iter(getattr(offer, "page_translations", ())), None)
    shown = Shown(offer, language, now=now, translation=translation)
    path = f"/k/{code}" if code else f"/{language}{offer.path}"
    return Row(
        offer=offer,
        title=shown.title,
        provider=shown.provider,
        place=shown.district if not shown.town else Said(""),
        town=shown.town,
        phone=shown.phone,
        address=f"{settings.SITE_URL}{path}".partition("://")[2],
    )
