"""The pages of accounts in a real browser."""

import pytest
from django.urls import reverse

from herne_integration.accounts.actions import invitations, people
from tests.accessibility import checks
from tests.accounts.test_entrance import authenticator, code_for
from tests.people import person

pytestmark = pytest.mark.browser
PASSWORD = "vier woerter ohne sinn"


@pytest.mark.django_db(transaction=True)
def test_an_invited_editor_opens_the_account_and_sets_up_the_factor_without_javascript(live_server, chromium, settings):
    settings.SITE_URL = live_server.url
    _invitation, link = invitations.invite(
        email="neu@example.org", name="Nele Neu", role_keys={"redaktion"}, by=people.installer(), is_mailed=False
    )
    with chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}) as browser:
        page = browser.new_page()
        page.goto(link)
        page.get_by_label("Passwort").fill("kurz")
        page.get_by_role("button", name="Konto eröffnen").click()
        assert page.get_by_label("Vor- und Nachname").input_value() == "Nele Neu"
        page.get_by_label("Passwort").fill(PASSWORD)
        page.get_by_role("button", name="Konto eröffnen").click()
        page.get_by_text("Ich kann das Bild nicht einlesen").click()
        page.get_by_label("Code").fill(code_for(page.locator("code").inner_text()))
        page.get_by_role("button", name="Einrichten").click()
        assert page.locator("h1").inner_text() == "Notfallcodes"
        assert page.locator("code").count() == 10
        page.get_by_role("link", name="Weiter", exact=True).click()
        assert page.url == live_server.url + reverse("roof:overview")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("/de/konto/anmelden/", 360),
        ("/ar/konto/registrieren/", 360),
        ("/en/konto/passwort/vergessen/", 1280),
        ("/ar/demo/", 360),
    ],
)
def test_public_pages_have_no_findings(open_page, path, width):
    assert checks.everything(open_page(path, width=width)) == []


@pytest.mark.django_db
def test_pages_of_the_account_and_of_people_have_no_findings(open_page, client, log_in):
    system = person("Ada Admin", "system", password=PASSWORD)
    somebody = person("Nele Neu", "redaktion")
    invitations.invite(email="neu@example.org", name="Neu", role_keys={"redaktion"}, by=system)
    log_in(client, system)
    names = ["profile", "session-list", "people-list", "invitation-list", "invitation-create"]
    paths = [reverse(f"accounts:{name}") for name in names]
    paths += [reverse(f"accounts:{name}", args=[somebody.key]) for name in ("person-detail", "person-leave")]
    paths += [reverse("mfa_activate_totp"), reverse("account_change_password"), "/ar/konto/"]
    findings = {path: checks.everything(open_page(path, width=360, client=client)) for path in paths[:-1]}
    findings["ar"] = checks.everything(open_page(paths[-1], width=1280, client=client))
    authenticator(system)
    findings["factor"] = checks.everything(open_page(reverse("mfa_index"), width=360, client=client))
    assert {path: found for path, found in findings.items() if found} == {}
