"""Passing an offer on: plain links, and what machines read about it."""

import json
import re
from datetime import date, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape

from herne_integration import short_links
from offers.choices import Cost, CostBasis, Known, Weekday
from tests.offers import make
from tests.portal.make import person

pytestmark = pytest.mark.django_db


def html_of(client, offer, language="de"):
    """The offer's page."""
    return client.get(f"/{language}{offer.path}").content.decode()


def structured(client, offer, language="de"):
    """What a search engine reads."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html_of(client, offer, language))
    return json.loads(found[1]) if found else None


def links(client, offer, language="de"):
    """Addresses behind the ways to pass an offer on."""
    return re.findall(r'href="((?:mailto:\?|sms:|https://wa\.me/)[^"]*)"', html_of(client, offer, language))


def test_mail_text_message_and_whatsapp_carry_title_and_short_link(client):
    offer = make.offer(title="Nähen & Reden #1 „Süd“ 50 %")
    link = f"{settings.SITE_URL}/k/{short_links.code_for(offer.path)}"
    mail, whatsapp, message = links(client, offer)
    for address, name in ((mail, "body"), (whatsapp, "text"), (message, "body")):
        values = parse_qs(urlsplit(address.replace("&amp;", "&")).query, strict_parsing=False)
        assert values[name] == [f"{offer.title}\r\n{link}"]
    assert whatsapp.startswith("https://wa.me/?text=")


def test_the_shared_title_is_in_the_readers_language(client):
    offer = make.offer()
    make.translation(offer, title="دورة")
    assert all("%D8%AF%D9%88%D8%B1%D8%A9" in address for address in links(client, offer, "ar"))


def test_no_third_party_is_asked_and_none_learns_where_one_came_from(client):
    html = html_of(client, make.offer())
    assert re.search(r'<a href="https://wa\.me/[^"]*" rel="noreferrer">', html)
    assert not re.search(r'(?:src|action)="https?:', html)


def test_the_page_names_the_feed_of_changes(client):
    html = html_of(client, make.offer())
    assert '<link rel="alternate" type="application/atom+xml" href="/angebote/aenderungen.atom"' in html


def test_search_engines_learn_what_is_known_and_no_more(client):
    offer = make.offer(title="Sprechstunde", description="Hilfe", provider_text="Verein", organisation=None)
    assert structured(client, offer) == {
        "@context": "https://schema.org",
        "@id": f"urn:uuid:{offer.pk}",
        "@type": "Service",
        "url": f"{settings.SITE_URL}/de{offer.path}",
        "name": "Sprechstunde",
        "description": "Hilfe",
        "disambiguatingDescription": "Nicht bestätigt, Quelle von 2023: bitte vorher nachfragen.",
        "provider": {"@type": "Organization", "name": "Verein"},
        "areaServed": "Herne",
    }


def test_an_office_offers_a_service_of_the_government_with_its_hours_and_place(client):
    office = make.organisation(name="Bürgeramt", kind="Stadtverwaltung")
    offer = make.offer(
        organisation=office, location=make.location(name="Rathaus"), phone="02323 16-0", languages=["ar"]
    )
    make.hours(offer, Weekday.MONDAY, time(8), time(12))
    make.hours(offer, Weekday.SUNDAY, time(20), time(0))
    found = structured(client, offer)
    assert (found["@type"], found["provider"]["@type"]) == ("GovernmentService", "GovernmentOrganization")
    assert [(one["dayOfWeek"][19:], one["opens"], one["closes"]) for one in found["hoursAvailable"]] == [
        ("Monday", "08:00", "12:00"),
        ("Sunday", "20:00", "23:59"),
    ]
    channel = found["availableChannel"]
    assert channel["servicePhone"]["telephone"] == "02323 16-0"
    assert channel["serviceLocation"]["address"]["postalCode"] == "44623"
    assert channel["availableLanguage"] == ["ar"]


def test_runs_to_come_make_it_a_course(client):
    offer, today = make.offer(german_level="A1"), timezone.localdate()
    make.run(offer, date(2020, 1, 5))
    make.run(offer, today, ends_on=today + timedelta(days=60))
    found = structured(client, offer)
    assert (found["@type"], found["educationalLevel"]) == ("Course", "A1")
    assert found["hasCourseInstance"] == [
        {
            "@type": "CourseInstance",
            "startDate": today.isoformat(),
            "endDate": (today + timedelta(days=60)).isoformat(),
        }
    ]


@pytest.mark.parametrize(("basis", "is_told"), [(CostBasis.SOURCE, True), (CostBasis.KIND, False)])
def test_a_price_that_was_only_concluded_is_not_told_to_machines(client, basis, is_told):
    offer = make.offer(cost=Cost.FREE, cost_basis=basis)
    assert ("offers" in structured(client, offer)) is is_told


def test_no_text_of_a_source_can_end_the_block_of_data(client):
    evil = "</script><script>alert(1)</script><!--&"
    offer = make.offer(title=evil, description=evil)
    assert structured(client, offer)["name"] == evil
    assert evil not in html_of(client, offer)
    assert escape(evil) in html_of(client, offer)


def test_of_an_archived_offer_search_engines_learn_nothing(client):
    assert structured(client, make.archived_offer(by=person())) is None


def test_the_archived_offer_is_not_to_be_shown_at_a_counter_nor_taken_into_a_calendar(client):
    offer = make.archived_offer(by=person(), online=Known.NO)
    make.hours(offer)
    html = html_of(client, offer)
    assert "schalter/" not in html
    assert "kalender.ics" not in html


@pytest.mark.browser
def test_the_policy_of_the_browser_lets_the_block_of_data_be(open_page):
    offer = make.offer(title="</script><script>alert(1)</script>")
    page = open_page(f"/de{offer.path}")
    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent).name")
    assert data == offer.title
    assert page.failures == []
