"""Made-up rows of the fund for measurements: applications in every state, with versions, awards, bookings, notices.

Rows are written in bulk as the owner with triggers off: they are as valid as those of the actions, but have no history
and no voters. Every second application is settled, and most of those got money.
"""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from itertools import count
from types import SimpleNamespace
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from fund import canonical, content
from fund.choices.agenda import ItemKind, ItemState
from fund.choices.awards import AwardKind, AwardState
from fund.choices.ledger import EntryKind
from fund.choices.notices import NoticeKind, NoticeState
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
    Notice,
    Resolution,
    Session,
    Supplement,
)
from herne_integration import database_roles
from offers.models import FieldOfAction
from tests.fund import make, make_boards, make_money

# In the order in which they point to each other.
MODELS = (
    Applicant,
    Application,
    ApplicationVersion,
    FormalCheck,
    Supplement,
    AgendaItem,
    Resolution,
    Award,
    LedgerEntry,
    Notice,
)
TABLES = [model._meta.db_table for model in MODELS]
STATES = ["notified", "submitted", "notified", "formal_check", "notified", "supplement", "notified", "admissible"]
STATES += ["withdrawn", "scheduled"]
WORDS = ["Nähkurs", "Gartenfest", "Sprachcafé", "Fahrradwerkstatt", "Chorprobe", "Lesestunde", "Kochabend", "Theater"]
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
    return SimpleNamespace(
        purse=purse,
        office=office,
        round=one,
        applicants=applicants,
        coming=coming,
        held=held,
        fields=list(FieldOfAction.objects.all()),
        remedy=make_boards.remedy(),
        now=now,
    )


def fill(number, of):
    """So many applications more, in every state in turn, and an applicant for every fourth of them."""
    rows = defaultdict(list)
    sample = content.of(make.draft(of=of.applicants[0], in_round=of.round))
    for _ in range(number):
        _one(rows, next(_numbers), sample, of)
    with database_roles.as_owner(connection), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("".join(f"ALTER TABLE {table} DISABLE TRIGGER USER;" for table in TABLES))
        for model in MODELS:
            model.objects.bulk_create(rows[model], batch_size=1000)
        # What is checked at the end of a transaction has to be looked at before triggers come back.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("".join(f"ALTER TABLE {table} ENABLE TRIGGER USER;" for table in TABLES))
    with database_roles.as_owner(connection), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _one(rows, number, sample, of):
    state, applicant = STATES[number % len(STATES)], _applicant(rows, number, of)
    at, amount = of.now - timedelta(days=number % 45), Decimal(500 + number % 2000)
    title = f"{WORDS[number % len(WORDS)]} {uuid4().hex[:12]}"
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
    rows[Application].append(application)
    rows[ApplicationVersion].append(version)
    if state not in ("submitted", "withdrawn"):
        ended = {} if state in ("formal_check", "supplement") else {"result": "admissible", "decided_at": at}
        by = {"decided_by": of.office} if ended else {}
        rows[FormalCheck].append(FormalCheck(version=version, opened_at=at, opened_by=of.office, **ended, **by))
    if state == "supplement":
        rows[Supplement].append(_asked(application, version, at, of))
    if state == "scheduled":
        rows[AgendaItem].append(_item(application, version, of.coming, number, of))
    if state == "notified":
        _granted(rows, application, version, number, at, of)


def _applicant(rows, number, of):
    """The first team fills a page of its own; then come one after the other with four applications each."""
    if number <= 25:
        return of.applicants[0]
    if number % 4 == 0 or not rows[Applicant]:
        team, place = of.applicants[number % len(of.applicants)], {"street": "Weg 1", "postcode": "44623"}
        made = Applicant(name=f"Verein {uuid4().hex[:8]} (erfunden)", kind=team.kind, city="Herne", **place)
        made.chair = team.chair
        rows[Applicant].append(made)
    return rows[Applicant][-1]


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
    rows[AgendaItem].append(item)
    rows[Resolution].append(resolution)
    rows[Award].append(award)
    rows[LedgerEntry].append(booking)
    rows[Notice].append(_told(application, resolution, award, number, at, of))


def _told(application, resolution, award, number, at, of):
    day = timezone.localdate(at)
    moments = {f"{name}_at": at for name in ("drafted", "signed", "posted")}
    return Notice(
        number=f"VF-B-{number:05}",
        kind=NoticeKind.GRANT,
        application=application,
        resolution=resolution,
        award=award,
        remedy=of.remedy,
        text="Bewilligt (erfunden).",
        state=NoticeState.POSTED,
        pdf="notices/none",
        sha256=canonical.sha256({"number": number}),
        posted_on=day,
        served_on=day + timedelta(days=4),
        remedy_ends_on=day + timedelta(days=50),
        drafted_by=of.office,
        signed_by=of.office,
        posted_by=of.office,
        **moments,
    )
