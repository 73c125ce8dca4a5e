"""The work list of the Redaktion."""

from datetime import timedelta

import pytest
from django.utils import timezone

from offers.choices import Origin
from tests.offers import make
from tests.offers.editing import editor
from tests.people import log_in
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
URL = "/de/redaktion/angebote/"


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


def titles(client, query=""):
    response = client.get(f"{URL}{query}")
    assert response.status_code == 200
    return [offer.title for offer in response.context["page"]]


def test_unconfirmed_entries_come_first_then_what_is_due_and_no_archive(anna):
    today = timezone.localdate()
    make.confirmed_offer(by=anna.person, title="Später", review_on=today + timedelta(days=9))
    make.confirmed_offer(by=anna.person, title="Fällig", review_on=today)
    make.archived_offer(by=anna.person, title="Archiv")
    make.offer(title="Zebra")
    make.offer(title="Äpfel")
    assert titles(anna) == ["Äpfel", "Zebra", "Fällig", "Später"]


def test_it_is_narrowed_by_state(anna):
    make.confirmed_offer(by=anna.person, title="Bestätigt")
    make.archived_offer(by=anna.person, title="Archiv")
    make.offer(title="Offen")
    assert titles(anna, "?state=confirmed") == ["Bestätigt"]
    assert titles(anna, "?state=archived") == ["Archiv"]
    assert titles(anna, "?state=alle") == ["Offen", "Bestätigt", "Archiv"]


def test_it_is_narrowed_by_origin_and_words(anna):
    make.offer(title="Deutsch in Bochum", origin=Origin.NEIGHBOUR)
    make.offer(title="Deutsch in Herne")
    make.offer(title="Sport", organisation=make.organisation(name="Deutscher Sportverein"))
    assert titles(anna, "?origin=ruhr") == ["Deutsch in Bochum"]
    assert titles(anna, "?q=deutsch+sport") == ["Sport"]
    assert titles(anna, "?q=%00") == ["Deutsch in Bochum", "Deutsch in Herne", "Sport"]


def test_it_finds_what_is_due(anna):
    make.offer(title="Fällig", review_on=timezone.localdate())
    make.offer(title="Morgen", review_on=timezone.localdate() + timedelta(days=1))
    make.offer(title="Ohne Tag")
    assert titles(anna, "?due=1") == ["Fällig"]


def test_it_finds_missing_outdated_and_unreviewed_translations(anna):
    make.offer(title="Ohne")
    make.translation(make.offer(title="Neu"), language="ar")
    make.translation(make.offer(title="Alt", text_revision=2), language="ar", source_revision=1)
    assert titles(anna, "?translation=ar-fehlt") == ["Ohne"]
    assert titles(anna, "?translation=ar-veraltet") == ["Alt"]
    assert titles(anna, "?translation=ar-ungeprueft") == ["Alt", "Neu"]
    assert titles(anna, "?translation=en-fehlt") == ["Alt", "Neu", "Ohne"]


def test_it_says_how_far_each_translation_is(anna):
    offer = make.offer(text_revision=2)
    make.translation(offer, language="ar", source_revision=1)
    page = anna.get(URL).content.decode()
    assert "Englisch: fehlt" in page
    assert "Arabisch: veraltet" in page


@pytest.mark.parametrize("query", ["?state=quatsch", "?page=-7", "?page=999", "?due=x&origin=y&translation=z"])
def test_nonsense_in_the_address_narrows_nothing(anna, query):
    make.offer(title="Deutsch")
    assert titles(anna, query) == ["Deutsch"]


def test_an_empty_list_offers_the_way_to_a_new_entry(anna):
    page = anna.get(f"{URL}?q=gibtesnicht").content.decode()
    assert "Kein Angebot passt dazu" in page
    assert "/de/redaktion/angebote/neu/" in page


def test_one_row_costs_what_fifty_cost(anna):
    def one():
        make.translation(make.offer(), language="ar")

    assert_constant_queries(anna, URL, one, at_most=14)


def test_the_page_stays_light_at_any_size(anna):
    for _ in range(30):
        make.offer(title="Ein Angebot mit einem eher langen Titel, wie es sie gibt")
    assert len(anna.get(URL).content) < 60_000


class TestWhoMay:
    def test_strangers_are_sent_to_the_log_in(self, client):
        response = client.get(URL)
        assert response.status_code == 302
        assert "next=/de/redaktion/angebote/" in response.url

    def test_people_without_the_role_are_refused(self, client, newcomer):
        assert log_in(client, newcomer).get(URL).status_code == 403

    def test_without_a_second_factor_it_is_asked_for(self, client, redaktion):
        response = log_in(client, redaktion, second_factor=False).get(URL)
        assert response.status_code == 302
        assert "next=" in response.url

    def test_it_is_only_read(self, anna):
        assert anna.post(URL).status_code == 405

    def test_staff_pages_are_german(self, anna):
        assert anna.get("/ar/redaktion/angebote/?q=x").url == "/de/redaktion/angebote/?q=x"
