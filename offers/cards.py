"""What the list shows of an offer. No query, no clock."""

from dataclasses import dataclass

from offers.facts import Said, term
from offers.presenting import Shown

TOPICS = 2


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


def card(offer, language, words, *, now):
    """The list's entry of an offer as `listing.for_cards` fetches it; `words` is the vocabulary."""
    translation = next(iter(getattr(offer, "page_translations", ())), None)
    shown = Shown(offer, language, now=now, translation=translation)
    location = offer.location
    place = (location.district.text if location.district else location.city) if location else ""
    return Card(
        offer=offer,
        title=shown.title,
        provider=shown.provider.text,
        place="" if shown.town else place,
        topics=[term(words.topics[key], language) for key in offer.topic_keys[:TOPICS] if key in words.topics],
        town=shown.town,
        is_nationwide=shown.is_nationwide,
        is_only_german=shown.is_only_german or shown.title.language == "de" != language,
    )
