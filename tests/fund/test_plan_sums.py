"""Whether the plans add up, to the cent and in words that say what to change."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.choices.items import CostCategory, FinancingKind
from fund.plan_sums import NO_COSTS, NOT_POSITIVE, NOTHING_ASKED, Line, add_up

CENT = Decimal("0.01")
TOO_MUCH = (
    "Die Kosten betragen 3.996,02 EUR, die Finanzierung 3.996,03 EUR: Das sind 0,01 EUR mehr, als das Projekt kostet."
)


def lines(*pairs):
    """Lines of kind and amount."""
    return [Line(kind, None if amount is None else Decimal(amount)) for kind, amount in pairs]


COSTS = lines(("material", "1496.02"), ("fees", "2000.00"), ("material", "500.00"))


def test_plans_that_add_up():
    found = add_up(COSTS, lines(("own", "400.00"), ("private", "96.02")), Decimal("3500.00"))
    assert (found.costs, found.others, found.financing, found.gap) == (
        Decimal("3996.02"),
        Decimal("496.02"),
        Decimal("3996.02"),
        0,
    )
    assert found.by_cost == {"material": Decimal("1996.02"), "fees": Decimal("2000.00")}
    assert found.by_financing == {"own": Decimal("400.00"), "private": Decimal("96.02")}
    assert (found.adds_up, found.problems) == (True, ())


@pytest.mark.parametrize(
    ("financing", "requested", "problems"),
    [
        ([], "3500.00", ("Die Kosten betragen 3.996,02 EUR, die Finanzierung 3.500,00 EUR: Es fehlen 496,02 EUR.",)),
        (
            [("own", "496.03")],
            "3500.00",
            (TOO_MUCH,),
        ),
        (
            [("own", "496.01")],
            "3500.00",
            ("Die Kosten betragen 3.996,02 EUR, die Finanzierung 3.996,01 EUR: Es fehlen 0,01 EUR.",),
        ),
        ([("own", "3996.02")], None, (NOTHING_ASKED,)),
        ([("own", "3996.02")], "0.00", (NOTHING_ASKED,)),
        ([("own", "496.02"), ("private", None)], "3500.00", (NOT_POSITIVE,)),
        ([("own", "496.02"), ("private", "0.00")], "3500.00", (NOT_POSITIVE,)),
        ([("own", "500.00"), ("private", "-3.98")], "3500.00", (NOT_POSITIVE,)),
    ],
)
def test_what_does_not_add_up_is_said_to_the_cent(financing, requested, problems):
    found = add_up(COSTS, lines(*financing), None if requested is None else Decimal(requested))
    assert (found.problems, found.adds_up) == (problems, False)


def test_an_empty_plan_says_what_is_missing_and_no_sum():
    assert add_up([], [], None).problems == (NO_COSTS, NOTHING_ASKED)


@pytest.mark.parametrize(
    ("financing", "percent"),
    [
        ([], "0"),
        ([("own", "399.60")], "9.9"),
        ([("own", "399.61")], "10.0"),
        ([("own", "200.00"), ("income", "199.61")], "10.0"),
        ([("private", "3000.00"), ("public", "500.00")], "0"),
        ([("own", "3996.02")], "100"),
    ],
)
def test_the_own_share_is_never_rounded_up(financing, percent):
    assert add_up(COSTS, lines(*financing), Decimal(1)).own_percent == Decimal(percent)


def test_without_costs_there_is_no_share():
    assert add_up([], lines(("own", "5.00")), None).own_percent == 0


amounts = st.decimals(CENT, Decimal("99999.99"), places=2)
costs = st.lists(st.builds(Line, kind=st.sampled_from(CostCategory.values), amount=amounts), min_size=1, max_size=20)
financing = st.lists(st.builds(Line, kind=st.sampled_from(FinancingKind.values), amount=amounts), max_size=8)


@given(costs, financing, amounts)
def test_plans_add_up_if_and_only_if_not_a_cent_is_missing(costs, financing, requested):
    found = add_up(costs, financing, requested)
    cents = [int(100 * line.amount) for line in costs]
    paid = [int(100 * line.amount) for line in financing] + [int(100 * requested)]
    assert int(100 * found.gap) == sum(cents) - sum(paid)
    assert found.adds_up is (sum(cents) == sum(paid))
    assert sum(found.by_cost.values()) == found.costs
    assert sum(found.by_financing.values(), Decimal(0)) == found.others


@given(costs, financing, amounts)
def test_asking_for_the_gap_always_adds_up(costs, financing, requested):
    gap = add_up(costs, financing, requested).gap
    if requested + gap > 0:
        assert add_up(costs, financing, requested + gap).adds_up
