"""The demo of the fund: fifteen projects of 2017 whose sum is a fact, and one invented year with every state."""

import io
from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from fund import books, council
from fund.choices.agenda import ItemState
from fund.choices.applications import ApplicationState
from fund.choices.minutes import MinutesState
from fund.choices.notices import NoticeState
from fund.choices.sessions import SessionState
from fund.models import (
    AgendaItem,
    Application,
    Award,
    BudgetYear,
    LedgerEntry,
    Minutes,
    Notice,
    Recusal,
    Round,
    Session,
)
from herne_integration import pdf
from herne_integration.models import OutboxMail
from herne_integration.roof.demo import funding, people

# Told once for all tests of this file, so they have to run in one process.
pytestmark = [pytest.mark.xdist_group("fund-demo"), pytest.mark.django_db]
DAY = date(2017, 6, 8)
SENTENCE = "15 Projekte, 52.440,30 EUR bewilligt, 147.559,70 EUR frei"


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, told once for all tests of this module that only look at it."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        people.load()
        yield funding.load()
        transaction.set_rollback(True)


def report(*options):
    """What the command prints."""
    out = io.StringIO()
    call_command("fund_report", *options, stdout=out)
    return out.getvalue()


def test_it_is_told_once(told):
    assert told == "39 Anträge an den Verfügungsfonds sind angelegt, 15 davon nach der Ratsvorlage von 2017."
    before = LedgerEntry.objects.count(), Application.objects.count()
    assert funding.load() == ""
    assert (LedgerEntry.objects.count(), Application.objects.count()) == before


def test_the_report_of_june_2017_says_what_the_council_read(told):
    lines = report("--as-of", "2017-06-08").splitlines()
    assert lines[1] == f"Stand 08.06.2017: {SENTENCE}"
    assert len(lines) == 17
    assert all("[Betrag erfunden" in line for line in lines[2:])


def test_a_later_correction_changes_what_is_known_today_and_not_the_stand(told):
    year = BudgetYear.objects.get(year=2017)
    today = council.report_of(year, day=DAY, is_known_today=True)
    assert today.sentence == "15 Projekte, 52.344,28 EUR bewilligt, 147.655,72 EUR frei"
    assert council.report_of(year, day=DAY).sentence == SENTENCE
    assert books.balance(year).total.committed == today.total.committed
    late = LedgerEntry.objects.get(kind="decommit")
    assert (late.valid_on, timezone.localdate(late.recorded_at)) == (date(2017, 5, 31), date(2017, 11, 20))


def test_nothing_stands_beside_a_real_name_without_a_mark(told):
    for application in Application.objects.filter(number__startswith="VF-2017"):
        assert "Betrag erfunden, Tag erfunden" in application.summary
        assert "nicht bekannt" in application.new_approach
    for application in Application.objects.exclude(number__startswith="VF-2017"):
        assert application.title.endswith("(erfunden)")
        assert application.applicant_name.endswith("(erfunden)")
        assert application.contact_name.endswith("(erfunden)")


def test_every_state_is_there(told):
    current = Application.objects.exclude(number__startswith="VF-2017")
    found = Counter(current.values_list("state", flat=True))
    assert set(found) == set(ApplicationState.values)
    assert found[ApplicationState.SCHEDULED] == 10


def test_the_session_that_is_over_has_a_recusal_a_tie_and_a_deferral(told):
    session = Session.objects.get(name="Sitzung im Rathaus (erfunden)")
    items = list(session.items.order_by("position"))
    states = [item.state for item in items]
    passed, rejected = ItemState.PASSED, ItemState.REJECTED
    assert states == [passed, passed, passed, rejected, ItemState.DEFERRED, passed, rejected]
    assert [item.resolution.yes for item in (items[0], items[3])] == [3, 2]
    assert (items[3].resolution.yes, items[3].resolution.no) == (2, 2)
    # Amira with her deputy, Goran, Tarek.
    assert Recusal.objects.in_force().filter(item__session=session).count() == 4
    assert Minutes.objects.get(session=session).state == MinutesState.FINAL


@pytest.mark.skipif(not pdf.available(), reason="without Pango every notice stays a draft")
def test_notices_wait_for_everybody_in_turn(told):
    notices = Notice.objects.exclude(application__number__startswith="VF-2017")
    today = timezone.localdate()
    posted = notices.filter(state=NoticeState.POSTED)
    assert posted.filter(remedy_ends_on__gte=today).count() == 1
    assert posted.filter(remedy_ends_on__lt=today).count() == 1
    assert notices.filter(state=NoticeState.SIGNED).count() == 1
    assert notices.filter(state=NoticeState.DRAFT, sha256="").count() == 1
    assert notices.filter(state=NoticeState.DRAFT).exclude(sha256="").count() == 1
    waiting = Application.objects.filter(state__in=["approved", "inadmissible"], notices__isnull=True)
    assert waiting.count() == 2
    assert Award.objects.filter(state="notified", application__number__startswith="VF-2017").count() == 15


def test_ten_items_wait_for_the_coming_session(told):
    session = Session.objects.get(name="Kommende Sitzung (erfunden)")
    assert session.state == SessionState.INVITED
    assert AgendaItem.objects.filter(session=session, state=ItemState.PLANNED).count() == 10
    year = BudgetYear.objects.order_by("-year").first()
    pot = books.balance(year).total
    assert (pot.available, pot.reserved > 0, pot.unplanned > 0) == (200_000, True, True)


def test_a_round_is_open_and_one_is_coming(told):
    now = timezone.now()
    assert Round.objects.open_at(now).count() == 1
    assert Round.objects.filter(opens_at__gt=now).count() == 1


def test_nobody_is_written_to(told):
    assert not OutboxMail.objects.exists()
