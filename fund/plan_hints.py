"""What the guideline says about both plans while somebody writes them. Pure: rules and sums in, sentences out.

The check of the office says the same about what was submitted (`guideline_rules`); nothing here stops anybody.
"""

from decimal import ROUND_UP, Decimal

from fund import guideline_rules
from fund.choices.items import CostCategory, FinancingKind
from herne_integration import money

ADDS_UP = "Kosten und Finanzierung gehen auf."


def for_costs(rules):
    """Which costs are not paid."""
    excluded = guideline_rules.value(rules, "cost_categories_excluded")
    if excluded:
        labels = ", ".join(str(CostCategory(name).label) for name in excluded)
        yield _marked(rules, "cost_categories_excluded", f"Nicht bezahlt werden: {labels}.")
    above = guideline_rules.amount(rules, "three_offers_above")
    if above is not None:
        text = f"Für jede Zeile über {money.written(above)} EUR brauchen Sie drei Angebote."
        yield _marked(rules, "three_offers_above", text)


def for_financing(rules, sums):
    """How much one may ask for, and what one brings oneself."""
    most, percent = (
        guideline_rules.amount(rules, "max_per_application"),
        guideline_rules.value(rules, "own_share_percent"),
    )
    if most is not None:
        yield _marked(rules, "max_per_application", f"Sie können höchstens {money.written(most)} EUR beantragen.")
    if percent:
        text = f"Mindestens {percent} Prozent der Kosten bringen Sie selbst auf, mit Eigenmitteln oder Einnahmen."
        yield _marked(rules, "own_share_percent", f"{text} {_share(sums, percent)}".strip())


def _share(sums, percent):
    if not sums.costs:
        return ""
    least = (sums.costs * percent / 100).quantize(Decimal("0.01"), rounding=ROUND_UP)
    own = sum(
        (sums.by_financing.get(kind, Decimal(0)) for kind in (FinancingKind.OWN, FinancingKind.INCOME)), Decimal(0)
    )
    return f"Das sind {money.written(least)} EUR, eingetragen sind {money.written(own)} EUR."


def difference(sums):
    """What is missing or too much, in words; nothing while there are no costs."""
    if not sums.costs and not sums.financing:
        return []
    return list(sums.problems) or [ADDS_UP]


def _marked(rules, name, sentence):
    return f"{sentence} {guideline_rules.EXAMPLE}" if rules[name].get("is_example") else sentence
