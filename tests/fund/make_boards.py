"""Builders of boards and sessions: every default is valid, and what happens goes through the actions.

body = make_boards.body(5)                      # .board, .seats, .purse, .office, .round: three to vote are enough
item = make_boards.item(body, amount="1000.00") # an application on the agenda of a planned session
make_boards.open_meeting(item.session, body)    # everybody is there
make_boards.vote(item, body.seats, "yyn")       # opens the item and votes, a letter per seat
"""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from types import SimpleNamespace

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from fund import canonical
from fund.actions import agenda, boards, numbers, sessions, votes
from fund.choices.agenda import ItemState, TopicSource
from fund.choices.applications import ApplicationState
from fund.choices.sessions import SessionForm, SessionState
from fund.models import Application, ApplicationVersion, Board, FormalCheck, RemedyText
from offers.models import FieldOfAction
from tests.fund import make, make_money

_numbers = count(1)
LETTERS = {"y": "yes", "n": "no", "a": "abstain"}


def body(members=5, *, purse=None, **rules):
    """A board with so many voting members, the first of them in the chair; its fund has 200,000.00 EUR."""
    purse = purse or make_money.purse()
    number = next(_numbers)
    board = Board.objects.create(key=f"gremium-{number}", name=f"Gremium {number}", fund=purse.fund, **rules)
    found = SimpleNamespace(board=board, purse=purse, office=purse.office, seats=[])
    for place in range(members):
        found.seats.append(seat(found, is_chair=place == 0))
    found.round = make.a_round(purse.fund, by=purse.office)
    return found


def seat(of, *, user=None, **fields):
    """A seat since last year, for somebody new by default."""
    user = user or make.somebody("Mitglied", "lenkungsgruppe")
    starts_on = timezone.localdate() - timedelta(days=400)
    return boards.seat(board=of.board, user=user, by=of.office, **{"starts_on": starts_on} | fields)


def admissible(of, *, amount="1000.00", applicant=None, **fields):
    """An application that waits for an agenda; the formal check is only stamped, `make.decided_formally` does it."""
    number, now = next(_numbers), timezone.now()
    applicant = applicant or make.applicant()
    made = Application.objects.create(
        **{
            "round": of.round,
            "number": _taken(),
            "state": ApplicationState.ADMISSIBLE,
            "state_since": now,
            "touched_on": timezone.localdate(),
            "email": applicant.chair.email,
            "owner": applicant.chair,
            "applicant": applicant,
            "applicant_name": applicant.name,
            "title": f"Projekt {number}",
            "field_of_action": FieldOfAction.objects.get(key="ankommen"),
            "amount_requested": Decimal(amount),
        }
        | fields
    )
    answers = {"title": made.title, "amount_requested": str(Decimal(amount)), "partners": made.partners}
    content = {"answers": answers, "documents": {}}
    version = ApplicationVersion.objects.create(
        application=made,
        number=1,
        round=of.round,
        guideline=of.round.guideline,
        content=content,
        sha256=canonical.sha256(content),
        amount_requested=Decimal(amount),
        declaration="Ich vertrete den Antragsteller.",
        submitted_at=now,
        submitted_by=applicant.chair,
    )
    made.checker = of.office
    FormalCheck.objects.create(
        version=version, result="admissible", opened_at=now, opened_by=of.office, decided_at=now, decided_by=of.office
    )
    return made


def _taken():
    """The next number of the year's series, also outside of a transaction."""
    with transaction.atomic():
        return numbers.take(prefix="VF", year=2026)


def meeting(of, *, days=14, **fields):
    """A meeting in two weeks, planned."""
    starts_at = timezone.now() + timedelta(days=days)
    defaults = {"name": f"Sitzung {next(_numbers)}", "place": "Rathaus"}
    return sessions.plan(board=of.board, starts_at=starts_at, by=of.office, **defaults | fields)


def circular(of, *, hours=48):
    """An Umlauf that has begun a moment ago and ends in two days."""
    now = timezone.now()
    return sessions.plan(
        board=of.board,
        name=f"Umlauf {next(_numbers)}",
        form=SessionForm.CIRCULAR,
        starts_at=now - timedelta(minutes=1),
        closes_at=now + timedelta(hours=hours),
        by=of.office,
    )


def item(of, *, session=None, application=None, amount="1000.00", envelope=None, **fields):
    """An application on an agenda."""
    return agenda.put_application(
        session=session or meeting(of),
        application=application or admissible(of, amount=amount, **fields),
        budget_year=of.purse.year,
        source=of.purse.source,
        envelope=envelope,
        by=of.office,
    )


def topic(of, *, session=None, **fields):
    """Another topic on an agenda."""
    defaults = {
        "title": "Sprachmittlung beim Arzt",
        "topic_source": TopicSource.GAP,
        "source_text": "Niemand ist zuständig.",
    }
    return agenda.put_topic(session=session or meeting(of), by=of.office, **defaults | fields)


def open_meeting(session, of, *, present=None):
    """Invites, opens, and lets these seats come in (everybody by default)."""
    sessions.invite(session=session, by=of.office)
    session = sessions.open_session(session=session, by=of.office)
    for one in of.seats if present is None else present:
        sessions.arrive(session=session, seat=one, by=of.office)
    return session


def open_circular(session, of):
    """Invites and opens an Umlauf: votes on all of its items."""
    sessions.invite(session=session, by=of.office)
    return sessions.open_session(session=session, by=of.office)


def vote(on, seats, letters):
    """Opens an item, if it is not, and votes for the seats in turn: "yna-", where "-" says nothing."""
    on.refresh_from_db()
    if on.state == ItemState.PLANNED:
        on = agenda.open_item(item=on, by=on.session.planned_by)
    for one, letter in zip(seats, letters, strict=False):
        if letter != "-":
            votes.cast(item=on, seat=one, choice=LETTERS[letter], by=one.user)
    return on


def remedy(**fields):
    """A remedy text for every notice."""
    defaults = {
        "number": next(_numbers),
        "valid_from": timezone.localdate() - timedelta(days=4000),
        "text": "Gegen diesen Bescheid kann innerhalb eines Monats Klage erhoben werden.",
        "entered_at": timezone.now(),
        "entered_by": make.office(),
    }
    return RemedyText.objects.create(**defaults | fields)


def ready_item(of, *, letters="yyy", **fields):
    """An item in an open meeting of its own, with everybody there and all votes given but the resolution not passed."""
    on = item(of, **fields)
    open_meeting(on.session, of)
    on = vote(on, of.seats, letters)
    assert on.session.state in {SessionState.INVITED, SessionState.OPEN, SessionState.PLANNED}
    return on


def pass_deadline(session):
    """As if two days had gone by; the deadline of a running Umlauf is moved by its owner alone, past the trigger."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE fund_session DISABLE TRIGGER fund_session_guard")
        cursor.execute("UPDATE fund_session SET closes_at = clock_timestamp() WHERE id = %s", [session.pk])
        cursor.execute("ALTER TABLE fund_session ENABLE TRIGGER fund_session_guard")
        cursor.execute(f"SET ROLE {settings.APP_ROLE}")
