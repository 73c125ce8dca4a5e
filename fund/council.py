"""The report for the council from the books: one reading for the page, the paper, the file and the command line."""

from fund import books, report
from fund.choices.applicants import ApplicantKind
from fund.choices.ledger import EntryKind
from fund.models import Application, LedgerEntry
from offers.models import FieldOfAction

# Excel reads a file without this mark in the code page of its country, and "ü" becomes two signs.
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def report_of(year, *, day, is_known_today=False):
    """The `report.Report` of a budget year at the end of a day.

    By default as the books stood on that day, so that a report which the council once had can be repeated;
    `is_known_today` counts what was corrected since.
    """
    entries = books.entries_of(year)
    return report.of(
        entries,
        projects_of({entry.subject for entry in entries if entry.kind == EntryKind.COMMIT}),
        day=day,
        known_at=None if is_known_today else books.end_of(day),
        fields=fields(),
        sources=dict(year.fund.sources.values_list("pk", "name")),
    )


def fields():
    """Names of the fields of action in their order."""
    return list(FieldOfAction.objects.values_list("label", flat=True))


def projects_of(keys):
    """{application id: report.Project} of these applications, in two statements."""
    notes = dict(
        LedgerEntry.objects.filter(application__in=keys, kind=EntryKind.COMMIT).values_list("application", "note")
    )
    rows = Application.objects.filter(pk__in=keys).values_list(
        "pk", "title", "applicant__name", "applicant__kind", "field_of_action__label"
    )
    return {
        key: report.Project(key, title, applicant or str(ApplicantKind(kind).label), field or "", notes.get(key, ""))
        for key, title, applicant, kind, field in rows
    }


def csv_text(found):
    """The table as a file that Excel opens with umlauts and German numbers: UTF-8 with its mark, semicolons."""
    return BOM + report.csv_text(found)
