"""Sessions of the office: planned, filled, ordered, invited; the money is told while one chooses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fund import books
from fund.actions import agenda, sessions
from fund.choices.agenda import ItemState
from fund.choices.applications import ApplicationState
from fund.choices.sessions import SessionState
from fund.models import Session
from herne_integration.models import OutboxMail
from offers.models import Task
from tests.fund import make_boards, make_money
from tests.fund.board_pages import browser, post, said, sent, url
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_boards.body(3)


@pytest.fixture
def office(body):
    return browser(body.office)


def planned(body, **fields):
    starts_at = timezone.localtime() + timedelta(days=20)
    defaults = {"board": body.board.pk, "form": "meeting", "name": "1. Sitzung", "place": "Rathaus"}
    return sent(**defaults | {"starts_at": f"{starts_at:%Y-%m-%dT%H:%M}"} | fields)


def order(session):
    return [str(pk) for pk in session.items.order_by("position").values_list("pk", flat=True)]


def test_a_session_is_planned_once_however_often_one_clicks(body, office):
    data = planned(body)
    for _ in range(2):
        office.post(url("session-create"), data)
    session = Session.objects.get()
    assert [session.name, session.place, session.state] == ["1. Sitzung", "Rathaus", SessionState.PLANNED]
    assert "Noch kein Punkt" in office.get(url("session-detail", session)).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"form": "circular"}, "closes_at"),
        ({"closes_at": "2030-01-01T10:00"}, "closes_at"),
        ({"form": "circular", "closes_at": "2020-01-01T10:00"}, "closes_at"),
        ({"starts_at": "morgen"}, "starts_at"),
        ({"name": ""}, "name"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field_and_kept(body, office, fields, field):
    answer = office.post(url("session-create"), planned(body, **{"place": "Getippt"} | fields))
    assert field in answer.context["form"].errors
    assert "Getippt" in answer.content.decode()
    assert not Session.objects.exists()


def test_the_date_changes_until_the_members_are_invited(body, office):
    session = make_boards.meeting(body)
    data = planned(body, name="Verschoben", version=session.version)
    assert said(office.post(url("session-edit", session), data, follow=True)) == ["Der Termin ist geändert."]
    stale = office.post(url("session-edit", session), planned(body, name="Zu spät", version=session.version))
    assert stale.context["form"].conflict
    make_boards.topic(body, session=session)
    sessions.invite(session=session, by=body.office)
    session.refresh_from_db()
    late = office.post(url("session-edit", session), planned(body, version=session.version))
    assert late.context["form"].non_field_errors() == [sessions.INVITED]
    assert Session.objects.get().name == "Verschoben"


def test_applications_are_taken_in_the_suggested_order_and_their_sums_reserved(body, office):
    late, early, left_out = (make_boards.admissible(body, amount=amount) for amount in ("100.10", "50.05", "7.00"))
    type(early).objects.filter(pk=early.pk).update(state_since=timezone.now() - timedelta(days=9))
    session = make_boards.meeting(body)
    rows = office.get(url("agenda-add", session)).context["form"].rows
    assert [application for application, _box, _pot in rows] == [early, late, left_out]
    key = rows[0][2].value()
    data = sent(**{f"take_{one.pk}": "on" for one in (late, early)}, **{f"pot_{one.pk}": key for one in (late, early)})
    for _ in range(2):
        answer = office.post(url("agenda-add", session), data, follow=True)
        assert answer.redirect_chain == [(url("session-detail", session), 302)]
    items = list(session.items.order_by("position"))
    assert [item.application for item in items] == [early, late]
    assert f"{books.pot(body.purse.year, body.purse.source).reserved}" == "150.15"
    left_out.refresh_from_db()
    assert left_out.state == ApplicationState.ADMISSIBLE


def test_new_figures_are_told_before_anything_is_saved(body, office):
    one = make_boards.admissible(body, amount="199999.99")
    session = make_boards.item(body, amount="0.02").session
    page = office.get(url("agenda-add", session))
    key = page.context["form"].rows[0][2].value()
    assert "199.999,98" in page.content.decode()
    data = sent(**{f"take_{one.pk}": "on", f"pot_{one.pk}": key, "rechnen": "1"})
    summed = office.post(url("agenda-add", session), data).content.decode()
    assert "Zusammen fehlen <strong>0,01 EUR</strong>" in summed
    assert "Nicht alles kann bewilligt werden." in summed
    assert session.items.count() == 1


def test_a_box_without_a_pot_is_refused_with_the_box_kept(body, office):
    one, session = make_boards.admissible(body), make_boards.meeting(body)
    answer = office.post(url("agenda-add", session), sent(**{f"take_{one.pk}": "on"}))
    assert answer.context["form"].errors == {f"pot_{one.pk}": ["Bitte einen Topf wählen."]}
    assert f'name="take_{one.pk}"' in answer.content.decode()
    assert not session.items.exists()


def test_money_set_aside_for_the_field_is_suggested(body, office):
    envelope = make_money.envelope(body.purse, amount="500.00", field="ankommen")
    make_boards.admissible(body)
    rows = office.get(url("agenda-add", make_boards.meeting(body))).context["form"].rows
    assert rows[0][2].value().endswith(f"-{envelope.pk}")


def test_one_that_cannot_be_taken_takes_none(body, office):
    """Somebody else was faster with one of the two."""
    first, second = make_boards.admissible(body), make_boards.admissible(body)
    session = make_boards.meeting(body)
    key = office.get(url("agenda-add", session)).context["form"].rows[0][2].value()
    data = sent(**{f"take_{one.pk}": "on" for one in (first, second)}, **{f"pot_{o.pk}": key for o in (first, second)})
    make_boards.item(body, application=second)
    office.post(url("agenda-add", session), data, follow=True)
    assert [item.application for item in session.items.all()] in ([first], [])


def test_a_gap_becomes_a_topic_with_its_task_and_its_resolution_flows_back(body, office):
    task = Task.objects.first() or Task.objects.create(key="arztbesuch", label="Begleitung zum Arzt")
    session = make_boards.meeting(body)
    page = office.get(f"{url('topic-create', session)}?aufgabe={task.key}")
    assert page.context["form"]["topic_source"].value() == "gap"
    data = sent(title=task.label, topic_source="gap", task=task.pk, source_text="Niemand ist zuständig.")
    for _ in range(2):
        office.post(url("topic-create", session), data)
    item = session.items.get()
    make_boards.open_meeting(session, body)
    make_boards.vote(item, body.seats, "yyy")
    office.post(url("resolution-create", item), sent(text="Die Stadt fragt den Kreis."))
    listed = office.get(url("topic-list")).content.decode()
    assert ["Noch nicht zurückgemeldet." in listed, "Arbeit des Projektbüros" in listed] == [True, True]
    answer = post(office, "item-report", item, to="Fachbereich Gesundheit", text="Die Stadt fragt den Kreis.")
    page = answer.content.decode()
    assert "an Fachbereich Gesundheit." in page
    assert f'href="/de/wer-hilft/{task.key}/"' in page
    member = browser(body.seats[0].user).get(url("topic-list")).content.decode()
    assert "Fachbereich Gesundheit" in member
    assert "Meldung ändern" not in member


def test_items_move_up_and_down_and_stop_at_the_ends(body, office):
    session = make_boards.meeting(body)
    first, second = (make_boards.topic(body, session=session) for _ in range(2))
    post(office, "item-move", second, richtung="hoch")
    assert order(session) == [str(second.pk), str(first.pk)]
    post(office, "item-move", second, richtung="hoch")
    post(office, "item-move", first, richtung="runter")
    assert order(session) == [str(second.pk), str(first.pk)]


def test_the_suggested_order_is_taken_over(body, office):
    session = make_boards.meeting(body)
    topic, item = make_boards.topic(body, session=session), make_boards.item(body, session=session)
    again = make_boards.item(body)
    agenda.take_off(item=again, by=body.office, reason="Beispiel")
    again = make_boards.item(body, session=session, application=again.application)
    office.post(url("agenda-sort", session))
    assert order(session) == [str(one.pk) for one in (item, again, topic)]


def test_taking_off_wants_a_reason_and_frees_the_sum(body, office):
    item = make_boards.item(body)
    refused = office.post(url("item-remove", item), {"reason": " "})
    assert list(refused.context["form"].errors) == ["reason"]
    post(office, "item-remove", item, reason="Unterlagen fehlen")
    item.refresh_from_db()
    assert [item.state, books.pot(body.purse.year, body.purse.source).reserved] == [ItemState.REMOVED, 0]
    assert office.post(url("item-remove", item), {"reason": "noch einmal"}).status_code == 409


def test_the_invitation_goes_out_once_and_says_nothing_about_applications(body, office):
    item = make_boards.item(body)
    assert said(post(office, "session-invite", item.session))[0].startswith("Die Einladung ist verschickt.")
    assert office.post(url("session-invite", item.session)).status_code == 409
    mails = OutboxMail.objects.filter(subject="Einladung zu einer Sitzung")
    assert mails.count() == 3
    assert not any(item.application.number in mail.body or item.application.title in mail.body for mail in mails)


def test_a_late_invitation_is_not_offered(body, office):
    item = make_boards.item(body, session=make_boards.meeting(body, days=3))
    page = office.get(url("session-invite", item.session)).content.decode()
    assert "Die Ladungsfrist reicht nicht" in page
    assert "Einladung verschicken" not in page
    assert office.post(url("session-invite", item.session)).status_code == 409


def test_a_session_is_called_off_with_a_reason_once_it_is_empty(body, office):
    item = make_boards.topic(body)
    assert office.post(url("session-cancel", item.session), {"reason": "krank"}).status_code == 409
    agenda.take_off(item=item, by=body.office, reason="Ausfall")
    post(office, "session-cancel", item.session, reason="krank")
    assert "krank" in office.get(url("session-detail", item.session)).content.decode()


def test_a_board_without_a_fund_takes_topics_only(body):
    body.board.fund = None
    body.board.save()
    session = make_boards.meeting(body)
    make_boards.admissible(body)
    office = browser(body.office)
    page = office.get(url("session-detail", session)).content.decode()
    assert "Dieses Gremium entscheidet über Themen" in page
    assert "Anträge aufnehmen" not in page
    assert office.get(url("agenda-add", session)).context["form"].rows == []


def test_papers_of_the_invitation_are_tagged_and_kept_nowhere(body, office):
    item = make_boards.item(body)
    answer = office.get(url("session-pdf", item.session))
    assert [answer["Content-Type"], answer["Cache-Control"]] == ["application/pdf", "private, no-store"]
    assert b"/StructTreeRoot" in answer.content or b"ObjStm" in answer.content


@pytest.mark.parametrize("name", ["session-list", "topic-list", "session-detail", "session-invite", "agenda-add"])
def test_more_rows_cost_no_more_queries(body, office, name):
    session = make_boards.meeting(body)

    def more():
        make_boards.item(body, session=session)
        make_boards.topic(body)
        make_boards.admissible(body)

    args = [] if name.endswith("-list") else [session]
    assert_constant_queries(office, url(name, *args), more, sizes=(1, 3), at_most=24)
