"""The public list for a choice at a moment, without a page around it."""

from datetime import UTC, datetime

from django.contrib.auth.models import AnonymousUser

from offers.filters.listing import Listing
from offers.filters.selection import Selection
from offers.words import words

MONDAY_TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def listing(at=MONDAY_TEN, **chosen):
    """The list for a choice at a moment."""
    return Listing(AnonymousUser(), Selection(chosen), words(), at, rows=50)


def titles(at=MONDAY_TEN, **chosen):
    """Titles of that list."""
    return [card.title.text for card in listing(at, **chosen).cards]
