"""What is left of the money: entries of the books in, sums out, as of any day. Pure: no query, no clock.

Every entry has a positive amount; its kind says what it does to a pot (a source, with or without an envelope):

    allotted  = allot + carry_over_in - carry_over_out     what there is to give
    committed = commit - decommit                          what was granted
    reserved  = reserve - release                          what stands on an agenda and is not decided yet
    left      = allotted - committed                       what may still be granted ("frei")
    unplanned = left - reserved                            what no agenda speaks for

`valid_on` is the day on which an entry counts, `recorded_at` the moment at which the city's books knew it. A report "as
of 8 June" asks for the first; "what we knew on 8 June" for both. A later correction with an earlier `valid_on` changes
the first answer and never the second.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from fund.choices.ledger import EntryKind

NOTHING = Decimal("0.00")
# Which sum of a pot an entry changes, and in which direction.
EFFECTS = {
    EntryKind.ALLOT: ("allotted", 1),
    EntryKind.CARRY_OVER_IN: ("carried_in", 1),
    EntryKind.CARRY_OVER_OUT: ("carried_out", 1),
    EntryKind.RESERVE: ("reserved", 1),
    EntryKind.RELEASE: ("reserved", -1),
    EntryKind.COMMIT: ("committed", 1),
    EntryKind.DECOMMIT: ("committed", -1),
}


@dataclass(frozen=True)
class Entry:
    """One entry of the books; `subject` is the application or award it is about."""

    kind: str
    amount: Decimal
    valid_on: date
    recorded_at: datetime | None = None
    source: Hashable = None
    envelope: Hashable = None
    subject: Hashable = None


@dataclass(frozen=True)
class Pot:
    """The sums of one pot, or of several together."""

    allotted: Decimal = NOTHING
    carried_in: Decimal = NOTHING
    carried_out: Decimal = NOTHING
    reserved: Decimal = NOTHING
    committed: Decimal = NOTHING

    @property
    def available(self):
        """What there is to give in this year: allotted, with what came from the year before, without what left."""
        return self.allotted + self.carried_in - self.carried_out

    @property
    def left(self):
        """What may still be granted."""
        return self.available - self.committed

    @property
    def unplanned(self):
        """What is left and stands on no agenda."""
        return self.left - self.reserved

    def __add__(self, other):
        return Pot(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Balance:
    """All pots by (source, envelope), in the order in which the books first name them."""

    pots: dict

    @property
    def total(self):
        """Everything together."""
        return sum(self.pots.values(), Pot())

    @property
    def by_source(self):
        """A pot per source."""
        return _together(self.pots, 0)

    @property
    def by_envelope(self):
        """A pot per envelope; None is the money that belongs to no field of action alone."""
        return _together(self.pots, 1)


def _together(pots, part):
    found = {}
    for key, pot in pots.items():
        found[key[part]] = found.get(key[part], Pot()) + pot
    return found


def fold(entries, *, valid_on=None, known_at=None):
    """The balance of entries that count on a day (`valid_on`, itself included) and were known at a moment."""
    pots = {}
    for entry in entries:
        if counts(entry, valid_on=valid_on, known_at=known_at):
            key = (entry.source, entry.envelope)
            pots[key] = _with(pots.get(key, Pot()), entry)
    return Balance(pots)


def counts(entry, *, valid_on=None, known_at=None):
    """Whether an entry counts on a day, as far as the books knew at a moment; without `recorded_at` it was known."""
    is_valid = valid_on is None or entry.valid_on <= valid_on
    return is_valid and (known_at is None or entry.recorded_at is None or entry.recorded_at <= known_at)


def _with(pot, entry):
    name, direction = EFFECTS[EntryKind(entry.kind)]
    return replace(pot, **{name: getattr(pot, name) + direction * entry.amount})


def committed_by_subject(entries, *, valid_on=None, known_at=None):
    """What was granted to each subject and not taken back, those with nothing left out."""
    found = {}
    for entry in entries:
        if entry.kind in {EntryKind.COMMIT, EntryKind.DECOMMIT} and counts(entry, valid_on=valid_on, known_at=known_at):
            _name, direction = EFFECTS[EntryKind(entry.kind)]
            found[entry.subject] = found.get(entry.subject, NOTHING) + direction * entry.amount
    return {subject: amount for subject, amount in found.items() if amount}


def after(pot, amounts):
    """What is left if all of these are granted too: "Wenn alle angenommen werden, bleiben …"; below zero: too much."""
    return pot.left - sum(amounts, NOTHING)


def problems(pot):
    """What no pot may show, a sentence each; the database refuses the same."""
    found = []
    if pot.committed > pot.available:
        found.append("Es ist mehr bewilligt, als bereitsteht.")
    if pot.committed < 0:
        found.append("Es ist mehr zurückgenommen als bewilligt.")
    if pot.reserved < 0:
        found.append("Es sind mehr Vormerkungen aufgehoben als vorgemerkt.")
    return found
