"""What an agenda would leave of the money: "Wenn alles bewilligt wird, bleiben X EUR", per pot, from the books."""

from dataclasses import dataclass, field
from decimal import Decimal

from fund import books, budget
from fund.models import BudgetYear, Envelope, FundingSource

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Pot:
    """A source of a year, or a part of it set aside for a field of action; ready for a form's choice by `key`."""

    year: BudgetYear
    source: FundingSource
    envelope: Envelope | None
    sums: budget.Pot

    @property
    def key(self):
        """The pot in one word."""
        return f"{self.year.pk}-{self.source.pk}-{self.envelope.pk if self.envelope else 0}"

    @property
    def label(self):
        """ "Stadt Herne 2026, Wohnen"."""
        part = f", {self.envelope}" if self.envelope else ""
        return f"{self.source} {self.year.year}{part}"


@dataclass
class Line:
    """One pot with what this agenda wants of it (`wanted`: amounts) and what other agendas have reserved."""

    pot: Pot
    wanted: list = field(default_factory=list)
    reserved_here: Decimal = NOTHING

    @property
    def left(self):
        """What may still be granted."""
        return self.pot.sums.left

    @property
    def asked(self):
        """What this agenda asks for."""
        return sum(self.wanted, NOTHING)

    @property
    def remains(self):
        """What would be left; below zero: not all of it can pass."""
        return budget.after(self.pot.sums, self.wanted)

    @property
    def is_too_much(self):
        """Whether the pot cannot pay for all of it."""
        return self.remains < 0

    @property
    def missing(self):
        """How much too much, as a positive sum."""
        return -self.remains

    @property
    def elsewhere(self):
        """What other agendas have reserved."""
        return self.pot.sums.reserved - self.reserved_here


def pots_of(fund, *, day):
    """All pots of the year in which a day falls, those that the books know first; without an open year none."""
    year = fund.years.on(day).open().first() if fund else None
    if year is None:
        return []
    sums, sources = books.balance(year).pots, {one.pk: one for one in fund.sources.all()}
    envelopes = {one.pk: one for one in year.envelopes.select_related("field_of_action")}
    known = [key for key in sums if sums[key] != budget.Pot()]
    return [
        Pot(year, sources[source], envelopes.get(envelope), sums[source, envelope])
        for source, envelope in sorted(known, key=lambda key: (sources[key[0]].name, key[1] or 0))
    ]


def of(items, pots, *, chosen=()):
    """A `Line` per pot for the pending `items` of a session; `chosen`: (pot key, amount) that somebody thinks of."""
    lines = {pot.key: Line(pot) for pot in pots}
    for item in items:
        line = lines.get(key_of(item))
        if line is not None:
            line.wanted.append(item.amount)
            line.reserved_here += item.amount
    for key, amount in chosen:
        if key in lines:
            lines[key].wanted.append(amount)
    return list(lines.values())


def key_of(item):
    """The pot of an item."""
    return f"{item.budget_year_id}-{item.source_id}-{item.envelope_id or 0}"


def suggested(pots, field_of_action):
    """The pot for a project of a field of action (its key): the part set aside for it, else money for everybody."""
    for pot in pots:
        if pot.envelope and pot.envelope.field_of_action_id == field_of_action:
            return pot
    return next((pot for pot in pots if pot.envelope is None), None)


def sentence(lines):
    """The answer in one sentence for all pots together."""
    from_all = sum((line.remains for line in lines), NOTHING)
    return from_all, [line for line in lines if line.is_too_much]
