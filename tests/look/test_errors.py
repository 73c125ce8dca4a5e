"""Every error is a page of the portal that says what to do."""

import re

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from herne_integration import errors
from herne_integration.rules import RuleBroken

STATUSES = [400, 403, 404, 409, 410, 413, 429, 500, 503]


@pytest.fixture
def strange_request(db):
    """A request that no middleware has touched: no session, no user."""
    return RequestFactory().get("/de/irgendwo/")


def links(html):
    return set(re.findall(r'href="(/de/[^"]*)"', html))


@pytest.mark.parametrize("status", STATUSES)
def test_error_page_has_its_status_and_the_footer_links(strange_request, status):
    response = errors.error_page(strange_request, status)
    assert response.status_code == status
    assert {"/de/", "/de/impressum/", "/de/datenschutz/", "/de/barrierefreiheit/"} <= links(response.content.decode())


@pytest.mark.parametrize("status", STATUSES)
def test_error_page_has_one_heading_and_a_title(strange_request, status):
    html = errors.error_page(strange_request, status).content.decode()
    heading = re.findall(r"<h1>(.+?)</h1>", html)
    assert len(heading) == 1
    assert f"<title>{heading[0]} – " in html


def test_address_that_leads_nowhere_offers_search_start_page_and_phone(client, db):
    response = client.get("/de/gibt-es-nicht/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'role="search"' in html
    assert "tel:+49232316" in html


def test_broken_rule_is_answered_with_its_sentence(strange_request):
    middleware = errors.rules_and_refusals(lambda request: None)
    response = middleware.process_exception(strange_request, RuleBroken("Der Kurs ist voll."))
    assert response.status_code == 409
    assert "Der Kurs ist voll." in response.content.decode()


def test_sentence_is_escaped(strange_request):
    html = errors.error_page(strange_request, 409, "<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html


def test_forged_form_says_how_to_go_on(db):
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), {"login": "a@portal.invalid", "password": "x"})
    assert response.status_code == 403
    assert "Das Formular ist abgelaufen" in response.content.decode()


def test_too_large_a_post_is_413(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = client.post("/de/barrierefreiheit/melden/", {"text": "x" * 5000})
    assert response.status_code == 413


def test_failure_page_needs_no_database():
    # No `db` fixture: pytest-django refuses every query.
    response = errors.server_error(RequestFactory().get("/de/"))
    assert response.status_code == 500
    assert "Es liegt nicht an Ihnen" in response.content.decode()


def test_database_that_is_away_is_503():
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        response = errors.server_error(RequestFactory().get("/de/"))
    assert response.status_code == 503
    assert "connection refused" not in response.content.decode()


def test_failure_page_that_fails_itself_still_answers(monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("no templates")

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = errors.server_error(RequestFactory().get("/de/"))
    assert response.status_code == 500
    assert response.content.decode() == errors.LAST_RESORT
    assert "Die Fehlerseite selbst ist gescheitert." in caplog.text


def test_error_page_speaks_the_language_of_the_page(strange_request):
    with translation.override("ar"):
        html = errors.error_page(strange_request, 404).content.decode()
    assert '<html lang="ar" dir="rtl">' in html
