"""A mother with a cheap phone: from the start page to a telephone number, without JavaScript."""

import pytest

from offers.actions import indexing
from offers.choices import Cost
from tests.accessibility import checks
from tests.offers import make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def offer():
    """Help with a flat, translated into Arabic."""
    offer = make.offer(title="Wohnungshilfe", topics=["wohnen"], phone="02323 16-3703")
    make.translation(offer, title="مساعدة في السكن")
    make.hours(offer)
    return offer


@pytest.mark.parametrize(
    ("language", "topic", "title"), [("de", "Wohnung", "Wohnungshilfe"), ("ar", "السكن", "مساعدة في السكن")]
)
def test_three_taps_lead_from_the_start_to_a_phone_number(open_page, offer, language, topic, title):
    page = open_page(f"/{language}/", width=390, java_script=False)
    page.locator(".tile", has_text=topic).click()
    assert page.url.endswith(f"/{language}/angebote/?topic=wohnen")
    page.get_by_role("link", name=title).click()
    call = page.locator(".offer__contact a[href^='tel:']")
    assert call.get_attribute("href") == "tel:+492323163703"
    assert call.is_visible()
    box = call.bounding_box()
    assert box["height"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.failures == []


def test_searching_works_without_javascript_and_each_choice_can_be_taken_away(open_page, offer):
    make.offer(title="Gratis kicken", topics=["sport"], cost=Cost.FREE)
    indexing.refresh_all()
    page = open_page("/de/", width=390, java_script=False)
    page.get_by_label("Was suchen Sie?").fill("Wohnung")
    page.get_by_role("button", name="Suchen").click()
    assert page.locator(".card").count() == 1
    page.get_by_role("link", name="Auswählen: Thema, Ort, Sprache und mehr").click()
    page.get_by_label("kostenlos").check()
    page.get_by_role("button", name="Neu zählen").click()
    page.get_by_role("button", name="0 Angebote zeigen").click()
    assert page.get_by_text("Dazu haben wir nichts gefunden").is_visible()
    page.get_by_role("link", name="Entfernen: „Wohnung“").first.click()
    assert page.get_by_role("link", name="Gratis kicken").is_visible()
    assert page.failures == []


@pytest.mark.parametrize(
    ("place", "language", "width", "scheme"),
    [
        *((place, "de", 360, "light") for place in ("start", "list", "empty", "offer", "archived")),
        *((place, "en", 1280, "dark") for place in ("start", "list", "offer")),
        *((place, "ar", 360, "dark") for place in ("start", "list", "offer", "archived")),
    ],
)
def test_nobody_is_shut_out(open_page, offer, redaktion, language, width, scheme, place):
    old = make.archived_offer(by=redaktion, origin="ruhr", note="Raum unklar", residence_all=True)
    paths = {
        "start": "/",
        "list": "/angebote/",
        "empty": "/angebote/?q=nichts&topic=wohnen",
        "offer": offer.path,
        "archived": old.path,
    }
    page = open_page(f"/{language}{paths[place]}", width=width, color_scheme=scheme)
    assert checks.everything(page) == []
    assert page.failures == []
