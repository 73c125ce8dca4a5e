"""The start page."""

import pytest

from offers.models import Topic
from tests import pages
from tests.offers import make
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def test_the_start_page_offers_search_topics_and_the_phone(client):
    html = client.get("/de/").content.decode()
    assert 'action="/de/angebote/" method="get" role="search"' in html
    assert 'href="/de/angebote/?topic=wohnen"' in html
    assert 'href="tel:+492323160"' in html
    assert "Entwurf, kein Angebot der Stadt Herne" in html
    assert html.count('class="tile"') == Topic.objects.filter(is_tile=True).count()


@pytest.mark.parametrize(
    ("wanted", "page"), [("ar", "/ar/"), ("en-GB,en;q=0.9", "/en/"), ("ro", "/de/"), ("", "/de/"), ("%%%", "/de/")]
)
def test_the_root_leads_to_the_readers_language(client, wanted, page):
    response = client.get("/", headers={"accept-language": wanted})
    assert (response.status_code, response["Location"]) == (302, page)
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_reading_needs_no_cookie_few_queries_and_little_data(client, language):
    make.offer()
    response = client.get(f"/{language}/")
    assert not response.cookies
    assert 'method="post"' not in response.content.decode()
    assert pages.first_load(response) <= 60_000
    assert count_queries(client, f"/{language}/") <= 12


def test_every_part_of_the_portal_is_one_tap_away_without_a_script(client):
    html = client.get("/de/").content.decode()
    for word in ("angebote", "wer-hilft", "wege", "informationen", "ehrenamt", "fonds"):
        assert html.count(f'<li><a href="/de/{word}/"') == 2, "once in a line, once folded away"
    assert '<details class="menu main-nav__narrow">' in html
    assert 'href="/de/broschuere/"' in html
    foot = html[html.index("<footer") :]
    assert [f'href="/de/{word}/"' in foot for word in ("einrichtungen", "struktur")] == [True, True]


def test_topics_speak_the_language_of_the_page(client):
    assert "السكن" in client.get("/ar/").content.decode()


def test_a_topic_without_a_translation_is_marked_as_german(client):
    Topic.objects.filter(key="wohnen").update(labels={})
    assert pages.language_of(client.get("/ar/"), "Wohnung") == ("de", "ltr")


def test_only_reading_is_possible(client):
    assert client.post("/de/").status_code == 405


def test_headings_are_in_order(client):
    assert pages.headings_are_in_order(client.get("/de/"))
