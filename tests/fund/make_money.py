"""Builders of money: a fund with a source and an open budget year.

purse = make_money.purse()                      # .fund, .source, .year with 200,000.00 EUR, .office
"""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

from fund.actions import funds, ledger
from fund.models import FundingSource
from offers.models import FieldOfAction
from tests.fund import make

ALLOTTED = Decimal("200000.00")


def purse(*, of=None, year=None, amount=ALLOTTED, by=None, **source):
    """A fund whose year holds some money; without `amount` the year is empty."""
    by, fund = by or make.office(), of or make.pot()
    defaults = {"key": "stadt", "name": "Stadt Herne", "carries_over": True}
    found = SimpleNamespace(
        office=by,
        fund=fund,
        source=FundingSource.objects.create(fund=fund, **defaults | source),
        year=funds.open_year(fund=fund, year=year or timezone.localdate().year, by=by),
    )
    if amount:
        ledger.allot(year=found.year, source=found.source, amount=Decimal(amount), by=by)
    return found


def envelope(of, *, amount=None, field="wohnen"):
    """Money of the purse's year that is set aside for a field of action."""
    made = funds.add_envelope(year=of.year, field_of_action=FieldOfAction.objects.get(key=field), by=of.office)
    if amount:
        ledger.allot(year=of.year, source=of.source, envelope=made, amount=Decimal(amount), by=of.office)
    return made


def next_year(of):
    """The year after the purse's own."""
    return funds.open_year(fund=of.fund, year=of.year.year + 1, by=of.office)


def first_day(of):
    """The first day of the purse's year."""
    return date(of.year.year, 1, 1)
