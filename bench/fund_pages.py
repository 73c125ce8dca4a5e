"""Fills a database with made-up applications and compares the fund's pages with 50 and with 5,000 of them.

    python bench/fund_pages.py [--applications 5000] [--few 50] [--tries 9]

Works on the database that DATABASE_URL names; take one of its own, nothing is taken back. Both times are measured in
one run, so that the machine is the same: a page may cost no query more, and at most 1.5 times the time. Rows are
written in bulk as the owner with triggers off: they are as valid as those of the actions, but have no history and no
voters. Every second application is settled, and half of those got money.
"""

import argparse
import statistics
import sys
import time
from datetime import timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    import django

    django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from fund import canonical, content
from fund.choices.agenda import ItemKind, ItemState
from fund.choices.awards import AwardKind, AwardState
from fund.choices.ledger import EntryKind
from fund.choices.sessions import SessionState
from fund.models import (
    AgendaItem,
    Applicant,
    Application,
    ApplicationVersion,
    Award,
    Board,
    FormalCheck,
    LedgerEntry,
    Resolution,
    Session,
    Supplement,
)
from herne_integration import database_roles
from offers import vocabulary
from offers.models import FieldOfAction
from tests.fund import make, make_money
from tests.people import log_in

TABLES = [
    model._meta.db_table
    for model in (Applicant, Application, ApplicationVersion, FormalCheck, Supplement, Session, AgendaItem, Resolution)
] + [Award._meta.db_table, LedgerEntry._meta.db_table]
STATES = ["notified", "submitted", "notified", "formal_check", "notified", "supplement", "notified", "admissible"]
STATES += ["withdrawn", "scheduled"]
WORDS = ["Nähkurs", "Gartenfest", "Sprachcafé", "Fahrradwerkstatt", "Chorprobe", "Lesestunde", "Kochabend", "Theater"]
MOST = 1.5
_numbers = count(1)


def world():
    """A fund with money, its round, a board with a session per state, and somebody of the office."""
    purse = make_money.purse(amount="150000000.00")
    office, now = purse.office, timezone.now()
    board = Board.objects.create(key="lenkungsgruppe-messung", name="Lenkungsgruppe", fund=purse.fund)
    one = make.a_round(purse.fund, by=office, opens=-60, closes=-30)
    applicants = [make.applicant(name=f"Verein {uuid4().hex[:6]} (erfunden)") for _ in range(40)]
    stamps = {"planned_at": now, "planned_by": office}
    coming = Session.objects.create(board=board, name="Sitzung", starts_at=now + timedelta(days=14), **stamps)
    held = Session.objects.create(
        board=board, name="Frühere", starts_at=now - timedelta(days=20), state=SessionState.PLANNED, **stamps
    )
    fields = list(FieldOfAction.objects.all())
    return SimpleNamespace(
        purse=purse, office=office, round=one, applicants=applicants, coming=coming, held=held, fields=fields, now=now
    )


def fill(number, of):
    """So many applications more, in every state in turn."""
    rows = SimpleNamespace(
        applications=[], versions=[], checks=[], asked=[], items=[], resolutions=[], awards=[], booked=[]
    )
    sample = content.of(make.draft(of=of.applicants[0], in_round=of.round))
    for _ in range(number):
        _one(rows, next(_numbers), sample, of)
    with database_roles.as_owner(connection), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("".join(f"ALTER TABLE {table} DISABLE TRIGGER USER;" for table in TABLES))
        for model, made in (
            (Application, rows.applications),
            (ApplicationVersion, rows.versions),
            (FormalCheck, rows.checks),
            (Supplement, rows.asked),
            (AgendaItem, rows.items),
            (Resolution, rows.resolutions),
            (Award, rows.awards),
            (LedgerEntry, rows.booked),
        ):
            model.objects.bulk_create(made, batch_size=1000)
        # What is checked at the end of a transaction has to be looked at before triggers come back.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("".join(f"ALTER TABLE {table} ENABLE TRIGGER USER;" for table in TABLES))
    with database_roles.as_owner(connection), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _one(rows, number, sample, of):
    state, applicant = STATES[number % len(STATES)], of.applicants[number % len(of.applicants)]
    at, amount = of.now - timedelta(days=number % 45), Decimal(500 + number % 2000)
    title = f"{WORDS[number % len(WORDS)]} {uuid4().hex[:5]}"
    stamps = {"withdrawn_at": at, "withdrawn_by": applicant.chair} if state == "withdrawn" else {}
    application = Application(
        round=of.round,
        number=f"VF-2026-{number:04}",
        state=state,
        state_since=at,
        touched_on=timezone.localdate(at),
        email=applicant.chair.email,
        applicant=applicant,
        applicant_name=applicant.name,
        applicant_kind=applicant.kind,
        title=title,
        field_of_action=of.fields[number % len(of.fields)],
        amount_requested=amount,
        **stamps,
    )
    frozen = {**sample, "answers": {**sample["answers"], "title": title, "applicant_name": applicant.name}}
    version = ApplicationVersion(
        application=application,
        number=1,
        round=of.round,
        guideline=of.round.guideline,
        content=frozen,
        sha256=canonical.sha256(frozen),
        amount_requested=amount,
        declaration="Erklärt (erfunden).",
        submitted_at=at,
        submitted_by=applicant.chair,
    )
    rows.applications.append(application)
    rows.versions.append(version)
    if state not in ("submitted", "withdrawn"):
        ended = {} if state in ("formal_check", "supplement") else {"result": "admissible", "decided_at": at}
        by = {"decided_by": of.office} if ended else {}
        rows.checks.append(FormalCheck(version=version, opened_at=at, opened_by=of.office, **ended, **by))
    if state == "supplement":
        rows.asked.append(_asked(application, version, at, of))
    if state == "scheduled":
        rows.items.append(_item(application, version, of.coming, number, of))
    if state == "notified" and number % 4 == 0:
        _granted(rows, application, version, number, at, of)


def _asked(application, version, at, of):
    return Supplement(
        application=application,
        version_asked=version,
        unlocks=["summary"],
        request="Bitte genauer.",
        due_on=timezone.localdate(at) + timedelta(days=14),
        asked_at=at,
        asked_by=of.office,
    )


def _item(application, version, session, number, of, **fields):
    return AgendaItem(
        session=session,
        position=number,
        kind=ItemKind.APPLICATION,
        title=application.title,
        application=application,
        application_version=version,
        budget_year=of.purse.year,
        source=of.purse.source,
        amount=version.amount_requested,
        **fields,
    )


def _granted(rows, application, version, number, at, of):
    ended = {"state": ItemState.PASSED, "ended_at": at, "ended_by": of.office}
    item = _item(application, version, of.held, number, of, **ended)
    counted = {"yes": 3, "no": 0, "abstained": 0, "present": 3, "base": 5, "needed": 3}
    resolution = Resolution(
        number=f"B-{number}",
        item=item,
        application_version=version,
        verdict="passed",
        amount_granted=version.amount_requested,
        text="Bewilligt.",
        passed_at=at,
        passed_by=of.office,
        **counted,
    )
    pot = {"source": of.purse.source, "amount": version.amount_requested, "application": application}
    award = Award(
        kind=AwardKind.values[0],
        resolution=resolution,
        budget_year=of.purse.year,
        state=AwardState.NOTIFIED,
        decided_at=at,
        decided_by=of.office,
        notified_at=at,
        notified_by=of.office,
        **pot,
    )
    booking = LedgerEntry(
        kind=EntryKind.COMMIT, year=of.purse.year, valid_on=timezone.localdate(at), entered_by=of.office, **pot
    )
    rows.items.append(item)
    rows.resolutions.append(resolution)
    rows.awards.append(award)
    rows.booked.append(booking)


def pages():
    """{what: (address, whether strangers read it)}; the year at a glance where it is there."""
    found = {
        "office": (reverse("fund:office-list"), False),
        "search": (f"{reverse('fund:office-list')}?q=garten", False),
        "turn": (f"{reverse('fund:office-list')}?wer=office", False),
        "applicants": (reverse("fund:applicant-office-list"), False),
        "rounds": (reverse("fund:round-list"), False),
        "funded": (reverse("fund:funded-list"), True),
        "overview": (reverse("roof:overview"), False),
    }
    try:
        found["year"] = (reverse("fund:year-overview"), False)
    except NoReverseMatch:
        print("year: not there yet")
    return found


def measured(clerk, stranger, tries):
    """{what: (queries, median ms, KB of HTML)}."""
    return {what: measure(stranger if public else clerk, url, tries) for what, (url, public) in pages().items()}


def measure(client, url, tries):
    """One page: statements, median time, size."""
    client.get(url)
    asked = []
    with connection.execute_wrapper(lambda execute, *rest: (asked.append(rest[0]), execute(*rest))[1]):
        answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    spent = []
    for _ in range(tries):
        began = time.perf_counter()
        client.get(url)
        spent.append(1000 * (time.perf_counter() - began))
    return len(asked), statistics.median(spent), len(answer.content) / 1024


def main():
    """Prints both measurements side by side; ends with 1 where a page grew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in [("applications", 5000), ("few", 50), ("tries", 9)]:
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    settings.ALLOWED_HOSTS.append("testserver")
    vocabulary.load()
    of = world()
    clerk, stranger = log_in(Client(), of.office), Client()
    fill(given.few, of)
    before = measured(clerk, stranger, given.tries)
    began = time.perf_counter()
    fill(given.applications - given.few, of)
    print(f"filled in {time.perf_counter() - began:.0f} s")
    after, grown = measured(clerk, stranger, given.tries), False
    print(f"{'page':10} {'queries':>14} {'ms':>16} {'times':>6} {'KB':>12}")
    for what, (queries, spent, size) in after.items():
        old = before[what]
        grown = grown or queries > old[0] or spent > MOST * old[1]
        print(
            f"{what:10} {old[0]:6} -> {queries:4} {old[1]:7.0f} -> {spent:5.0f} {spent / old[1]:6.2f}"
            f" {old[2]:5.0f} -> {size:3.0f}"
        )
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
