"""Conflicts of interest: eight constellations agree in vote, papers, quorum and minutes; declared, raised, ruled."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fund import bodies, minutes_text
from fund.actions import agenda, boards, recusals, resolutions, sessions, votes
from fund.choices.agenda import ItemState
from fund.choices.conflicts import Ruling, Standing, TieKind
from fund.choices.recusals import RecusalOrigin
from fund.models import AgendaItem, BoardTie, Recusal, Vote
from herne_integration.rules import RuleBroken
from offers.models import Organisation
from tests.fund import make, make_boards
from tests.offers.make import organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_boards.body(5)


def linked_applicant(**fields):
    """An applicant that the office has found in the directory: ties can be found."""
    made = make.applicant(**fields)
    made.organisation, made.linked_at, made.linked_by = organisation(), timezone.now(), make.office()
    made.save()
    return made


def tie(seat, kind, to, *, by, **fields):
    return boards.tell_tie(seat=seat, kind=kind, organisation=to, by=by, **fields)


def over():
    """Ended last year."""
    day = timezone.localdate()
    return {"starts_on": day - timedelta(days=900), "ends_on": day - timedelta(days=300)}


# Each constellation: who of the five has which tie, and whether her seat takes part. The deputy is the sixth.
BOARD, EMPLOYEE = (TieKind.BOARD_MEMBER, {}), (TieKind.EMPLOYEE, {})
CONSTELLATIONS = {
    "board": (*BOARD, False),
    "employee": (*EMPLOYEE, False),
    "own department": (TieKind.OWN_DEPARTMENT, {}, False),
    "relative": (TieKind.RELATIVE, {}, False),
    "former board": (TieKind.BOARD_MEMBER, over, True),
    "partner organisation": (TieKind.PARTNER, {}, True),
    "none": (None, {}, True),
}


def prepare(body, kind, fields, applicant):
    """A member with that tie, everybody in the room, the item open."""
    if kind:
        values = fields() if callable(fields) else fields
        tie(body.seats[1], kind, applicant.organisation, by=body.office, **values)
    item = make_boards.item(body, applicant=applicant)
    make_boards.open_meeting(item.session, body)
    return agenda.open_item(item=item, by=body.office)


def check(body, item, seat, *, takes_part):
    """Vote, papers, quorum and minutes say the same about one seat."""
    user, day = seat.user, timezone.localdate()
    assert bodies.may_open_papers(user, item) is takes_part
    assert AgendaItem.objects.papers_open_to(user, day=day).filter(pk=item.pk).exists() is takes_part
    assert AgendaItem.objects.visible_to(user, day=day).filter(pk=item.pk).exists()
    bench = bodies.bench(item, at=timezone.now())
    assert (seat.pk in bench.voters) is takes_part
    if takes_part:
        votes.cast(item=item, choice="yes", by=user)
    else:
        with pytest.raises(RuleBroken, match="Interessenkonflikts"):
            votes.cast(item=item, choice="yes", by=user)
        raw = {"holder": user, "choice": "yes", "cast_at": timezone.now(), "cast_by": user}
        with pytest.raises(IntegrityError, match="fund_vote_not_of_the_recused"), transaction.atomic():
            Vote.objects.create(item=item, seat=seat, **raw)
    others = [one for one in body.seats if one != seat]
    make_boards.vote(item, others, "yyyn")
    resolution = resolutions.pass_resolution(item=item, by=body.office)
    counted = 5 if takes_part else 4
    assert [resolution.present, resolution.base] == [counted, counted]
    item = AgendaItem.objects.get(pk=item.pk)
    sessions.close_session(session=item.session, by=body.office)
    text = minutes_text.compose(item.session)
    assert f"Stimmberechtigt anwesend: {counted} von {counted}" in text
    assert (f"Befangenheit {user.name}" in text and "Abstimmung nicht teilgenommen" in text) is not takes_part
    return text


@pytest.mark.parametrize("name", CONSTELLATIONS)
def test_a_constellation_agrees_everywhere(body, name):
    kind, fields, takes_part = CONSTELLATIONS[name]
    item = prepare(body, kind, fields, linked_applicant())
    text = check(body, item, body.seats[1], takes_part=takes_part)
    found = Recusal.objects.filter(seat=body.seats[1])
    assert [one.origin for one in found] == ([] if kind is None else [RecusalOrigin.FOUND])
    assert ("Abstimmung teilgenommen" in text) is (takes_part and kind is not None)


def test_a_deputy_inherits_and_is_refused_like_her_member(body):
    applicant = linked_applicant()
    deputy = make_boards.seat(body, deputy_of=body.seats[1])
    item = prepare(body, TieKind.EMPLOYEE, {}, applicant)
    sessions.arrive(session=item.session, seat=deputy, by=body.office)
    assert {one.seat for one in Recusal.objects.in_force()} == {body.seats[1], deputy}
    assert not bodies.may_open_papers(deputy.user, item)
    with pytest.raises(RuleBroken, match="Interessenkonflikts"):
        votes.cast(item=item, choice="yes", by=deputy.user)
    check(body, item, body.seats[1], takes_part=False)


def test_a_relative_is_personal_and_the_deputy_takes_the_seat(body):
    deputy = make_boards.seat(body, deputy_of=body.seats[1])
    item = prepare(body, TieKind.RELATIVE, {}, linked_applicant())
    with pytest.raises(RuleBroken, match="Nicht anwesend"):
        votes.cast(item=item, choice="yes", by=deputy.user)
    sessions.arrive(session=item.session, seat=deputy, by=body.office)
    assert deputy.pk in bodies.bench(item, at=timezone.now()).voters
    votes.cast(item=item, choice="yes", by=deputy.user)
    make_boards.vote(item, [body.seats[0], *body.seats[2:]], "yyyy")
    assert resolutions.pass_resolution(item=item, by=body.office).present == 5


def test_a_deputy_gives_the_seat_back_when_the_member_comes(body):
    deputy = make_boards.seat(body, deputy_of=body.seats[1])
    item = make_boards.item(body)
    session = make_boards.open_meeting(item.session, body, present=[body.seats[0], *body.seats[2:], deputy])
    item = make_boards.vote(item, [deputy], "n")
    sessions.arrive(session=session, seat=body.seats[1], by=body.office)
    assert not Vote.objects.exists()
    with pytest.raises(RuleBroken, match="schon besetzt"):
        votes.cast(item=item, choice="yes", by=deputy.user)
    votes.cast(item=item, choice="yes", by=body.seats[1].user)


def test_a_conflict_is_declared_in_one_click_and_takes_the_vote_along(body):
    item = make_boards.ready_item(body, letters="yyyyy")
    declared = recusals.declare(item=item, by=body.seats[2].user)
    assert [declared.origin, declared.standing] == [RecusalOrigin.DECLARED, Standing.EXCLUDED]
    assert Vote.objects.count() == 4
    assert recusals.declare(item=item, by=body.seats[2].user) == declared
    assert resolutions.pass_resolution(item=item, by=body.office).base == 4
    with pytest.raises(RuleBroken, match="schon erledigt"):
        recusals.declare(item=item, by=body.seats[3].user)
    with pytest.raises(RuleBroken, match="keinen Sitz"):
        recusals.declare(item=make_boards.item(body), by=make.somebody())


def test_the_board_upholds_or_dismisses(body):
    item = make_boards.ready_item(body, letters="yyyyy")
    doubt = recusals.raise_doubt(item=item, seat=body.seats[3], reason="Nachbarin", by=body.office)
    assert not doubt.is_in_force
    recusals.rule(recusal=doubt, ruling=Ruling.UPHELD, by=body.office, text="4 zu 0")
    assert [Vote.objects.count(), bodies.may_open_papers(body.seats[3].user, item)] == [4, False]
    with pytest.raises(RuleBroken, match="schon beschlossen"):
        recusals.rule(recusal=doubt, ruling=Ruling.DISMISSED, by=body.office)
    declared = recusals.declare(item=item, by=body.seats[2].user)
    recusals.rule(recusal=declared, ruling=Ruling.DISMISSED, by=body.office)
    votes.cast(item=item, choice="no", by=body.seats[2].user)
    resolution = resolutions.pass_resolution(item=item, by=body.office)
    assert [resolution.yes, resolution.no, resolution.base] == [3, 1, 4]


def test_a_tie_told_later_is_found_for_what_is_still_to_be_decided(body):
    applicant = linked_applicant()
    item = make_boards.item(body, applicant=applicant)
    assert not Recusal.objects.exists()
    own = tie(body.seats[1], TieKind.BOARD_MEMBER, applicant.organisation, by=body.seats[1].user)
    assert Recusal.objects.in_force().get().item == item
    assert [BoardTie.objects.visible_to(one.user).count() for one in body.seats[:3]] == [0, 1, 0]
    with pytest.raises(RuleBroken, match="schon angegeben"):
        tie(body.seats[1], TieKind.BOARD_MEMBER, applicant.organisation, by=body.office)
    with pytest.raises(RuleBroken, match="Projektbüro"):
        boards.end_tie(tie=own, by=body.seats[2].user)


def test_work_for_the_city_is_no_conflict_with_another_department(body):
    city = organisation(name="Stadt Herne")
    applicant = linked_applicant(kind="department")
    Organisation.objects.filter(pk=applicant.organisation.pk).update(parent=city)
    tie(body.seats[1], TieKind.EMPLOYEE, city, by=body.office)
    item = make_boards.item(body, applicant=applicant)
    assert not item.recusals.exists()
    assert bodies.party_of(AgendaItem.objects.get(pk=item.pk)).city == city.pk


def test_a_tie_to_a_partner_that_the_application_names_is_a_question_for_the_board(body):
    partner, other = organisation(name="Haus der Begegnung e. V."), organisation(name="Chor Sodingen")
    tie(body.seats[1], TieKind.BOARD_MEMBER, partner, by=body.office)
    tie(body.seats[2], TieKind.BOARD_MEMBER, other, by=body.office)
    application = make_boards.admissible(body, partners="Haus der Begegnung; Schule am Park")
    item = make_boards.item(body, application=application)
    found = item.recusals.get()
    assert (found.seat, found.standing) == (body.seats[1], Standing.QUESTION)
    assert found.reason.startswith("Eine Partnereinrichtung arbeitet im Projekt mit")


def test_a_recusal_stays_and_comes_before_the_decision(body):
    item = make_boards.ready_item(body, letters="yyyyy")
    recusal = recusals.declare(item=item, by=body.seats[0].user)
    with pytest.raises(IntegrityError, match="fund_recusal_stays"), transaction.atomic():
        recusal.delete()
    row = {"origin": "found", "standing": "excluded", "reason": "Grund", "raised_at": timezone.now()}
    row |= {"raised_by": body.office}
    with pytest.raises(IntegrityError, match="fund_recusal_has_no_vote"), transaction.atomic():
        Recusal.objects.create(item=item, seat=body.seats[1], **row)
    with pytest.raises(IntegrityError, match="fund_recusal_of_a_seat_of_the_board"), transaction.atomic():
        Recusal.objects.create(item=item, seat=make_boards.body(1).seats[0], **row)
    resolutions.pass_resolution(item=item, by=body.office)
    item.refresh_from_db()
    assert item.state == ItemState.PASSED
    with pytest.raises(IntegrityError, match="fund_recusal_before_the_decision"), transaction.atomic():
        Recusal.objects.create(item=item, seat=body.seats[1], **row)


def test_a_clerk_who_sits_on_the_board_and_is_recused_reads_nothing(body):
    clerk = make_boards.seat(body, user=body.office)
    item = make_boards.item(body)
    recusals.declare(item=item, by=clerk.user)
    day = timezone.localdate()
    assert AgendaItem.objects.visible_to(clerk.user, day=day).get() == item
    assert not AgendaItem.objects.papers_open_to(clerk.user, day=day)


def test_a_person_has_one_seat_and_a_board_one_chair(body):
    with pytest.raises(RuleBroken, match="schon einen Sitz"):
        make_boards.seat(body, user=body.seats[1].user)
    with pytest.raises(RuleBroken, match="Vorsitz"):
        make_boards.seat(body, is_chair=True)
    with pytest.raises(RuleBroken, match="Mitglied desselben Gremiums"):
        make_boards.seat(body, deputy_of=make_boards.body(1).seats[0])
    boards.end_seat(seat=body.seats[1], by=body.office, ends_on=timezone.localdate() - timedelta(days=1))
    make_boards.seat(body, user=body.seats[1].user, starts_on=timezone.localdate())
