"""Lines of both plans: money as it is typed, limits, two people at once."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from fund.actions import items
from fund.models import CostItem, FinancingItem
from herne_integration import money
from herne_integration.rules import RuleBroken
from tests.fund import make

pytestmark = pytest.mark.django_db


def add(draft, amount, **more):
    values = {"category": "material", "label": "Bälle", "by": getattr(draft.applicant, "treasurer", None)} | more
    return items.add_cost(application=draft, amount=amount, **values)


@pytest.mark.parametrize(
    ("typed", "amount"), [("3.496,02", "3496.02"), ("3496.02", "3496.02"), ("1.000", "1000.00"), ("0,01", "0.01")]
)
def test_money_is_parsed_as_people_type_it(typed, amount):
    draft = make.draft(costs=())
    assert add(draft, money.parse(typed)).amount == Decimal(amount)


@pytest.mark.parametrize("typed", ["1e5", "-5", "0,005", "", "1.00.0", "12,5 EUR", "١٠٠", "1 000", "NaN", "9" * 400])
def test_what_can_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(ValueError, match=r"[\s\S]*"):
        money.parse(typed)


@pytest.mark.parametrize("amount", ["-5.00", "0.00", "0.005", "10000000000.00", "NaN", "Infinity"])
def test_a_line_has_a_positive_amount_of_whole_cents(amount):
    draft = make.draft(costs=())
    with pytest.raises(RuleBroken):
        add(draft, Decimal(amount))
    assert not draft.costs.exists()


@pytest.mark.parametrize("model", [CostItem, FinancingItem])
def test_the_database_refuses_negative_lines_as_well(model):
    draft = make.draft()
    with pytest.raises(IntegrityError, match="_item_amount_positive"), transaction.atomic():
        model.objects.filter(application=draft).update(amount=Decimal("-0.01"))


@pytest.mark.parametrize("more", [{"label": "x" * 201}, {"category": "yacht"}, {"note": "x" * (3 * 1024 * 1024)}])
def test_what_no_form_lets_through_is_refused(more):
    draft = make.draft(costs=())
    with pytest.raises(RuleBroken):
        add(draft, Decimal("1.00"), **more)


def test_a_plan_has_an_end():
    draft = make.draft(costs=["1.00"] * items.MOST)
    with pytest.raises(RuleBroken, match="höchstens 60 Zeilen"):
        add(draft, Decimal("1.00"))


def test_lines_come_in_the_order_in_which_they_were_added():
    draft = make.draft(costs=())
    for label in ("c", "a", "b"):
        add(draft, Decimal("1.00"), label=label)
    assert [one.label for one in draft.costs.all()] == ["c", "a", "b"]


def test_a_line_changes_and_goes():
    draft = make.draft(costs=())
    line = add(draft, Decimal("5.00"))
    line.amount, line.version = Decimal("7.50"), line.version + 1
    assert items.change(item=line, by=draft.applicant.lead).amount == Decimal("7.50")
    items.remove(item=line, by=draft.applicant.lead)
    items.remove(item=line, by=draft.applicant.lead)
    assert not draft.costs.exists()
    line.version += 1
    with pytest.raises(RuleBroken, match="gibt es nicht mehr"):
        items.change(item=line, by=draft.applicant.lead)


def test_the_second_of_two_editors_is_told():
    draft = make.draft(costs=())
    line = add(draft, Decimal("5.00"))
    mine, theirs = CostItem.objects.get(pk=line.pk), CostItem.objects.get(pk=line.pk)
    mine.version, theirs.version = 2, 2
    mine.label, theirs.label = "Meins", "Deins"
    items.change(item=mine, by=draft.applicant.lead)
    with pytest.raises(RuleBroken, match="in der Zwischenzeit"):
        items.change(item=theirs, by=draft.applicant.chair)


def test_strangers_and_other_devices_write_in_no_plan():
    draft = make.draft(of=False)
    assert add(draft, Decimal("1.00"), by=None, key=draft.key)
    for who in ({"by": make.somebody()}, {"by": None, "key": "geraten"}, {"by": None}):
        with pytest.raises(RuleBroken, match="nur jemand, der an diesem Antrag schreibt"):
            add(draft, Decimal("1.00"), **who)


def test_financing_lines_stand_beside_what_is_asked_of_the_fund():
    draft = make.draft(own=None)
    line = items.add_financing(
        application=draft, kind="private", label="Spenden", amount=Decimal("20.00"), by=draft.applicant.treasurer
    )
    assert (line.kind, line.is_assured, line.position) == ("private", False, 1)
