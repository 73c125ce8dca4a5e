"""Meine Übersicht."""

import pytest
from django.test import Client
from django.utils import timezone

from offers.choices import Origin
from tests import pages
from tests.offers import make, make_info, make_paths, make_structure
from tests.people import log_in, person

pytestmark = pytest.mark.django_db
OVERVIEW = "/de/uebersicht/"


def items(client):
    """(title, count) of what stands there."""
    return [(item.title, item.count) for item in client.get(OVERVIEW).context["items"]]


def test_a_stranger_is_asked_to_log_in(client):
    response = client.get(OVERVIEW)
    assert response.status_code == 302
    assert response["Location"].startswith("/de/konto/")


def test_somebody_without_a_role_reads_that_nothing_waits():
    make.offer()
    response = log_in(Client(), person("Neu")).get(OVERVIEW)
    assert "Gerade wartet nichts auf Sie" in response.content.decode()


def test_the_redaktion_sees_what_there_is_to_do_with_the_way_there():
    editor = person("Eva", "redaktion")
    make.offer()
    make.offer(origin=Origin.ELSEWHERE)
    make.confirmed_offer(by=editor, review_on=timezone.localdate())
    make.translation(make.confirmed_offer(by=editor, text_revision=2), source_revision=1)
    client = log_in(Client(), editor)
    assert items(client) == [
        ("Nicht bestätigte Angebote in Herne", 1),
        ("Angebote, deren Prüfung fällig ist", 1),
        ("Veraltete Übersetzungen (Arabisch)", 1),
    ]
    for item in client.get(OVERVIEW).context["items"]:
        response = client.get(item.url)
        assert response.status_code == 200


def test_the_redaktion_sees_what_paths_information_and_structure_leave_open():
    editor = person("Eva", "redaktion")
    make_paths.published_path("Anmelden", by=editor)
    make_info.published(by=editor)
    make_structure.part()
    client = log_in(Client(), editor)
    found = dict(items(client))
    assert found.pop("Offene Punkte in Beratungswegen") > 0
    assert found == {
        "Nicht bestätigte Informationsseiten": 1,
        "Nicht bestätigte Gremien, Netzwerke und Programme": 1,
    }
    for item in client.get(OVERVIEW).context["items"]:
        assert client.get(item.url).status_code == 200


def test_german_items_on_an_arabic_overview_say_so():
    make.offer()
    response = log_in(Client(), person("Eva", "redaktion")).get("/ar/uebersicht/")
    assert pages.language_of(response, "Nicht bestätigte Angebote in Herne") == ("de", "ltr")


def test_archived_offers_wait_for_nobody():
    editor = person("Eva", "redaktion")
    make.archived_offer(by=editor, review_on=timezone.localdate())
    assert items(log_in(Client(), editor)) == []


def test_only_reading_is_possible():
    assert log_in(Client(), person("Neu")).post(OVERVIEW).status_code == 405
