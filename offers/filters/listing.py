"""The list for one choice: which offers in which order, what a card needs, how many each other choice would give."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import get_language

from herne_integration import prepared
from offers import missing
from offers.cards import Row, card
from offers.filters import shown
from offers.filters.facets import NEIGHBOURS, YES
from offers.filters.selection import Selection
from offers.filters.tally import tally, total, visible_to
from offers.models import Organisation
from offers.search import finding
from offers.words import Words

ROWS = 20
# What a card shows of an offer, and no more: twenty objects with their relations cost five times as much.
CARDS = """
SELECT offer.id, offer.title, translation.title, offer.provider_text, provider.name, provider.city, location.city,
    district.key, offer.origin, offer.state, offer.source_year, ARRAY(
        SELECT word.key FROM offers_offer_topics link JOIN offers_topic word ON word.id = link.topic_id
        WHERE link.offer_id = offer.id ORDER BY word.position, word.key
    )
FROM unnest(%(keys)s::uuid[]) WITH ORDINALITY AS wanted (id, place)
JOIN offers_offer offer ON offer.id = wanted.id
LEFT JOIN offers_organisation provider ON provider.id = offer.organisation_id
LEFT JOIN offers_location location ON location.id = offer.location_id
LEFT JOIN offers_district district ON district.id = location.district_id
LEFT JOIN offers_offertranslation translation
    ON translation.offer_id = offer.id AND translation.language = %(language)s
ORDER BY wanted.place
"""


@dataclass(frozen=True)
class Listing:
    """What a visitor's choice finds at a moment: page `number` of it, with so many `rows`."""

    user: object
    selection: Selection
    words: Words
    at: datetime
    number: int = 1
    rows: int = ROWS

    @cached_property
    def search(self):
        """What the search box found, or None where nothing was asked."""
        return finding.find(self.selection["q"]) if self.selection["q"] else None

    @cached_property
    def tally(self):
        """The offers of this page, how many there are, and how many each other choice would give."""
        return tally(self._visible, self.selection, self.at, search=self.search, number=self.number, rows=self.rows)

    @property
    def is_near(self):
        """Whether the search found only what comes near the question."""
        return self.search is not None and not self.tally.confident

    @property
    def cards(self):
        """The cards of this page, in the chosen order."""
        if not self.tally.keys:
            return []
        language = get_language()
        found = prepared.rows(CARDS, {"keys": self.tally.keys, "language": language})
        return [card(Row(*values), language, self.words) for values in found]

    @cached_property
    def provider(self):
        """The chosen institution, if there is one with that key."""
        key = self.selection["provider"]
        return Organisation.objects.filter(pk=key).only("name").first() if key else None

    @property
    def query(self):
        """The address's query for the first page of this list."""
        return self.selection.query()

    @property
    def with_unknown(self):
        """The query that shows also offers nobody has said enough about."""
        return self.selection.query(unknown=YES)

    @property
    def elsewhere(self):
        """How many offers there would be with the neighbouring cities; nothing where a region is chosen."""
        return 0 if self.selection["region"] else self.tally.count("region", NEIGHBOURS)

    @property
    def wider(self):
        """The query with the neighbouring cities."""
        return self.selection.query(region=NEIGHBOURS)

    @property
    def hidden_for_search(self):
        """What travels along with the search box."""
        return self.selection.others("q")

    @property
    def hidden_for_choices(self):
        """What travels along with the choices."""
        return [(name, self.selection[name]) for name in ("q", "provider", "sort") if self.selection[name]]

    @property
    def missing(self):
        """The signed field behind "Das fehlt mir"."""
        return missing.signed(self.selection["q"])

    @property
    def has_choices(self):
        """Whether there is anything to choose from: where the search found nothing, no choice helps."""
        return self.search is None or not self.search.is_empty

    @property
    def choices(self):
        """Facets with their choices and numbers."""
        return shown.choices(self.selection, self.words, self.tally)

    @cached_property
    def chips(self):
        """What was chosen, each with the address without it."""
        return shown.chips(self.selection, self.words, self.provider)

    @property
    def ways_on(self):
        """Where the choice gives nothing: what to take away, and what that gives."""
        without_words = total(self._visible, self.selection, self.at) if self.selection["q"] else 0
        return shown.ways_on(self.selection, self.words, self.provider, self.tally, without_words=without_words)

    @property
    def sortings(self):
        """The orders to choose from."""
        return shown.sortings(self.selection)

    @property
    def _visible(self):
        return visible_to(self.user, localdate(self.at))
