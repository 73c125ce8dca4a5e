"""The report for the council as a page shows it: the figures of `council.report_of`, added up by the database.

The paper and the file name every project; a page shows twenty, and costs the same with thousands. A test compares both.
"""

from dataclasses import dataclass

from django.db.models import Case, Count, F, Sum, When

from fund import books, budget, council, report
from fund.choices.ledger import EntryKind
from fund.models import LedgerEntry

NET = Sum(Case(When(kind=EntryKind.DECOMMIT, then=-F("amount")), default=F("amount")))
GRANTS = (EntryKind.COMMIT, EntryKind.DECOMMIT)
FIELD = "application__field_of_action__label"


@dataclass(frozen=True)
class Figures:
    """`grants`: (application id, granted) from the largest sum down, read by `rows` once they are paged."""

    sentence: str
    by_field: list
    grants: object


def of(year, *, day, is_known_today=False):
    """The `Figures` of a budget year at the end of a day; see `council.report_of` for what counts."""
    known_at = None if is_known_today else books.end_of(day)
    entries = LedgerEntry.objects.filter(year=year).as_of(valid_on=day, known_at=known_at).order_by()
    booked = entries.filter(kind__in=GRANTS)
    by_application = booked.values("application").annotate(granted=NET)
    # Only what gave money back can have lost all of it, and that is little.
    gave_back = booked.filter(kind=EntryKind.DECOMMIT).values("application")
    lost = by_application.filter(application__in=gave_back, granted=0).values("application")
    kept = booked.exclude(application__in=lost).values(FIELD).annotate(n=Count("application", distinct=True), net=NET)
    sums = {field or "": (number, net) for field, number, net in kept.values_list(FIELD, "n", "net").order_by(FIELD)}
    kinds = entries.values_list("kind").annotate(total=Sum("amount"))
    total = budget.fold(budget.Entry(kind, amount, None) for kind, amount in kinds).total
    return Figures(
        report.sentence(sum(number for number, _net in sums.values()), total),
        report.groups(sums, council.fields()),
        by_application.exclude(application__in=lost).order_by("-granted", "application__title", "application"),
    )


def rows(grants):
    """The `report.Row`s of one page of grants."""
    projects = council.projects_of([one["application"] for one in grants])
    return [report.Row(projects[one["application"]], one["granted"]) for one in grants]
