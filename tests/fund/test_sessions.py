"""Sessions: their agenda, the invitation, opening and closing, and who sees what."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from fund.actions import agenda, applications, boards, sessions
from fund.choices.agenda import ItemState
from fund.choices.applications import ApplicationState
from fund.choices.sessions import SessionState
from fund.models import AgendaItem, Session
from herne_integration.models import OutboxMail
from herne_integration.rules import RuleBroken
from tests.fund import make, make_boards
from tests.fund.deciding import decide, pot, refuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_boards.body(5)


# Agenda


def test_an_item_reserves_its_sum_and_schedules_its_application(body):
    item = make_boards.item(body, amount="1000.01")
    item.application.refresh_from_db()
    assert item.application.state == ApplicationState.SCHEDULED
    assert pot(body).reserved == Decimal("1000.01")
    assert item.application_version == item.application.latest_version


def test_an_application_stands_on_one_agenda_at_a_time(body):
    item = make_boards.item(body)
    with pytest.raises(RuleBroken, match="auf der Tagesordnung"):
        make_boards.item(body, application=item.application)
    with refuses("fund_agenda_item_one_agenda_at_a_time"):
        AgendaItem.objects.create(**copy_of(item, position=2))


def copy_of(item, **fields):
    names = ("session", "kind", "title", "application", "application_version", "budget_year", "source", "amount")
    return {name: getattr(item, name) for name in names} | fields


def test_taking_off_releases_the_sum_and_defers(body):
    item = make_boards.item(body)
    agenda.take_off(item=item, by=body.office, reason="Unterlagen fehlen")
    item.application.refresh_from_db()
    assert item.application.state == ApplicationState.DEFERRED
    assert pot(body).reserved == 0
    again = make_boards.item(body, application=item.application)
    assert again.application.state == ApplicationState.SCHEDULED


def test_only_the_version_submitted_last_is_decided(body):
    item, other = make_boards.item(body), make_boards.admissible(body)
    item.application_version = other.latest_version
    with refuses("fund_agenda_item_stays"):
        item.save()


def test_an_amount_other_than_the_submitted_one_is_refused(body):
    item = make_boards.item(body)
    item.amount = Decimal("5000.00")
    with refuses("fund_agenda_item_submitted_version"):
        item.save()


def test_a_board_without_this_fund_decides_nothing_about_it(body):
    other = make_boards.body(3)
    with pytest.raises(RuleBroken, match="nicht über diesen Fonds"):
        make_boards.item(body, session=make_boards.meeting(other), application=make_boards.admissible(body))


def test_an_application_comes_too_late_for_a_session_that_was_invited(body):
    item = make_boards.item(body, session=make_boards.meeting(body, days=9))
    sessions.invite(session=item.session, by=body.office)
    make_boards.item(body, session=item.session)
    Session.objects.filter(pk=item.session.pk).update(starts_at=timezone.now() + timedelta(days=2))
    with pytest.raises(RuleBroken, match="nächste Sitzung"):
        make_boards.item(body, session=item.session)


def test_items_are_arranged_anew(body):
    session = make_boards.meeting(body)
    first, second = (make_boards.topic(body, session=session) for _ in range(2))
    agenda.arrange(session=session, order=[second.pk, first.pk], by=body.office)
    assert list(session.items.values_list("pk", flat=True)) == [second.pk, first.pk]
    with pytest.raises(RuleBroken, match="hat sich geändert"):
        agenda.arrange(session=session, order=[second.pk], by=body.office)


def test_a_topic_is_decided_and_its_resolution_flows_back(body):
    item = make_boards.topic(body)
    make_boards.open_meeting(item.session, body)
    resolution = decide(make_boards.vote(item, body.seats, "yyyyy"), body, text="Die Stadt fragt den Kreis.")
    told = agenda.report_back(item=item, by=body.office, to="Fachbereich Gesundheit")
    assert [resolution.amount_granted, told.outcome_text] == [None, "Die Stadt fragt den Kreis."]
    assert [told.state, told.reported_by] == [ItemState.PASSED, body.office]


def test_a_withdrawn_application_leaves_the_agenda(body):
    item = make_boards.item(body)
    with pytest.raises(RuleBroken, match="Vertretung oder Projektleitung"):
        applications.withdraw(application=item.application, by=body.office)
    assert pot(body).reserved == item.amount
    gone = applications.withdraw(application=item.application, by=make.chair_of(item.application))
    item.refresh_from_db()
    assert [gone.state, item.state, pot(body).reserved] == [ApplicationState.WITHDRAWN, ItemState.REMOVED, 0]
    assert agenda.drop_withdrawn(application=item.application, by=body.office) is None


# Invitation, opening, closing


def test_the_invitation_keeps_the_period_and_goes_to_everybody_once(body):
    make_boards.seat(body, deputy_of=body.seats[1])
    item = make_boards.item(body)
    sessions.invite(session=item.session, by=body.office)
    mails = OutboxMail.objects.filter(subject="Einladung zu einer Sitzung")
    assert mails.count() == 6
    assert not any(item.application.title in mail.body for mail in mails)
    with pytest.raises(RuleBroken, match="eingeladen"):
        sessions.invite(session=item.session, by=body.office)


def test_a_late_invitation_names_the_first_possible_day(body):
    item = make_boards.item(body, session=make_boards.meeting(body, days=7))
    first = timezone.localdate() + timedelta(days=8)
    with pytest.raises(RuleBroken, match=f"frühestens am {first:%d.%m.%Y}"):
        sessions.invite(session=item.session, by=body.office)


def test_nobody_is_invited_to_nothing(body):
    with pytest.raises(RuleBroken, match="noch nichts"):
        sessions.invite(session=make_boards.meeting(body), by=body.office)


def test_a_session_closes_when_everything_is_settled_and_everybody_leaves(body):
    item = make_boards.item(body)
    session = make_boards.open_meeting(item.session, body)
    with pytest.raises(RuleBroken, match="TOP 1"):
        sessions.close_session(session=session, by=body.office)
    session.refresh_from_db()
    session.state, session.closed_at, session.closed_by = SessionState.CLOSED, timezone.now(), body.office
    with refuses("fund_session_closes_without_open_items"), transaction.atomic():
        session.save()
    agenda.defer(item=item, by=body.office, reason="zu wenig Zeit")
    closed = sessions.close_session(session=session, by=body.office)
    assert [closed.state, closed.attendance.still_there().count()] == [SessionState.CLOSED, 0]
    closed.name = "anders"
    with refuses("fund_session_stays"):
        closed.save()


def test_a_session_is_cancelled_with_a_reason_once_it_is_empty(body):
    item = make_boards.item(body)
    with pytest.raises(RuleBroken, match="TOP 1"):
        sessions.cancel(session=item.session, by=body.office, reason="krank")
    agenda.take_off(item=item, by=body.office, reason="Sitzung fällt aus")
    assert sessions.cancel(session=item.session, by=body.office, reason="krank").state == SessionState.CANCELLED


# Who sees what


def test_members_see_a_session_once_they_are_invited_and_strangers_never(body):
    item, day = make_boards.item(body), timezone.localdate()
    member, stranger = body.seats[0].user, make_boards.body(1).seats[0].user
    assert not Session.objects.visible_to(member, day=day)
    sessions.invite(session=item.session, by=body.office)
    assert Session.objects.visible_to(member, day=day).get() == item.session
    assert AgendaItem.objects.visible_to(member, day=day).get() == item
    for nobody in (stranger, make.chair_of(item.application)):
        assert not Session.objects.visible_to(nobody, day=day)
        assert not AgendaItem.objects.papers_open_to(nobody, day=day)
    assert not Session.objects.visible_to(member, day=day - timedelta(days=500))


def test_who_closes_her_account_leaves_her_seats(body):
    user = body.seats[1].user
    assert boards.roles_of(user) == [f"Mitglied im Gremium {body.board}"]
    boards.end_places(user=user, by=user)
    assert not body.board.seats.live_on(timezone.localdate() + timedelta(days=1)).filter(user=user)
