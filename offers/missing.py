"""What people looked for and did not find: what of a typed question may be counted, and the field that carries it.

What somebody types can hold a name, an address, a number. So only folded words that say something are kept, nothing
with digits and nothing that looks like a mail or web address; who it was, from where and at what hour is never known.
The page that found nothing carries the words in a signed hidden field, so that only what we have rendered is counted,
and a nonce, so that one page counts once. No cookie is needed.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils.translation import get_language

from herne_integration.idempotency import LIFETIME
from offers.choices import GermanLevel
from offers.search.normalising import is_meaningful, stem, words

# Fewer than this many are shown to nobody.
LEAST_SHOWN = 3
# What stayed below that goes after eight weeks, everything after two years.
KEPT_BELOW, KEPT = timedelta(weeks=8), timedelta(weeks=104)
# A flood of invented words fills no more of the database than this in a week; known words are counted all the same.
MOST_TERMS_A_WEEK = 2000

MOST_WORDS, LONGEST = 6, 100
ADDRESS = re.compile(r"\S*@\S*|(?:https?://|www\.)\S*", re.IGNORECASE)
LEVELS = frozenset(level.lower() for level in GermanLevel.values)
SALT = "offers.missing"


@dataclass(frozen=True)
class Missed:
    """What may be counted of a question: its normal form, by which it is counted, and the words as people read them."""

    term: str
    wording: str


@dataclass(frozen=True)
class Ticket:
    """What a signed field says: the words, the language of the page, and the page's own number."""

    missed: Missed
    language: str
    nonce: str


def countable(text):
    """What of a question may be counted, or None where nothing is left."""
    kept = {}
    for word in words(ADDRESS.sub(" ", text)):
        term = stem(word)
        if term and _may_be_kept(word) and sum(map(len, kept.values())) + len(kept) + len(word) <= LONGEST:
            kept.setdefault(term, word)
    kept = dict(list(kept.items())[:MOST_WORDS])
    return Missed(" ".join(sorted(kept)), " ".join(kept.values())) if kept else None


def _may_be_kept(word):
    if any(sign.isdigit() for sign in word):
        return word in LEVELS
    return len(word) > 1 and is_meaningful(word)


def signed(text):
    """The value of the hidden field for a question in the page's language, "" where nothing of it may be counted."""
    missed = countable(text)
    if missed is None:
        return ""
    return signing.dumps([missed.wording, get_language() or "de", secrets.token_urlsafe(12)], salt=SALT)


def read(token):
    """The ticket inside a signed field, or None if it is forged or too old."""
    try:
        wording, language, nonce = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    missed = countable(wording)
    return Ticket(missed, language, nonce) if missed else None


def week_of(day):
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
