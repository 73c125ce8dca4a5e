"""The pages that belong to the frame: error pages, legal pages, gallery; each template in three variants."""

import pytest

from tests.accessibility import checks

PAGES = [
    "impressum/",
    "datenschutz/",
    "barrierefreiheit/",
    "barrierefreiheit/melden/",
    "barrierefreiheit/melden/danke/",
    "einfache-sprache/",
    "gebaerdensprache/",
    "galerie/",
    "gibt-es-nicht/",
]
VARIANTS = [("de", 360), ("en", 1280), ("ar", 360)]


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("language", "width"), VARIANTS)
def test_page_has_no_findings(open_page, path, language, width):
    page = open_page(f"/{language}/{path}", width=width)
    assert checks.everything(page) == []


@pytest.mark.browser
def test_form_with_errors_has_no_findings_and_leads_to_its_summary(open_page):
    page = open_page("/de/barrierefreiheit/melden/", width=360)
    page.get_by_role("button", name="Meldung senden").click()
    page.locator("[data-error-summary]").wait_for()
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    assert page.title().startswith("Fehler:")
    page.locator("[data-error-summary] a").click()
    assert page.evaluate("document.activeElement.id") == "id_text"
    assert checks.everything(page) == []


@pytest.mark.browser
def test_barrier_can_be_reported_without_java_script(open_page):
    page = open_page("/de/barrierefreiheit/melden/", java_script=False)
    page.get_by_label("Was funktioniert nicht?").fill("Das Bild hat keinen Text.")
    page.get_by_role("button", name="Meldung senden").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Danke für Ihre Meldung"
    assert not page.failures


@pytest.mark.browser
def test_account_menu_closes_with_escape_and_gives_the_focus_back(open_page, client, django_user_model):
    client.force_login(django_user_model.objects.create_user(email="mina@portal.invalid", name="Mina"))
    page = open_page("/de/impressum/", client=client)
    page.locator("details.menu summary", has_text="Konto").click()
    assert page.get_by_role("button", name="Abmelden").is_visible()
    page.get_by_role("button", name="Abmelden").focus()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Abmelden").is_visible()
    assert page.evaluate("document.activeElement.localName") == "summary"
