"""Buttons that decide about an entry: confirm, archive, restore, for offers and institutions alike."""

import pytest
from django.urls import reverse

from offers.choices import State
from tests.offers import make
from tests.offers.editing import edit_url, editor
from tests.people import log_in

pytestmark = pytest.mark.django_db
THINGS = {"offer": make.offer, "organisation": make.organisation}
ANSWERS = {
    "confirm": (State.CONFIRMED, "ist geprüft und bestätigt."),
    "archive": (State.ARCHIVED, "ist archiviert."),
}


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


@pytest.fixture(params=THINGS)
def thing(request, db):
    made = THINGS[request.param]()
    made.stem = request.param
    return made


def url(thing, word):
    return reverse(f"offers:{thing.stem}-{word}", args=[thing.pk])


@pytest.mark.parametrize("word", ANSWERS)
def test_it_is_done_said_and_leads_back_to_the_entry(anna, thing, word):
    state, sentence = ANSWERS[word]
    response = anna.post(url(thing, word), {"version": 1}, follow=True)
    thing.refresh_from_db()
    assert thing.state == state
    assert response.redirect_chain[-1][0] == url(thing, "edit")
    assert f"„{thing}“ {sentence}" in response.content.decode()


@pytest.mark.parametrize("word", ANSWERS)
def test_a_second_click_is_answered_in_words(anna, thing, word):
    anna.post(url(thing, word), {"version": 1})
    response = anna.post(url(thing, word), {"version": 1})
    assert response.status_code == 409
    assert "hat sich geändert, seit Sie die Seite geöffnet haben" in response.content.decode()


@pytest.mark.parametrize("version", ["", "x", "0", "99"])
def test_nobody_decides_about_what_they_have_not_seen(anna, thing, version):
    response = anna.post(url(thing, "confirm"), {"version": version})
    assert response.status_code in {200, 409}
    thing.refresh_from_db()
    assert thing.state == State.UNCONFIRMED


def test_it_comes_back_from_the_archive(anna, thing):
    anna.post(url(thing, "archive"), {"version": 1})
    response = anna.post(url(thing, "restore"), {"version": 2}, follow=True)
    thing.refresh_from_db()
    assert thing.state == State.UNCONFIRMED
    assert "wartet auf Bestätigung" in response.content.decode()


def test_a_wrong_reason_comes_back_as_it_was_typed(anna, thing):
    response = anna.post(url(thing, "archive"), {"version": 1, "reason": "x" * 301})
    page = response.content.decode()
    assert response.status_code == 200
    assert "x" * 301 in page
    assert "höchstens 300" in page
    thing.refresh_from_db()
    assert thing.state == State.UNCONFIRMED


def test_the_page_offers_only_what_can_follow(anna, thing):
    page = anna.get(url(thing, "edit")).content.decode()
    assert [url(thing, word) in page for word in ("confirm", "archive", "restore")] == [True, True, False]
    anna.post(url(thing, "archive"), {"version": 1})
    page = anna.get(url(thing, "edit")).content.decode()
    assert [url(thing, word) in page for word in ("confirm", "archive", "restore")] == [False, False, True]


@pytest.mark.parametrize("word", ["confirm", "archive", "restore"])
class TestWhoMay:
    def test_it_is_no_link(self, anna, thing, word):
        assert anna.get(url(thing, word)).status_code == 405

    def test_strangers_are_sent_to_the_log_in(self, client, thing, word):
        assert client.post(url(thing, word), {"version": 1}).status_code == 302

    def test_people_without_the_role_are_refused(self, client, thing, word, newcomer):
        assert log_in(client, newcomer).post(url(thing, word), {"version": 1}).status_code == 403

    def test_without_a_second_factor_nothing_happens(self, client, thing, word, redaktion):
        assert log_in(client, redaktion, second_factor=False).post(url(thing, word), {"version": 1}).status_code == 302
        thing.refresh_from_db()
        assert thing.state == State.UNCONFIRMED


def test_confirming_while_saving_needs_the_entry_as_it_stands(anna):
    offer = make.confirmed_offer(by=anna.person)
    assert "Speichern und bestätigen" in anna.get(edit_url(offer)).content.decode()
    archived = make.archived_offer(by=anna.person)
    assert "Speichern und bestätigen" not in anna.get(edit_url(archived)).content.decode()
