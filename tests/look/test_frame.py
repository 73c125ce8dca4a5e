"""The frame that all pages share."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from herne_integration.context import Portal
from herne_integration.roof.views import legal
from tests.queries import statements

pytestmark = pytest.mark.django_db
OWN = ["impressum", "datenschutz", "barrierefreiheit", "einfache-sprache", "gebaerdensprache", "galerie"]


def html_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("code", "direction"), [("de", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_page_says_its_language_and_direction(client, code, direction):
    assert f'<html lang="{code}" dir="{direction}">' in html_of(client, f"/{code}/impressum/")


def test_language_switch_keeps_page_and_query(client):
    html = html_of(client, "/de/galerie/?page=2")
    assert '<a href="/ar/galerie/?page=2" lang="ar" dir="rtl" hreflang="ar">العربيّة</a>' in html
    assert '<a href="/de/galerie/?page=2" lang="de" dir="ltr" hreflang="de" aria-current="true">Deutsch</a>' in html


def test_language_switch_works_on_an_address_that_leads_nowhere(client):
    html = client.get("/de/gibt-es-nicht/?q=a").content.decode()
    assert '<a href="/ar/gibt-es-nicht/?q=a" lang="ar"' in html
    assert '<a href="/de/gibt-es-nicht/?q=a" lang="de"' in html


def test_no_part_of_an_address_is_translated_but_the_language():
    def parts(resolver):
        for pattern in resolver.url_patterns:
            if not isinstance(pattern.pattern, LocalePrefixPattern):
                yield str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from parts(pattern)

    def in_language(code):
        with translation.override(code):
            return list(parts(get_resolver()))

    assert in_language("ar") == in_language("en") == in_language("de")
    assert len(in_language("de")) > 100


def test_staff_page_offers_no_language_that_it_does_not_speak(rf):
    request = rf.get("/de/redaktion/angebote/")
    context = {"request": request, "portal": Portal(request)}
    assert 'hreflang="ar"' in render_to_string("components/site_header.html", context)
    request.is_staff_page = True
    assert 'hreflang="ar"' not in render_to_string("components/site_header.html", context)


def test_head_names_the_other_languages_and_the_address_without_query(client, settings):
    html = html_of(client, "/en/impressum/?x=1")
    assert f'<link rel="canonical" href="{settings.SITE_URL}/en/impressum/">' in html
    assert f'<link rel="alternate" hreflang="ar" href="{settings.SITE_URL}/ar/impressum/">' in html
    assert f'<link rel="alternate" hreflang="x-default" href="{settings.SITE_URL}/impressum/">' in html


def test_a_page_of_a_filtered_list_is_that_list_for_search_engines(client, settings):
    html = html_of(client, "/de/galerie/?topic=wohnen&page=3")
    assert f'<link rel="canonical" href="{settings.SITE_URL}/de/galerie/">' in html
    assert f'<link rel="alternate" hreflang="en" href="{settings.SITE_URL}/en/galerie/">' in html


def test_a_draft_asks_every_search_engine_to_stay_away(client):
    for path in ("/de/impressum/", "/robots.txt", "/de/gibt-es-nicht/"):
        assert client.get(path)["X-Robots-Tag"] == "noindex, nofollow"


def test_an_official_portal_may_be_found(client, settings):
    settings.OFFICIAL = True
    assert "X-Robots-Tag" not in client.get("/de/impressum/").headers


@pytest.mark.parametrize("path", OWN)
def test_page_sets_no_cookie_and_holds_no_inline_code(client, path):
    response = client.get(f"/de/{path}/")
    html = response.content.decode()
    assert not response.cookies
    assert not re.search(r'\sstyle="|\son[a-z]+="|<style', html)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("path", OWN)
def test_page_asks_the_database_nothing(client, path):
    assert [sql for sql in statements(client, f"/de/{path}/") if "SAVEPOINT" not in sql] == []


def test_draft_is_marked_until_the_setting_says_otherwise(client, monkeypatch):
    mark = "Entwurf, kein Angebot der Stadt Herne"
    assert mark in html_of(client, "/de/einfache-sprache/")
    monkeypatch.setattr(Portal, "is_official", True)
    monkeypatch.setattr(Portal, "is_demo", False)
    assert mark not in html_of(client, "/de/einfache-sprache/")


def test_demo_says_so_on_top(client, monkeypatch):
    monkeypatch.setattr(Portal, "is_demo", True)
    html = html_of(client, "/de/impressum/")
    assert html.index("Vorführung:") < html.index("<header>")
    monkeypatch.setattr(Portal, "is_demo", False)
    assert "Vorführung:" not in html_of(client, "/de/impressum/")


def test_gallery_exists_in_the_demo_only(client, settings):
    settings.DEMO = True
    assert client.get("/de/galerie/").status_code == 200
    settings.DEMO = False
    assert client.get("/de/galerie/").status_code == 404


def test_phone_can_be_dialled_and_stays_in_order_in_arabic_text(client):
    assert '<a class="call" href="tel:+492323160"><bdi dir="ltr">02323 16-0</bdi></a>' in html_of(
        client, "/ar/impressum/"
    )


def test_text_that_is_not_translated_is_marked_as_german(client, monkeypatch):
    monkeypatch.setattr(legal, "TEXT_LANGUAGES", {"de"})
    html = html_of(client, "/ar/datenschutz/")
    assert '<div lang="de" dir="ltr">' in html
    assert "Wer verantwortlich ist" in html
    monkeypatch.undo()
    assert '<div lang="ar" dir="rtl">' in html_of(client, "/ar/datenschutz/")


def test_what_only_the_city_knows_reads_unknown(client, settings):
    settings.DATA_PROTECTION_CONTACT = ""
    assert "nicht bekannt, das trägt die Stadt ein" in html_of(client, "/de/datenschutz/")
    settings.RESPONSIBLE = settings.DATA_PROTECTION_CONTACT = settings.VAT_NUMBER = "Stadt Beispiel"
    assert "nicht bekannt, das trägt die Stadt ein" not in html_of(client, "/de/datenschutz/")


def test_sign_language_page_is_honest_about_the_missing_video(client, monkeypatch):
    monkeypatch.setattr(Portal, "sign_language_video", "")
    assert "gibt es noch nicht" in html_of(client, "/de/gebaerdensprache/")
    monkeypatch.setattr(Portal, "sign_language_video", "/static/video/willkommen.mp4")
    assert '<video class="video" controls preload="none" src="/static/video/willkommen.mp4">' in html_of(
        client, "/de/gebaerdensprache/"
    )
