"""A sentence to show at a counter."""

import re
from uuid import uuid4

import pytest

from offers.choices import Known, Registration
from tests import pages
from tests.accessibility import checks
from tests.offers import make
from tests.portal.make import person
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def counter(client, offer, language="de", query=""):
    """The page."""
    response = client.get(f"/{language}{offer.path}schalter/{query}")
    assert response.status_code == 200
    return response


def said(response):
    """The German sentence."""
    return response.context["chosen"].german


def test_a_sentence_asks_for_the_offer(client):
    response = counter(client, make.offer(title="Deutschkurs A1"))
    sentence = "Guten Tag. Ich interessiere mich für: „Deutschkurs A1“. Können Sie mir bitte helfen?"
    assert said(response) == sentence
    assert pages.language_of(response, sentence) == ("de", "ltr")


def test_three_sentences_are_a_link_each(client):
    offer = make.offer(title="Deutschkurs A1")
    links = re.findall(r'href="(\?satz=\w+)"', counter(client, offer).content.decode())
    sentences = [said(counter(client, offer, query=link)) for link in links]
    assert ["Können Sie mir" in sentences[0], "Termin" in sentences[1], "meine Sprache" in sentences[2]] == [True] * 3


def test_where_an_appointment_is_needed_the_first_sentence_asks_for_one(client):
    response = counter(client, make.offer(registration=Registration.APPOINTMENT))
    assert "Ich möchte bitte einen Termin" in said(response)
    assert "mit Termin" in response.content.decode()


def test_the_german_sentence_stays_german_on_an_arabic_page_and_names_the_language(client):
    offer = make.offer(title="Deutschkurs A1")
    make.translation(offer, title="دورة")
    response = counter(client, offer, "ar", "?satz=sprache")
    assert "„Deutschkurs A1“. Ich spreche Arabisch." in said(response)
    assert pages.language_of(response, said(response)) == ("de", "ltr")
    own = response.context["chosen"].own
    assert "\u2067دورة\u2069" in own.text
    assert pages.language_of(response, own.text) == ("ar", "rtl")


def test_provider_and_place_stand_below_the_sentence_and_the_unknown_does_not(client):
    place = make.location(name="Rathaus", street="Platz 2")
    offer = make.offer(organisation=make.organisation(name="Caritas"), location=place)
    html = counter(client, offer).content.decode()
    assert "Caritas" in html
    assert "Rathaus, Platz 2, 44623 Herne" in html
    assert "Anmeldung:" not in html


@pytest.mark.parametrize(
    "query", ["?satz=", "?satz=%00", "?satz=%3Cscript%3E", f"?satz={'x' * 9000}", "?satz=a&satz=b"]
)
def test_an_unknown_sentence_is_the_first_one(client, query):
    assert "Können Sie mir bitte helfen?" in said(counter(client, make.offer(), query=query))


def test_an_archived_offer_has_no_sentence(client):
    html = counter(client, make.archived_offer(by=person())).content.decode()
    assert "Dieses Angebot ist nicht mehr aktuell." in html
    assert "Guten Tag" not in html


def test_an_unknown_offer_is_not_found_and_nothing_can_be_sent(client):
    assert client.get(f"/de/angebote/{uuid4()}/schalter/").status_code == 404
    assert client.post(f"/de{make.offer().path}schalter/").status_code == 405


def test_the_offer_leads_there_unless_everything_is_online(client):
    at_home, somewhere = make.offer(online=Known.YES), make.offer()
    assert "schalter/" not in client.get(f"/de{at_home.path}").content.decode()
    assert "schalter/" in client.get(f"/de{somewhere.path}").content.decode()


def test_the_page_needs_no_cookie_and_few_queries(client):
    url = f"/ar{make.offer().path}schalter/"
    assert count_queries(client, url) <= 12
    assert not client.get(url).cookies


@pytest.mark.browser
@pytest.mark.parametrize(("language", "width"), [("de", 320), ("en", 1280), ("ar", 320)])
def test_nothing_is_cut_off_at_any_width(open_page, language, width):
    offer = make.offer(
        title="Schwangerschaftskonfliktberatungsstellenverzeichnisdienst und mehr", location=make.location()
    )
    page = open_page(f"/{language}{offer.path}schalter/?satz=sprache", width=width)
    assert checks.everything(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.counter__sentence')).fontSize)")
    assert size >= 24
    assert page.failures == []
