"""What the list shows of an offer. No query, no clock."""

from dataclasses import dataclass

from offers.facts import Said
from offers.presenting import Shown


@dataclass(frozen=True)
class Card:
    """One entry of the list."""

    offer: object
    title: Said
    provider: str
    place: str
    topics: list
    town: str
    is_nationwide: bool
    is_only_german: bool

    @property
    def state(self):
        """Kind of the badge."""
        return str(self.offer.state)


def card(offer, language, *, now):
    """The list's entry of an offer; reads `page_translations` where the page is not German (see `views/listing.py`)."""
    translation = next(iter(getattr(offer, "page_translations", ())), None)
    shown = Shown(offer, language, now=now, translation=translation)
    location = offer.location
    place = (location.district.text if location.district else location.city) if location else ""
    return Card(
        offer=offer,
        title=shown.title,
        provider=shown.provider.text,
        place="" if shown.town else place,
        topics=[said for _key, said in shown.topics[:2]],
        town=shown.town,
        is_nationwide=shown.is_nationwide,
        is_only_german=shown.is_only_german or shown.title.language == "de" != language,
    )
