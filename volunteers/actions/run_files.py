"""A run of matching asked for on a page: a job proposes, keeps the run, and hands the list over as a file.

Only the worker imports this, because SciPy comes with it.
"""

import csv
import io

from volunteers.actions import matching
from volunteers.matching_presenting import report
from volunteers.models import doors

HEAD = ("Person", "Einsatz", "Punkte", "Gründe")


def proposals(file):
    """Builder of a prepared file: (name, content type, bytes). The list names people by their short code."""
    run = matching.run(by=file.requested_by)
    file.advance(80)
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(HEAD)
    for one in report(run)["proposals"]:
        rows.writerow(
            [one["volunteer"], safe(one["opportunity"]), one["score"].replace(".", ","), " ".join(one["reasons"])]
        )
    return f"vorschlaege-{run.day:%Y-%m-%d}.csv", "text/csv; charset=utf-8", text.getvalue().encode("utf-8-sig")


def may_fetch(file, user):
    """Only who coordinates volunteers still (settings.PREPARED_GATES)."""
    return doors.is_coordinator(user)


def safe(text):
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" else text
