"""Bodies: rules as data, seats, ties; and what a tie does to an agenda."""

import pytest
from django.utils import timezone

from fund.actions import applicants
from fund.choices.conflicts import TieKind
from fund.models import Board, BoardTie, Seat
from tests.fund import make, make_boards
from tests.fund.board_pages import browser, post, said, sent, url
from tests.offers.make import organisation
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_boards.body(3)


@pytest.fixture
def office(body):
    return browser(body.office)


def rules(**fields):
    defaults = {
        "name": "Lenkungskreis Südosteuropa",
        "fund": "",
        "quorum_percent": 50,
        "quorum_least": 2,
        "majority": "cast",
        "tie": "rejected",
        "invitation_days": 14,
        "source": "Beispiel",
    }
    return sent(**defaults | fields)


def test_a_body_is_founded_once_however_often_one_clicks(office):
    data = rules(key="lenkungskreis")
    for _ in range(2):
        answer = office.post(url("board-create"), data, follow=True)
        assert answer.redirect_chain == [(url("board-detail", "lenkungskreis"), 302)]
    board = Board.objects.get(key="lenkungskreis")
    assert [board.fund, board.quorum_least, board.invitation_days] == [None, 2, 14]
    assert "mindestens 14 volle Tage" in answer.content.decode()


def test_bad_rules_are_kept_and_refused_at_their_field(office):
    answer = office.post(url("board-create"), rules(key="lenkungskreis", quorum_percent=100, name="Getippt"))
    assert answer.status_code == 200
    assert "Getippt" in answer.content.decode()
    assert not Board.objects.filter(key="lenkungskreis").exists()


def test_changed_rules_count_and_two_editors_see_both_texts(body, office):
    board, old = body.board, body.board.version
    data = rules(version=old, fund=board.fund_id, name="Neu")
    assert said(office.post(url("board-edit", board.key), data, follow=True)) == ["Die Regeln sind gespeichert."]
    second = office.post(url("board-edit", board.key), rules(version=old, fund=board.fund_id, name="Anders"))
    assert second.context["form"].conflict.fields[0]["theirs"] == "Neu"
    board.refresh_from_db()
    assert [board.name, board.version] == ["Neu", old + 1]


def test_rules_stay_while_a_session_runs(body, office):
    item = make_boards.topic(body)
    make_boards.open_meeting(item.session, body)
    answer = office.post(url("board-edit", body.board.key), rules(version=body.board.version))
    assert answer.context["form"].non_field_errors() == [
        "Während einer Sitzung dieses Gremiums bleiben seine Regeln, wie sie sind."
    ]


def seat_form(user, **fields):
    return sent(user=user.pk, starts_on=timezone.localdate().isoformat(), is_voting="on") | fields


def test_a_seat_is_given_to_members_of_the_role_only(body, office):
    member, other = make.somebody("Neu", "lenkungsgruppe"), make.somebody("Ohne Rolle")
    refused = office.post(url("seat-create", body.board.key), seat_form(other))
    assert list(refused.context["form"].errors) == ["user"]
    data = seat_form(member, deputy_of=body.seats[1].pk)
    office.post(url("seat-create", body.board.key), data)
    office.post(url("seat-create", body.board.key), data)
    assert [seat.deputy_of for seat in Seat.objects.filter(user=member)] == [body.seats[1]]
    again = office.post(url("seat-create", body.board.key), seat_form(member))
    assert again.context["form"].non_field_errors() == ["Diese Person hat in diesem Gremium schon einen Sitz."]


def test_a_term_ends_on_the_day_that_is_given(body, office):
    seat, today = body.seats[2], timezone.localdate()
    answer = post(office, "seat-detail", seat, ends_on=today.isoformat())
    assert said(answer) == [f"Die Amtszeit endet am {today:%d.%m.%Y}. Dieser Tag zählt noch."]
    seat.refresh_from_db()
    assert seat.ends_on == today


def test_a_tie_finds_its_conflict_on_an_open_agenda_and_both_pages_tell_it(body, office):
    house = organisation(name="Verein am Kanal e. V.")
    club = make.applicant()
    applicants.link(applicant=club, organisation=house, by=body.office)
    item = make_boards.item(body, applicant=club)
    page = office.get(url("session-detail", item.session)).content.decode()
    assert "Befangenheit" not in page
    data = sent(kind=TieKind.EMPLOYEE, organisation=house.pk)
    for _ in range(2):
        office.post(url("tie-create", body.seats[1]), data)
    assert [tie.organisation for tie in body.seats[1].ties.all()] == [house]
    for name in ("session-detail", "session-invite"):
        page = office.get(url(name, item.session)).content.decode()
        assert f"<strong>{body.seats[1].user.name}</strong>: nimmt nicht teil" in page


def test_members_tell_their_own_ties_and_nobody_elses(body):
    house = organisation(name="Verein am Kanal e. V.")
    member = browser(body.seats[1].user)
    answer = member.post(url("tie-create", body.seats[1]), sent(kind=TieKind.RELATIVE, organisation=house.pk))
    assert answer.status_code == 302
    tie = BoardTie.objects.get()
    assert [member.get(url("seat-detail", seat)).status_code for seat in body.seats] == [404, 200, 404]
    assert member.post(url("tie-create", body.seats[0]), sent()).status_code == 404
    assert browser(body.seats[0].user).post(url("tie-end", tie)).status_code == 404
    assert said(post(member, "tie-end", tie)) == [f"Die Bindung an {house} ist beendet."]
    assert said(post(member, "tie-end", tie)) == [f"Die Bindung an {house} war schon beendet."]


def test_a_member_cannot_end_a_seat(body):
    member = browser(body.seats[1].user)
    post(member, "seat-detail", body.seats[1], ends_on=timezone.localdate().isoformat())
    assert Seat.objects.get(pk=body.seats[1].pk).ends_on is None


@pytest.mark.parametrize("name", ["board-list", "board-detail"])
def test_more_rows_cost_no_more_queries(body, office, name):
    house = organisation()

    def more():
        make_boards.body(1)
        seat = make_boards.seat(body)
        BoardTie.objects.create(
            seat=seat, kind="partner", organisation=house, told_at=timezone.now(), told_by=body.office
        )

    args = [body.board.key] if name == "board-detail" else []
    assert_constant_queries(office, url(name, *args), more, sizes=(1, 3), at_most=20)
