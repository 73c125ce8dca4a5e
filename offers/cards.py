"""What the list shows of an offer. No query, no clock."""

from dataclasses import dataclass
from uuid import UUID

from offers.choices import Origin
from offers.facts import Said, term
from offers.presenting import town

TOPICS = 2


@dataclass(frozen=True)
class Card:
    """One entry of the list."""

    pk: UUID
    title: Said
    provider: str
    place: str
    topics: list
    state: str
    year: int | None
    town: str
    is_nationwide: bool
    is_only_german: bool


def card(row, language, words):
    """The list's entry of a row of `filters.listing.Listing.cards`; `words` is the vocabulary."""
    district = words.districts.get(row.location__district__key)
    elsewhere = town(row.origin, row.location__city, row.organisation__city)
    return Card(
        pk=row.pk,
        title=Said(row.translated, language) if row.translated else Said(row.title),
        provider=row.organisation__name or row.provider_text,
        place="" if elsewhere else district.text if district else row.location__city or "",
        topics=[term(words.topics[key], language) for key in row.topic_keys[:TOPICS] if key in words.topics],
        state=row.state,
        year=row.source_year,
        town=elsewhere,
        is_nationwide=row.origin == Origin.NATIONWIDE,
        is_only_german=language != "de" and not row.translated,
    )
