"""A meeting on one page: who is there, hands, results; what is refused is said, what is counted is counted once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from fund.actions import sessions, votes
from fund.choices.agenda import ItemState
from fund.choices.sessions import SessionState
from fund.models import Attendance, Award, Minutes, Resolution, Session, Vote
from tests.fund import make_boards
from tests.fund.board_pages import browser, post, said, sent, show_hands, url
from tests.queries import assert_constant_queries, count_queries

pytestmark = pytest.mark.django_db
NUMBERS = ("yes", "no", "abstained", "present", "base", "needed")


@pytest.fixture
def body():
    return make_boards.body(5)


@pytest.fixture
def office(body):
    return browser(body.office)


def called(body, *, present=None, **fields):
    """An item that is open in a running meeting."""
    item = make_boards.item(body, **fields)
    make_boards.open_meeting(item.session, body, present=present)
    return make_boards.vote(item, [], "")


def result(client, item, **fields):
    """Establishes the result; the page where one ends."""
    return client.post(url("resolution-create", item), sent(**fields), follow=True)


def written(office, session):
    """Closes the session; the draft of its minutes."""
    post(office, "session-close", session)
    post(office, "minutes-draft", session)
    return session.minutes.text


def line(resolution):
    """The numbers as the minutes give them, read from the database."""
    return (
        f"Stimmberechtigt anwesend: {resolution.present} von {resolution.base}, nötig: {resolution.needed}."
        f" Ja: {resolution.yes}, Nein: {resolution.no}, Enthaltung: {resolution.abstained}."
    )


def numbers(resolution):
    return [getattr(resolution, name) for name in NUMBERS]


def test_a_meeting_from_opening_to_minutes(body, office):
    item = make_boards.item(body, amount="1000.00")
    sessions.invite(session=item.session, by=body.office)
    session = item.session
    assert said(post(office, "session-open", session)) == ["Die Sitzung ist eröffnet. Tragen Sie ein, wer da ist."]
    assert said(post(office, "attendance-change", session, alle="1"))[0].startswith("5 Mitglieder")
    post(office, "item-open", item)
    assert said(show_hands(office, item, body.seats, "yyyna")) == ["5 Stimmen sind eingetragen."]
    answer = result(office, item, amount="900,50", condition_1="Bericht vorlegen", due_1="2027-03-31")
    resolution = Resolution.objects.get()
    assert said(answer) == [f"TOP 1: angenommen (Beschluss {resolution.number})."]
    assert numbers(resolution) == [3, 1, 1, 5, 5, 3]
    award = Award.objects.get()
    assert [award.amount, award.conditions.get().text] == [Decimal("900.50"), "Bericht vorlegen"]
    text = written(office, session)
    assert line(resolution) in text
    assert "Auflage 1: Bericht vorlegen" in text


def test_a_second_click_on_the_result_makes_no_second_resolution(body, office):
    item = called(body)
    show_hands(office, item, body.seats, "yyyyy")
    data = sent(amount="1000")
    for _ in range(2):
        answer = office.post(url("resolution-create", item), data, follow=True)
        assert answer.redirect_chain == [(url("session-run", item.session), 302)]
    assert Resolution.objects.count() == 1
    again = result(office, item)
    assert again.context["resolution_form"].non_field_errors() == ["Zu diesem Punkt wird gerade nicht abgestimmt."]


def test_more_than_was_asked_for_is_refused_and_what_was_typed_stays(body, office):
    item = called(body, amount="1000.00")
    show_hands(office, item, body.seats, "yyyyy")
    answer = result(office, item, amount="1000,01", text="Mein Wortlaut")
    assert "höchstens die beantragte Summe" in answer.content.decode()
    assert "Mein Wortlaut" in answer.content.decode()
    bad = result(office, item, amount="-5")
    assert list(bad.context["resolution_form"].errors) == ["amount"]
    lonely = result(office, item, due_1="2027-03-31")
    assert list(lonely.context["resolution_form"].errors) == ["condition_1"]
    assert not Resolution.objects.exists()


def test_a_tie_is_a_rejection_and_the_minutes_say_so(body, office):
    item = called(body)
    show_hands(office, item, body.seats, "yynna")
    result(office, item)
    resolution = Resolution.objects.get()
    assert [resolution.verdict, numbers(resolution)] == ["rejected", [2, 2, 1, 5, 5, 3]]
    text = written(office, item.session)
    assert line(resolution) in text
    assert "Stimmengleichheit: Der Antrag ist abgelehnt." in text


def test_without_a_quorum_nothing_is_decided_and_the_item_is_put_off(body, office):
    item = called(body, present=body.seats[:2])
    page = office.get(url("session-run", item.session)).content.decode()
    assert "Nicht beschlussfähig: 2 von 5 Stimmberechtigten sind da, nötig sind 3." in page
    assert "Ergebnis feststellen" not in page
    show_hands(office, item, body.seats[:2], "yy")
    refused = result(office, item)
    assert refused.context["resolution_form"].non_field_errors()[0].startswith("Nicht beschlussfähig: 2 von 5")
    post(office, "item-defer", item, reason="nicht beschlussfähig")
    text = written(office, item.session)
    assert "Vertagt: nicht beschlussfähig" in text
    assert "Beschluss " not in text


def test_there_are_never_more_votes_than_people(body, office):
    item = called(body, present=body.seats[:3])
    answer = office.post(
        url("vote-hands", item), {f"seat_{seat.pk}": "yes" for seat in body.seats} | {"rest": ""}, follow=True
    )
    assert said(answer) == ["3 Stimmen sind eingetragen."]
    result(office, item)
    assert numbers(Resolution.objects.get()) == [3, 0, 0, 3, 5, 3]


def test_one_choice_counts_for_all_who_said_nothing(body, office):
    item = called(body)
    answer = post(office, "vote-hands", item, **{f"seat_{body.seats[0].pk}": "no", "rest": "yes"})
    assert said(answer) == ["5 Stimmen sind eingetragen."]
    assert sorted(Vote.objects.values_list("choice", flat=True)) == ["no", "yes", "yes", "yes", "yes"]


def test_whoever_votes_herself_is_not_written_down_by_the_office(body, office):
    item = called(body)
    votes.cast(item=item, choice="no", by=body.seats[0].user)
    form = office.get(url("session-run", item.session)).context["hands_form"]
    assert [seat.pk for seat in form.seats] == [seat.pk for seat in form.seats if seat.pk != body.seats[0].pk]
    assert len(form.seats) == 4
    show_hands(office, item, body.seats, "yyyyy")
    assert Vote.objects.get(seat=body.seats[0]).choice == "no"


def test_a_bad_word_in_the_show_of_hands_writes_nothing(body, office):
    item = called(body)
    answer = post(office, "vote-hands", item, **{f"seat_{body.seats[0].pk}": "vielleicht", "rest": "yes"})
    assert answer.context["hands_form"].errors
    assert not Vote.objects.exists()


def test_whoever_comes_late_votes_from_then_on(body, office):
    item = called(body, present=body.seats[:4])
    post(office, "attendance-change", item.session, kommt=body.seats[4].pk)
    show_hands(office, item, body.seats, "yynnn")
    result(office, item)
    resolution = Resolution.objects.get()
    assert numbers(resolution) == [2, 3, 0, 5, 5, 3]
    assert line(resolution) in written(office, item.session)


def test_whoever_leaves_early_is_not_counted_and_her_vote_is_gone(body, office):
    item = called(body)
    show_hands(office, item, body.seats, "yyynn")
    answer = post(office, "attendance-change", item.session, geht=body.seats[0].pk)
    assert said(answer) == [f"{body.seats[0].user.name} ist gegangen."]
    result(office, item)
    resolution = Resolution.objects.get()
    assert [resolution.verdict, numbers(resolution)] == ["rejected", [2, 2, 0, 4, 5, 3]]
    text = written(office, item.session)
    assert line(resolution) in text
    left = Attendance.objects.get(seat=body.seats[0]).left_at
    assert f"{body.seats[0].user.name}, Vorsitz: " in text
    assert f"bis {timezone.localtime(left):%H:%M} Uhr" in text


def test_a_time_is_taken_back_but_never_before_what_was_decided(body, office):
    item = called(body, present=body.seats[:3])
    now = timezone.localtime()
    show_hands(office, item, body.seats[:3], "yyy")
    result(office, item)
    earlier = now - timedelta(minutes=5)
    if earlier.date() != now.date():
        pytest.skip("five minutes ago was yesterday")
    data = {"kommt": body.seats[4].pk, "time": f"{earlier:%H:%M}"}
    assert office.post(url("attendance-change", item.session), data).status_code == 409
    bad = office.post(url("attendance-change", item.session), {"kommt": body.seats[4].pk, "time": "25:99"})
    assert list(bad.context["attendance_form"].errors) == ["time"]


@pytest.mark.parametrize("data", [{}, {"kommt": "00000000-0000-4000-8000-000000000000"}])
def test_a_button_that_names_nobody_is_refused(body, office, data):
    item = called(body)
    assert office.post(url("attendance-change", item.session), data).status_code in {404, 409}


def test_a_seat_that_comes_twice_is_said_in_words(body, office):
    item = called(body)
    again = office.post(url("attendance-change", item.session), {"kommt": body.seats[0].pk})
    assert again.status_code == 409
    assert "schon als anwesend eingetragen" in again.content.decode()


def test_a_doubt_is_named_and_ruled_by_the_body(body, office):
    item = called(body)
    show_hands(office, item, body.seats, "yyynn")
    post(office, "recusal-raise", item, seat=body.seats[0].pk, reason="Nachbarin der Projektleitung")
    (recusal,) = item.recusals.all()
    assert office.get(url("session-run", item.session)).context["count"].outcome.present == 5
    answer = post(office, "recusal-rule", recusal, ruling="upheld", text="einstimmig")
    assert said(answer) == ["Beschluss eingetragen: bestätigt."]
    assert office.post(url("recusal-rule", recusal), {"ruling": "dismissed"}).status_code == 409
    result(office, item)
    resolution = Resolution.objects.get()
    assert numbers(resolution) == [2, 2, 0, 4, 4, 3]
    text = written(office, item.session)
    assert "Das Gremium hat sie bestätigt. An Beratung und Abstimmung nicht teilgenommen." in text


def test_a_doubt_without_words_is_refused(body, office):
    item = called(body)
    answer = post(office, "recusal-raise", item, seat=body.seats[0].pk, reason=" ")
    assert list(answer.context["doubt_form"].errors) == ["reason"]
    assert not item.recusals.exists()


def test_a_session_with_open_items_does_not_close(body, office):
    item = called(body)
    assert office.post(url("session-close", item.session)).status_code == 409
    assert Session.objects.get().state == SessionState.OPEN


def test_the_wall_shows_no_names_while_votes_are_taken_and_the_result_afterwards(body, office):
    item = called(body)
    show_hands(office, item, body.seats, "yyynn")
    wall = office.get(url("session-projector", item.session)).content.decode()
    assert not any(seat.user.name in wall for seat in body.seats)
    assert "<strong>5</strong> von <strong>5</strong> Stimmen sind abgegeben" in wall
    assert "Angenommen" not in wall
    result(office, item)
    wall = office.get(url("session-projector", item.session)).content.decode()
    assert "Angenommen: 1.000,00 EUR" in wall
    assert not any(seat.user.name in wall for seat in body.seats)


def test_without_a_single_vote_there_is_no_result(body, office):
    item = called(body)
    page = office.get(url("session-run", item.session)).content.decode()
    assert ["Noch hat niemand abgestimmt." in page, "Ergebnis feststellen" in page] == [True, False]
    answer = result(office, item)
    assert answer.status_code == 200
    assert "Ohne eine Stimme gibt es kein Ergebnis." in answer.content.decode()
    assert not Resolution.objects.exists()


# Umlauf


def test_an_umlauf_past_its_deadline_is_counted_by_those_who_answered(body, office):
    item = make_boards.item(body, session=make_boards.circular(body))
    make_boards.open_circular(item.session, body)
    make_boards.vote(item, body.seats, "yyn--")
    page = office.get(url("session-run", item.session)).content.decode()
    assert "Geantwortet: <strong>3 von 5</strong>" in page
    assert "Ergebnis feststellen" not in page
    early = office.post(url("resolution-create", item), sent(text="So soll es heißen."))
    assert (early.status_code, Resolution.objects.count()) == (200, 0)
    words = early.content.decode()
    assert "data-error-summary" in words
    assert "So soll es heißen." in words
    make_boards.pass_deadline(item.session)
    late = browser(body.seats[3].user).post(url("vote-cast", item), {"choice": "no"})
    assert late.status_code == 409
    result(office, item)
    resolution = Resolution.objects.get()
    assert numbers(resolution) == [2, 1, 0, 3, 5, 3]
    assert line(resolution) in written(office, item.session)


def test_in_an_umlauf_nobody_grants_what_was_not_voted_on(body, office):
    item = make_boards.item(body, session=make_boards.circular(body), amount="1000.00")
    make_boards.open_circular(item.session, body)
    make_boards.vote(item, body.seats, "yyyyy")
    page = office.get(url("session-run", item.session)).content.decode()
    assert "ganze Summe, keine Auflagen" in page
    result(office, item, amount="1,00", condition_1="Quittungen", text="Im Umlauf bewilligt.")
    resolution = Resolution.objects.get()
    assert (resolution.amount_granted, resolution.with_conditions) == (Decimal("1000.00"), False)
    assert resolution.text == "Im Umlauf bewilligt."


def test_an_umlauf_without_enough_answers_is_put_off(body, office):
    item = make_boards.item(body, session=make_boards.circular(body))
    make_boards.open_circular(item.session, body)
    make_boards.vote(item, body.seats, "yy---")
    make_boards.pass_deadline(item.session)
    assert "Nicht beschlussfähig: 2 von 5" in office.get(url("session-run", item.session)).content.decode()
    post(office, "item-defer", item, reason="zu wenige Antworten")
    item.refresh_from_db()
    assert item.state == ItemState.DEFERRED


def test_an_objection_stops_the_umlauf(body, office):
    item = make_boards.item(body, session=make_boards.circular(body))
    make_boards.open_circular(item.session, body)
    member = browser(body.seats[0].user)
    answer = post(member, "vote-cast", item, choice="yes", objects="on")
    assert "Ihr Widerspruch gegen das schriftliche Verfahren ist eingetragen." in said(answer)[0]
    page = office.get(url("session-run", item.session)).content.decode()
    assert "Der Punkt kommt in eine Sitzung." in page
    assert "Ergebnis feststellen" not in page


@pytest.mark.parametrize("form", ["meeting", "circular"])
def test_more_items_cost_no_more_queries(body, office, form):
    session = make_boards.meeting(body) if form == "meeting" else make_boards.circular(body)
    make_boards.item(body, session=session)
    if form == "meeting":
        make_boards.open_meeting(session, body)
    else:
        for _ in range(2):
            make_boards.item(body, session=session)
        make_boards.open_circular(session, body)
        other = make_boards.circular(body)
        make_boards.item(body, session=other)
        make_boards.open_circular(other, body)
        costs = {counted(office, one) for one in (session, other)}
        assert len(costs) == 1
        return
    assert_constant_queries(
        office, url("session-run", session), lambda: make_boards.item(body, session=session), sizes=(1, 3), at_most=30
    )


def counted(office, session):
    """Queries of the page of an Umlauf."""
    return count_queries(office, url("session-run", session))


def test_minutes_are_not_written_before_the_session_is_over(body, office):
    item = called(body)
    assert office.post(url("minutes-draft", item.session)).status_code == 409
    assert not Minutes.objects.exists()
