"""Hints at double funding and at projects split to stay below a maximum. Pure: applications in, hints with reasons out.

A hint is a question for the office and never a finding: "gleicher Antragsteller" can be chance. Four signs are looked
at: the same applicant, the same signatory, a similar title, periods that overlap. Together they make three kinds:

- double: a similar title in an overlapping period, whoever applies; or a similar title of the same people at any time;
- split: the same people in the same round, together above the maximum per application;
- related: the same people in an overlapping period, for what an office wants to know and nobody has to explain.

Titles are compared as pg_trgm does it (three signs at a time, word by word), after small words and "Projekt" are gone.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fund.choices.hints import HintKind
from herne_integration import money

SIMILAR = 0.5
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
SMALL_WORDS = frozenset(
    """projekt projekte ein eine einen der die das den dem des und oder
    fuer mit von vom zu zum zur in im am an auf bei aus""".split()  # noqa: SIM905 (a list would be one line per word)
)
# What an association's name carries beside the name.
LEGAL_FORMS = re.compile(r"\b(?:e\s*v|eingetragener verein|ggmbh|gmbh)\b")


@dataclass(frozen=True)
class Case:
    """What hints need to know of an application; `organisation` is the applicant's key, `signatories` are people's."""

    key: Hashable
    number: str
    title: str
    applicant: str = ""
    organisation: Hashable | None = None
    signatories: frozenset = frozenset()
    starts_on: date | None = None
    ends_on: date | None = None
    round: Hashable | None = None
    amount: Decimal = Decimal("0.00")


@dataclass(frozen=True)
class Hint:
    """One other application, what it may mean, and why: German phrases."""

    kind: str
    other: Hashable
    number: str
    reasons: tuple

    @property
    def sentence(self):
        """The hint as the office reads it."""
        return f"{self.number}: {', '.join(self.reasons)}."


def find(case, others, *, maximum=None):
    """Hints at `others`, the gravest kind first, then as given; `maximum` is the most that one application may ask for.

    An application is never compared with itself.
    """
    order = list(HintKind)
    found = [hint for other in others if other.key != case.key for hint in _of(case, other, maximum)]
    return sorted(found, key=lambda hint: order.index(hint.kind))


def _of(case, other, maximum):
    people, share = [*_same_people(case, other)], similarity(case.title, other.title)
    title = [f"ähnlicher Titel „{other.title}“ ({int(share * 100)} %)"] if share >= SIMILAR else []
    overlap = [*_overlap(case, other)]
    together = case.amount + other.amount
    is_split = maximum is not None and case.round is not None and case.round == other.round and together > maximum
    if title and (overlap or people):
        yield Hint(HintKind.DOUBLE, other.key, other.number, (*people, *title, *overlap))
    if people and is_split:
        sums = f"zusammen {money.written(together)} EUR, höchstens {money.written(maximum)} EUR je Antrag"
        yield Hint(HintKind.SPLIT, other.key, other.number, (*people, "gleiche Runde", sums))
    if people and overlap and not title and not is_split:
        yield Hint(HintKind.RELATED, other.key, other.number, (*people, *overlap))


def _same_people(case, other):
    if case.organisation is not None and case.organisation == other.organisation:
        yield "gleicher Antragsteller"
    elif name_key(case.applicant) and name_key(case.applicant) == name_key(other.applicant):
        yield "Antragsteller mit demselben Namen"
    if case.signatories & other.signatories:
        yield "dieselbe Person unterschreibt"


def _overlap(case, other):
    days = (case.starts_on, case.ends_on, other.starts_on, other.ends_on)
    if None in days:
        return
    first, last = max(case.starts_on, other.starts_on), min(case.ends_on, other.ends_on)
    if first <= last:
        yield f"gleichzeitig vom {first:%d.%m.%Y} bis {last:%d.%m.%Y}"


def similarity(one, other):
    """How much two titles have in common, 0 to 1; a title without a word of its own is like nothing."""
    one, other = _trigrams(one), _trigrams(other)
    return len(one & other) / len(one | other) if one and other else 0.0


def title_key(title):
    """A title as it is compared: its own words, without case and signs."""
    return " ".join(word for word in _words(title) if word not in SMALL_WORDS)


def name_key(name):
    """An applicant's name as it is compared: without case, signs and legal form."""
    return " ".join(LEGAL_FORMS.sub(" ", " ".join(_words(name))).split())


def _words(text):
    return re.findall(r"[^\W_]+", text.casefold().translate(UMLAUTS))


def _trigrams(text):
    padded = [f"  {word} " for word in title_key(text).split()]
    return {word[place : place + 3] for word in padded for place in range(len(word) - 2)}
