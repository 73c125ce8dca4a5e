"""What the list shows of an offer. No query, no clock."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from offers.choices import Origin
from offers.facts import Said, term
from offers.presenting import town

TOPICS = 2


class Row(NamedTuple):
    """What the database says of one offer (`filters.listing.CARDS`)."""

    pk: UUID
    title: str
    translated: str | None
    provider_text: str
    provider: str | None
    provider_city: str | None
    city: str | None
    district: str | None
    origin: str
    state: str
    year: int | None
    topics: list


@dataclass(frozen=True)
class Card:
    """One entry of the list."""

    pk: UUID
    title: Said
    provider: str
    place: str
    topics: tuple
    state: str
    year: int | None
    town: str
    is_nationwide: bool
    is_only_german: bool


def card(row, language, words):
    """The list's entry of a row; `words` is the vocabulary."""
    district = words.districts.get(row.district)
    elsewhere = town(row.origin, row.city, row.provider_city)
    return Card(
        pk=row.pk,
        title=Said(row.translated, language) if row.translated else Said(row.title),
        provider=row.provider or row.provider_text,
        place="" if elsewhere else district.text if district else row.city or "",
        topics=tuple(term(words.topics[key], language) for key in row.topics[:TOPICS] if key in words.topics),
        state=row.state,
        year=row.year,
        town=elsewhere,
        is_nationwide=row.origin == Origin.NATIONWIDE,
        is_only_german=language != "de" and not row.translated,
    )
