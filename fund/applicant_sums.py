"""What an applicant has asked for and been granted, year by year."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from fund.choices.applications import ApplicationState
from fund.models import Award

NOTHING = Decimal("0.00")


@dataclass
class Year:
    """One year: applications by their number, money by the budget year."""

    year: int
    number: int = 0
    asked: Decimal = NOTHING
    granted: Decimal = NOTHING


def years(applicant):
    """`Year`s, the newest first; what was withdrawn counts as nothing."""
    found = {}
    rows = applicant.applications.submitted().exclude(state=ApplicationState.WITHDRAWN)
    for number, amount in rows.values_list("number", "amount_requested"):
        year = found.setdefault(int(number[3:7]), Year(int(number[3:7])))
        year.number += 1
        year.asked += amount or NOTHING
    granted = Award.objects.standing().filter(application__applicant=applicant).order_by()
    for year, amount in granted.values_list("budget_year__year").annotate(sum=Sum("amount")):
        found.setdefault(year, Year(year)).granted += amount
    return [found[year] for year in sorted(found, reverse=True)]
