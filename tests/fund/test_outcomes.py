"""Votes, outcomes and the Umlauf: what a body decides, and what the database itself refuses."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from fund import bodies
from fund.actions import agenda, recusals, sessions, votes
from fund.choices.agenda import ItemState
from fund.choices.applications import ApplicationState
from fund.choices.sessions import SessionState
from fund.choices.voting import Verdict
from fund.models import Attendance, Award, LedgerEntry, Resolution, Vote
from herne_integration.rules import RuleBroken
from tests.fund import make, make_boards
from tests.fund.deciding import decide, numbers, pot, refuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_boards.body(5)


# Votes and outcomes


def test_a_majority_commits_the_money_and_makes_the_award(body):
    item = make_boards.ready_item(body, letters="yyyna", amount="1000.00")
    resolution = decide(item, body, amount=Decimal("900.50"), conditions=[("Bericht bis Jahresende", None)])
    item.refresh_from_db()
    item.application.refresh_from_db()
    assert [resolution.verdict, numbers(resolution)] == [Verdict.PASSED, (3, 1, 1, 5, 5, 3)]
    assert item.application.state == ApplicationState.APPROVED_WITH_CONDITIONS
    assert [item.state, resolution.award.amount] == [ItemState.PASSED, Decimal("900.50")]
    assert [one.text for one in resolution.award.conditions.all()] == ["Bericht bis Jahresende"]
    assert [pot(body).reserved, pot(body).committed] == [0, Decimal("900.50")]


def test_a_tie_is_a_rejection_and_frees_the_sum(body):
    resolution = decide(make_boards.ready_item(body, letters="yynna"), body)
    assert [resolution.verdict, numbers(resolution)] == [Verdict.REJECTED, (2, 2, 1, 5, 5, 3)]
    assert [pot(body).reserved, pot(body).committed, Award.objects.count()] == [0, 0, 0]
    assert resolution.item.application.state == ApplicationState.REJECTED


def test_without_a_quorum_nothing_is_decided_and_deferring_is_the_way_on(body):
    item = make_boards.item(body)
    make_boards.open_meeting(item.session, body, present=body.seats[:2])
    item = make_boards.vote(item, body.seats, "yy")
    with pytest.raises(RuleBroken, match="Nicht beschlussfähig: 2 von 5"):
        decide(item, body)
    agenda.defer(item=item, by=body.office, reason="nicht beschlussfähig")
    assert [Resolution.objects.count(), pot(body).reserved] == [0, 0]
    session = make_boards.meeting(body, second_invitation=True)
    item = make_boards.item(body, session=session, application=item.application)
    make_boards.open_meeting(session, body, present=body.seats[:2])
    assert decide(make_boards.vote(item, body.seats, "yy"), body).needed == 1


def test_a_late_arrival_is_counted_from_then_on(body):
    item = make_boards.item(body)
    session = make_boards.open_meeting(item.session, body, present=body.seats[:3])
    item = make_boards.vote(item, body.seats, "yyn")
    late = body.seats[3]
    with pytest.raises(RuleBroken, match="Nicht anwesend"):
        votes.cast(item=item, choice="no", by=late.user)
    sessions.arrive(session=session, seat=late, by=late.user)
    votes.cast(item=item, choice="no", by=late.user)
    resolution = decide(item, body)
    assert [resolution.verdict, numbers(resolution)] == [Verdict.REJECTED, (2, 2, 0, 4, 5, 3)]


def test_who_leaves_early_is_not_counted_and_takes_her_vote_along(body):
    item = make_boards.ready_item(body, letters="ynnyy")
    sessions.leave(session=item.session, seat=body.seats[1], by=body.office)
    assert Vote.objects.filter(item=item).count() == 4
    assert numbers(decide(item, body)) == (3, 1, 0, 4, 5, 3)


def test_nobody_was_there_or_gone_after_the_fact(body):
    item = make_boards.item(body)
    session = make_boards.open_meeting(item.session, body, present=body.seats[:4])
    before = timezone.now()
    decide(make_boards.vote(item, body.seats, "yyyy"), body)
    with pytest.raises(RuleBroken, match="schon abgestimmt"):
        sessions.arrive(session=session, seat=body.seats[4], by=body.office, at=before)
    with pytest.raises(RuleBroken, match="schon abgestimmt"):
        sessions.leave(session=session, seat=body.seats[0], by=body.office, at=before)
    came = {"arrived_at": before, "arrived_by": body.office}
    with refuses("fund_attendance_not_after_the_fact"), transaction.atomic():
        Attendance.objects.create(session=session, seat=body.seats[4], **came)
    with refuses("fund_attendance_not_after_the_fact"), transaction.atomic():
        session.attendance.filter(seat=body.seats[0]).update(left_at=before, left_by=body.office)
    with refuses("fund_attendance_stays"):
        session.attendance.all().delete()


def test_a_vote_is_changed_while_the_item_is_open_and_not_afterwards(body):
    item = make_boards.ready_item(body, letters="nyyyy")
    votes.cast(item=item, choice="yes", by=body.seats[0].user)
    assert votes.count(item).yes == 5
    decide(item, body)
    with pytest.raises(RuleBroken, match="gerade nicht abgestimmt"):
        votes.cast(item=item, choice="no", by=body.seats[0].user)
    for change in (lambda: Vote.objects.update(choice="no"), Vote.objects.all().delete):
        with refuses("fund_vote_while_the_item_is_open"), transaction.atomic():
            change()


def test_the_office_writes_down_a_show_of_hands_and_a_stranger_does_not(body):
    item = make_boards.ready_item(body, letters="-")
    vote = votes.cast(item=item, seat=body.seats[0], choice="yes", by=body.office)
    assert [vote.holder, vote.cast_by] == [body.seats[0].user, body.office]
    with pytest.raises(RuleBroken, match="Projektbüro"):
        votes.cast(item=item, seat=body.seats[0], choice="no", by=body.seats[1].user)
    with pytest.raises(RuleBroken, match="keinen Sitz"):
        votes.cast(item=item, choice="no", by=make.somebody())


def raw_vote(item, seat, **fields):
    defaults = {"holder": seat.user, "choice": "yes", "cast_at": timezone.now(), "cast_by": seat.user}
    with transaction.atomic():
        return Vote.objects.create(**{"item": item, "seat": seat} | defaults | fields)


def test_the_database_itself_refuses_votes_that_do_not_count(body):
    guest = make_boards.seat(body, is_voting=False)
    deputy = make_boards.seat(body, deputy_of=body.seats[1])
    item = make_boards.item(body)
    make_boards.open_meeting(item.session, body, present=[*body.seats[:4], guest, deputy])
    with refuses("fund_vote_while_the_item_is_open"):
        raw_vote(item, body.seats[0])
    item = make_boards.vote(item, body.seats, "y")
    with refuses("fund_vote_once_per_seat"):
        raw_vote(item, body.seats[0])
    for seat in (body.seats[4], guest, deputy, make_boards.body(1).seats[0]):
        with refuses("fund_vote_of_an_eligible_seat"):
            raw_vote(item, seat)
    with refuses("fund_vote_of_the_holder"):
        raw_vote(item, body.seats[1], holder=body.seats[2].user)
    with refuses("fund_vote_known_choice"):
        raw_vote(item, body.seats[1], choice="maybe")
    recusals.declare(item=item, by=body.seats[2].user)
    with refuses("fund_vote_not_of_the_recused"):
        raw_vote(item, body.seats[2])


def test_the_database_counts_for_itself(body):
    item = make_boards.ready_item(body, letters="yyn--")
    true = {"yes": 2, "no": 1, "abstained": 0, "present": 5, "base": 5, "needed": 3}
    for wrong in ({"yes": 3}, {"present": 4}, {"no": 0}, {"needed": 2}, {"base": 4}, {"yes": 6, "present": 9}):
        with refuses("fund_resolution_(counts_what_is_there|votes_at_most_present)"), transaction.atomic():
            raw_resolution(item, body, **true | wrong)
    with refuses("fund_resolution_at_most_what_was_asked"), transaction.atomic():
        raw_resolution(item, body, amount_granted=Decimal("1000.01"), **true)
    raw_resolution(item, body, **true)


def raw_resolution(item, body, **fields):
    defaults = {"number": "BE-2026-9999", "verdict": "passed", "amount_granted": item.amount, "text": "Text"}
    stamps = {"passed_at": timezone.now(), "passed_by": body.office, "application_version": item.application_version}
    return Resolution.objects.create(**{"item": item} | defaults | stamps | fields)


def test_the_database_knows_majority_and_quorum(body):
    item = make_boards.ready_item(body, letters="yynn-")
    tie = {"yes": 2, "no": 2, "abstained": 0, "present": 5, "base": 5, "needed": 3}
    with refuses("fund_resolution_has_a_majority"), transaction.atomic():
        raw_resolution(item, body, **tie)
    for seat in body.seats[2:]:
        sessions.leave(session=item.session, seat=seat, by=body.office)
    few = {"yes": 2, "no": 0, "abstained": 0, "present": 2, "base": 5, "needed": 3}
    with refuses("fund_resolution_(has_a_quorum|votes_at_most_present)"), transaction.atomic():
        raw_resolution(item, body, **few)


def test_an_item_is_decided_by_a_resolution_only(body):
    item = make_boards.ready_item(body)
    item.state, item.ended_at, item.ended_by = ItemState.PASSED, timezone.now(), body.office
    with refuses("fund_agenda_item_decided_by_a_resolution"):
        item.save()


def test_a_resolution_never_changes(body):
    decide(make_boards.ready_item(body), body)
    for change in (lambda: Resolution.objects.update(text="anders"), Resolution.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_more_than_is_left_is_not_granted_and_everything_stays_as_it_was(body):
    large = make_boards.ready_item(body, amount="150000.00")
    other = make_boards.ready_item(body, amount="60000.00")
    decide(large, body)
    with pytest.raises(RuleBroken, match=r"frei sind 50\.000,00 EUR, nötig sind 60\.000,00 EUR"):
        decide(other, body)
    other.refresh_from_db()
    assert [other.state, Resolution.objects.count()] == [ItemState.OPEN, 1]
    assert decide(other, body, amount=Decimal("50000.00")).award.amount == Decimal("50000.00")
    assert pot(body).left == 0


def test_a_second_click_is_answered_in_words(body):
    item = make_boards.ready_item(body)
    decide(item, body)
    with pytest.raises(RuleBroken, match="gerade nicht abgestimmt"):
        decide(item, body)
    assert LedgerEntry.objects.filter(kind="commit").count() == 1


# Umlauf


def test_an_umlauf_is_decided_when_all_have_answered(body):
    item = make_boards.item(body, session=make_boards.circular(body))
    make_boards.open_circular(item.session, body)
    item = make_boards.vote(item, body.seats, "yyyn")
    with pytest.raises(RuleBroken, match="noch 1 Stimme"):
        decide(item, body)
    votes.cast(item=item, choice="abstain", by=body.seats[4].user)
    assert numbers(decide(item, body)) == (3, 1, 1, 5, 5, 3)


def test_after_its_deadline_an_umlauf_takes_no_vote_and_counts_who_answered(body):
    item = make_boards.item(body, session=make_boards.circular(body))
    session = make_boards.open_circular(item.session, body)
    item = make_boards.vote(item, body.seats, "yyn")
    with pytest.raises(RuleBroken, match="jedes Mitglied selbst"):
        votes.cast(item=item, seat=body.seats[3], choice="no", by=body.office)
    make_boards.pass_deadline(session)
    with pytest.raises(RuleBroken, match="Die Frist dieses Umlaufs ist vorbei"):
        votes.cast(item=item, choice="no", by=body.seats[3].user)
    with refuses("fund_vote_before_the_deadline"):
        raw_vote(item, body.seats[3])
    resolution = decide(item, body)
    assert [resolution.verdict, numbers(resolution)] == [Verdict.PASSED, (2, 1, 0, 3, 5, 3)]


def test_too_few_answers_or_an_objection_send_an_umlauf_to_a_meeting(body):
    item = make_boards.item(body, session=make_boards.circular(body))
    make_boards.open_circular(item.session, body)
    votes.cast(item=item, choice="abstain", by=body.seats[0].user, objects=True)
    make_boards.vote(item, body.seats[1:], "yyyy")
    with pytest.raises(RuleBroken, match="widerspricht"):
        decide(item, body)
    agenda.defer(item=item, by=body.office, reason="Widerspruch gegen den Umlauf")
    assert sessions.close_session(session=item.session, by=body.office).state == SessionState.CLOSED


def test_the_deadline_of_a_running_umlauf_stays(body):
    item = make_boards.item(body, session=make_boards.circular(body))
    session = make_boards.open_circular(item.session, body)
    session.closes_at += timedelta(days=1)
    with refuses("fund_session_stays"):
        session.save()


# What the database counts is what the rules count


def test_bench_and_database_agree(body):
    deputy = make_boards.seat(body, deputy_of=body.seats[0])
    make_boards.seat(body, is_voting=False)
    item = make_boards.item(body)
    make_boards.open_meeting(item.session, body, present=[deputy, *body.seats[1:4]])
    recusals.declare(item=item, by=body.seats[1].user)
    now = timezone.now()
    assert database_bench(item, now) == (set(bodies.bench(item, at=now).voters), bodies.bench(item, at=now).base)


def database_bench(item, at):
    with connection.cursor() as cursor:
        cursor.execute("SELECT seat, counts FROM fund_bench(%s, %s)", [item.pk, at])
        rows = cursor.fetchall()
    return {seat for seat, _counts in rows if seat}, sum(counts for _seat, counts in rows)
