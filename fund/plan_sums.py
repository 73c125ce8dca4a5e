"""Whether a cost plan and a financing plan add up: lines in, sums and sentences out. Pure.

Costs = what is asked of the fund + what others pay. Whatever is missing or too much is said to the cent, with the
figure to change; nothing is filled in for the applicant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fund.choices.items import FinancingKind
from herne_integration import money

NOTHING = Decimal("0.00")
NO_COSTS = "Der Kostenplan hat noch keine Zeile."
NOTHING_ASKED = "Es fehlt, wie viel Geld Sie beim Fonds beantragen."
NOT_POSITIVE = "Jede Zeile hat einen Betrag über null."


@dataclass(frozen=True)
class Line:
    """A line of either plan; `kind` is a `CostCategory` or a `FinancingKind`, an amount of None is still empty."""

    kind: str
    amount: Decimal | None
    label: str = ""


@dataclass(frozen=True)
class Sums:
    """What the plans come to; dicts have one amount per kind that occurs, in the order of the lines."""

    costs: Decimal
    others: Decimal
    requested: Decimal
    by_cost: dict
    by_financing: dict
    problems: tuple

    @property
    def financing(self):
        """What all who pay bring, the fund included."""
        return self.others + self.requested

    @property
    def gap(self):
        """What is missing; below zero is too much."""
        return self.costs - self.financing

    @property
    def own_percent(self):
        """The share of the costs that comes from the applicant's own means and income, in percent, cut to one digit."""
        own = sum((self.by_financing.get(kind, NOTHING) for kind in (FinancingKind.OWN, FinancingKind.INCOME)), NOTHING)
        return own * 1000 // self.costs / 10 if self.costs else Decimal(0)

    @property
    def adds_up(self):
        """Whether the plans can be submitted as they are."""
        return not self.problems


def add_up(costs: Iterable[Line], financing: Iterable[Line], requested: Decimal | None):
    """The sums of both plans with what is wrong with them; `requested` is what is asked of the fund."""
    costs, financing = list(costs), list(financing)
    by_cost, by_financing = _by_kind(costs), _by_kind(financing)
    sums = Sums(
        costs=sum(by_cost.values(), NOTHING),
        others=sum(by_financing.values(), NOTHING),
        requested=requested or NOTHING,
        by_cost=by_cost,
        by_financing=by_financing,
        problems=(),
    )
    return Sums(**{**sums.__dict__, "problems": tuple(_problems(sums, [*costs, *financing], has_costs=bool(costs)))})


def _by_kind(lines):
    found = {}
    for line in lines:
        found[line.kind] = found.get(line.kind, NOTHING) + (line.amount or NOTHING)
    return found


def _problems(sums, lines, *, has_costs):
    if not has_costs:
        yield NO_COSTS
    if sums.requested <= 0:
        yield NOTHING_ASKED
    if any(line.amount is None or line.amount <= 0 for line in lines):
        yield NOT_POSITIVE
    if has_costs and sums.gap:
        costs, financing = money.written(sums.costs), money.written(sums.financing)
        what = f"Es fehlen {money.written(sums.gap)} EUR."
        if sums.gap < 0:
            what = f"Das sind {money.written(-sums.gap)} EUR mehr, als das Projekt kostet."
        yield f"Die Kosten betragen {costs} EUR, die Finanzierung {financing} EUR: {what}"
