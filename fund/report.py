"""The figures of the report for the council: entries of the books in, figures as of a day out. Pure.

A project is what has money granted on that day: an application that lost all of it again is none. Whether later
corrections count is the caller's choice: without `known_at` the report says what is known today about that day, with
it what was known then; a report that was once given to the council is repeated with the end of its day.
"""

import csv
import io
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from fund import budget
from herne_integration import money

NOTHING = Decimal("0.00")
WITHOUT_FIELD = "ohne Handlungsfeld"
# A cell that a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Project:
    """What the report says about an application; `note` for what is invented, such as "Betrag erfunden"."""

    key: Hashable
    title: str
    applicant: str
    field: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A funded project with what was granted to it."""

    project: Project
    granted: Decimal


@dataclass(frozen=True)
class Group:
    """One field of action, or one source: projects and money; `projects` is None where money is not told by project."""

    name: str
    projects: int | None
    granted: Decimal
    available: Decimal | None = None
    left: Decimal | None = None


@dataclass(frozen=True)
class Report:
    """The figures as of a day. `rows` from the largest sum down; `by_field` in the order given, then what has none."""

    day: date
    rows: tuple
    by_field: tuple
    by_source: tuple
    total: budget.Pot

    @property
    def projects(self):
        """How many were funded."""
        return len(self.rows)

    @property
    def sentence(self):
        """See `sentence`."""
        return sentence(self.projects, self.total)


def sentence(projects, total):
    """ "15 Projekte, 52.440,30 EUR bewilligt, 147.559,70 EUR frei"."""
    noun = "Projekt" if projects == 1 else "Projekte"
    return f"{projects} {noun}, {money.written(total.committed)} EUR bewilligt, {money.written(total.left)} EUR frei"


def of(entries, projects, *, day, known_at: datetime | None = None, fields=(), sources=None):
    """The report as of a day. `projects` by key; `fields` are names in their order; `sources` are names by key.

    An entry about a subject that `projects` does not know still counts: its title says so.
    """
    entries = list(entries)
    balance = budget.fold(entries, valid_on=day, known_at=known_at)
    granted = budget.committed_by_subject(entries, valid_on=day, known_at=known_at)
    rows = [Row(projects.get(key) or _unknown(key), amount) for key, amount in granted.items()]
    rows.sort(key=lambda row: (-row.granted, row.project.title))
    names = sources or {}
    by_source = tuple(
        Group(str(names.get(key, key)), None, pot.committed, pot.available, pot.left)
        for key, pot in balance.by_source.items()
    )
    return Report(day, tuple(rows), tuple(_by_field(rows, fields)), by_source, balance.total)


def groups(sums, fields):
    """Every field of action in its order, also one without a project; then what belongs to none of them.

    `sums`: {name: (projects, granted)}.
    """
    others = [name for name in sums if name not in fields]
    return [Group(name or WITHOUT_FIELD, *sums.get(name, (0, NOTHING))) for name in (*fields, *others)]


def _unknown(key):
    title = "Ohne Antrag gebucht" if key is None else "Antrag nicht bekannt"
    return Project(key, title, "nicht bekannt")


def _by_field(rows, fields):
    sums = {}
    for row in rows:
        number, granted = sums.get(row.project.field, (0, NOTHING))
        sums[row.project.field] = (number + 1, granted + row.granted)
    return groups(sums, fields)


def table(report):
    """The report as head, rows and foot of text cells, for page, paper and file alike."""
    head = ["Projekt", "Antragsteller", "Handlungsfeld", "bewilligt in EUR", "Hinweis"]
    rows = [
        [
            row.project.title,
            row.project.applicant,
            row.project.field or WITHOUT_FIELD,
            money.written(row.granted),
            row.project.note,
        ]
        for row in report.rows
    ]
    return head, rows, [f"{report.projects} zusammen", "", "", money.written(report.total.committed), ""]


def csv_text(report):
    """The table as a file for a spreadsheet: semicolons, and nothing that it could take for a formula."""
    head, rows, foot = table(report)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([f"Stand {report.day:%d.%m.%Y}", report.sentence])
    writer.writerows([_harmless(cell) for cell in row] for row in (head, *rows, foot))
    return out.getvalue()


def _harmless(cell):
    return f"'{cell}" if cell.startswith(FORMULA) else cell
