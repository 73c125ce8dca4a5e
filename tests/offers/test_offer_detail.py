"""The public page of one offer."""

import re
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from herne_integration import short_links
from herne_integration.models import ShortLink
from offers.choices import Cost, CostBasis, Evidence, Gender, Known, Origin, TranslationState, Weekday
from offers.demo import facts
from offers.models import Offer
from tests import pages
from tests.offers import make
from tests.portal.make import person
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def page(client, offer, language="de"):
    """The offer's page."""
    response = client.get(f"/{language}{offer.path}")
    assert response.status_code == 200
    return response


def words(response):
    """The page's text without tags and line breaks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def full_offer(**fields):
    """An offer about which everything is known."""
    return make.offer(
        title="Nähcafé",
        topics=["begegnung"],
        languages=["ar", "tr"],
        target_groups=["frauen"],
        residence_statuses=["duldung"],
        partners=[make.organisation(name="Partnerverein")],
        location=make.location(name="Haus am Markt", district="wanne"),
        **{
            "target_text": "Frauen mit Kindern",
            "gender": Gender.WOMEN,
            "age_from": 18,
            "cost": Cost.FREE,
            "cost_basis": CostBasis.KIND,
            "schedule_text": "dienstags nach Absprache",
            "registration_text": "Anruf genügt",
            "bring_text": "Ausweis",
            "childcare": Known.YES,
            "online": Known.NO,
            "accessible": Known.YES,
            "phone": "(02323) 16-0",
            "email": "hilfe@beispiel.invalid",
            "website": "https://www.beispiel.invalid/a/b?c=d",
        }
        | fields,
    )


def test_the_page_answers_all_questions_of_a_newcomer(client):
    text = words(page(client, full_offer()))
    for answer in (
        "Nähcafé",
        "Frauen mit Kindern",
        "nur für Frauen",
        "ab 18 Jahren",
        "dienstags nach Absprache",
        "Haus am Markt",
        "Wanne",
        "kostenlos (nur aus der Art des Angebots geschlossen)",
        "Arabisch",
        "Ausweis",
        "Anruf genügt",
        "gemeinsam mit Partnerverein",
        "Das ist keine Rechtsauskunft",
        "nicht bestätigt, Quelle 2023",
    ):
        assert answer in text


def test_one_tap_calls_writes_or_opens_the_providers_page(client):
    html = page(client, full_offer()).content.decode()
    assert 'href="tel:+49232316' in html
    assert '<bdi dir="ltr">(02323) 16-0</bdi>' in html
    assert 'href="mailto:hilfe@beispiel.invalid"' in html
    assert 'href="https://www.beispiel.invalid/a/b?c=d" rel="noreferrer"' in html
    assert '<bdi dir="ltr">beispiel.invalid</bdi>' in html


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("02323 16-3703", "+492323163703"),
        ("(0 23 23) 16/3703", "+492323163703"),
        ("+49 (0)2323 16-3703", "+492323163703"),
        ("0049 2323 163703", "+492323163703"),
        ("116117", "116117"),
    ],
)
def test_a_number_is_dialled_from_anywhere_however_it_is_written(client, phone, number):
    assert f'href="tel:{number}"' in page(client, make.offer(phone=phone)).content.decode()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,a", "//boese.invalid"])
def test_only_web_addresses_become_links(client, address):
    html = page(client, make.offer(website=address, source=address)).content.decode()
    assert f'href="{address}' not in html


def test_without_a_contact_of_its_own_the_providers_is_shown_and_named_as_such(client):
    offer = make.offer(organisation=make.organisation(phone="02323 99"))
    response = page(client, offer)
    assert 'href="tel:+49232399"' in response.content.decode()
    assert "Das ist der Kontakt des Anbieters" in words(response)


def test_without_any_contact_the_city_is_named(client):
    text = words(page(client, make.offer()))
    assert "ist nicht bekannt. Fragen Sie die Stadt: 02323 16-0" in text


def test_what_is_unknown_stands_in_one_quiet_line(client):
    response = page(client, make.offer(target_text="alle", description="Text"))
    unknown = "Wann, Wo, Kosten, Sprachen, Anmeldung, Mitbringen, Kinderbetreuung, Online möglich, Stufenlos erreichbar"
    assert f"Nicht bekannt {unknown}" in words(response)
    assert words(response).count("icht bekannt") == 2  # the line itself, and the contact


def test_an_unconfirmed_offer_names_its_source_and_year(client):
    offer = make.offer(source="https://www.beispiel.invalid/artikel/1", source_year=2017, note="Raum unklar")
    text = words(page(client, offer))
    assert "Die Angaben stammen aus einer öffentlichen Quelle von 2017; niemand hat sie seither geprüft." in text
    assert "beispiel.invalid (2017)" in text
    assert "Raum unklar" in text


def test_a_confirmed_offer_names_the_day_and_the_role_never_the_person(client):
    someone = person(name="Eva Beispiel")
    offer = make.confirmed_offer(by=someone, at=datetime(2026, 3, 3, 12, tzinfo=UTC))
    text = words(page(client, offer))
    assert "Bestätigt am 03.03.2026 durch die Redaktion." in text
    assert "Eva Beispiel" not in text
    assert someone.email not in text


def test_an_archived_offer_stays_reachable_and_says_so(client):
    response = page(client, make.archived_offer(by=person()))
    assert "Dieses Angebot ist nicht mehr aktuell." in words(response)
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_an_unknown_offer_is_not_found(client):
    assert client.get(f"/de/angebote/{uuid4()}/").status_code == 404
    assert client.get("/de/angebote/1/").status_code == 404


def test_only_reading_is_possible_and_needs_no_cookie(client):
    offer = make.offer()
    assert client.post(f"/de{offer.path}").status_code == 405
    assert not page(client, offer).cookies


def test_hours_that_were_understood_are_shown_in_lines(client):
    offer = make.offer(schedule_text="Mo–Di 9–12 Uhr")
    for day in (Weekday.MONDAY, Weekday.TUESDAY):
        make.hours(offer, day)
    text = words(page(client, offer))
    assert "Montag – Dienstag 09:00–12:00" in text
    assert "Jetzt, laut Quelle:" in text
    assert "Mo–Di 9–12 Uhr" not in text


def test_hours_that_are_only_text_say_nothing_about_now(client):
    text = words(page(client, make.offer(schedule_text="meist dienstags")))
    assert "meist dienstags" in text
    assert "geschlossen" not in text


def test_midnight_is_the_end_of_the_day(client):
    offer = make.offer()
    make.hours(offer, Weekday.MONDAY, time(20), time(0))
    assert "Montag 20:00–24:00" in words(page(client, offer))


def test_coming_course_runs_stand_above_past_ones(client):
    offer, today = make.offer(), timezone.localdate()
    make.run(offer, date(2020, 1, 5))
    make.run(offer, today + timedelta(days=10), seats=1, times_text="montags 9 Uhr")
    text = words(page(client, offer))
    assert text.index("montags 9 Uhr") < text.index("05.01.2020 (vorbei)")
    assert "1 Platz" in text


def test_german_text_on_an_arabic_page_says_so_and_keeps_its_direction(client):
    response = page(client, full_offer(description="Wir nähen zusammen."), "ar")
    for text in ("Nähcafé", "Wir nähen zusammen.", "Frauen mit Kindern", "Ausweis"):
        assert pages.language_of(response, text) == ("de", "ltr")
    assert 'dir="rtl"' in response.content.decode()
    assert response.context["shown"].is_only_german


def test_a_translation_is_shown_with_the_way_to_the_original(client):
    offer = full_offer()
    make.translation(offer, title="مقهى الخياطة", bring_text="")
    response = page(client, offer, "ar")
    assert pages.language_of(response, "مقهى الخياطة") == ("ar", "rtl")
    assert pages.language_of(response, "Ausweis") == ("de", "ltr")
    assert f'href="/de{offer.path}" hreflang="de"' in response.content.decode()


def test_a_translation_of_an_older_text_is_called_outdated(client):
    offer = make.offer(text_revision=2)
    make.translation(offer, state=TranslationState.MACHINE, source_revision=1)
    shown = page(client, offer, "ar").context["shown"]
    assert shown.translation_is_outdated
    assert not shown.is_machine_translated


def test_an_offer_from_elsewhere_carries_its_town(client):
    offer = make.offer(origin=Origin.NEIGHBOUR, location=make.location(city="Bochum"))
    assert "nicht in Herne: Bochum" in words(page(client, offer))


def test_a_derived_residence_status_is_no_legal_advice(client):
    offer = make.offer(residence_all=True, residence_basis=Evidence.DERIVED)
    text = words(page(client, offer))
    assert "für jeden Aufenthaltsstatus" in text
    assert "Aus der Zielgruppe abgeleitet. Das ist keine Rechtsauskunft." in text


def test_text_from_a_source_cannot_become_html(client):
    evil = "<script>alert(1)</script>"
    offer = make.offer(title=evil, description=evil, target_text=evil, note=evil, source=evil, schedule_text=evil)
    assert evil.encode() not in page(client, offer).content


def test_the_short_link_is_what_people_pass_on(client, settings):
    offer = make.offer()
    assert f"{settings.SITE_URL}/de{offer.path}" in page(client, offer).content.decode()
    code = short_links.code_for(offer.path)
    html = page(client, offer).content.decode()
    assert f'data-share="{settings.SITE_URL}/k/{code}"' in html


def test_imported_offers_have_a_short_link():
    facts.load()
    paths = {offer.path for offer in Offer.objects.all()}
    assert set(ShortLink.objects.values_list("path", flat=True)) == paths


def test_the_qr_code_is_a_picture_for_everybody_with_the_language_it_was_seen_in(client):
    offer = make.offer()
    response = client.get(f"/ar{offer.path}qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert not response.cookies
    assert response.content != client.get(f"/de{offer.path}qr.svg").content
    assert client.get(f"/de/angebote/{uuid4()}/qr.svg").status_code == 404


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_page_with_everything_costs_few_queries_and_stays_light(client, language):
    offer = full_offer(description="Wort " * 700)
    make.translation(offer)
    make.hours(offer)
    make.run(offer)
    url = f"/{language}{offer.path}"
    assert count_queries(client, url) <= 12
    response = client.get(url)
    assert pages.first_load(response) <= 60_000


def test_headings_do_not_skip_a_level(client):
    assert pages.headings_are_in_order(page(client, full_offer()))
