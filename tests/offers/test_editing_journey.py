"""An evening of the Redaktion in the browser: by keyboard, without JavaScript, and with a colleague in between."""

import pytest
from django.conf import settings
from django.urls import reverse

from offers.choices import Cost, State
from offers.models import Offer
from tests.accessibility import checks
from tests.offers import make
from tests.offers.editing import edit_url, editor, opened

pytestmark = pytest.mark.browser
MOST_TABS = 250


@pytest.fixture
def window(chromium, live_server):
    """Opens a page of the running portal as the person of `client`."""
    contexts = []

    def open_(client, path, *, width=1280, java_script=True):
        context = chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=java_script)
        contexts.append(context)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": live_server.url}]
        )
        if java_script:
            checks.prepare(context)
        page = context.new_page()
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_
    for context in contexts:
        context.close()


FOCUSED = """() => {
  const at = document.activeElement;
  return [at.name || "", at.value || "", (at.labels?.[0] || at).textContent.trim()].join("|");
}"""


def tab_to(page, name):
    """Presses Tab until something with this name, value or text has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED).split("|"):
            return
    raise AssertionError(f"{name} is not reached by {MOST_TABS} tabs")


@pytest.mark.django_db(transaction=True)
def test_an_offer_is_found_changed_and_confirmed_by_keyboard_alone(window):
    anna = editor("Anna Alt")
    make.offer(title="Nähcafé")
    make.offer(title="Sport")
    page = window(anna, "/de/redaktion/angebote/")
    tab_to(page, "q")
    page.keyboard.type("näh")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=n**")
    tab_to(page, "Nähcafé")
    page.keyboard.press("Enter")
    page.wait_for_selector(".save-bar")
    tab_to(page, "title")
    page.keyboard.press("End")
    page.keyboard.type(" im Stadtteil")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=„Nähcafé im Stadtteil“ ist gespeichert.")
    tab_to(page, "Kosten")
    page.keyboard.press("Enter")
    tab_to(page, "cost")
    page.keyboard.type("kostenl")
    tab_to(page, "save-confirm")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=ist gespeichert und bestätigt.")
    offer = Offer.objects.get(title="Nähcafé im Stadtteil")
    assert (offer.cost, offer.state, offer.confirmed_by) == (Cost.FREE, State.CONFIRMED, anna.person)


@pytest.mark.django_db(transaction=True)
def test_without_javascript_rows_are_added_and_a_colleague_in_between_is_met(window):
    anna, berta = editor("Anna Alt"), editor("Berta Bunt")
    offer = make.offer(title="Nähcafé", phone="02323 1600")
    page = window(anna, edit_url(offer), width=390, java_script=False)
    page.get_by_label("Titel").fill("Annas Nähcafé")
    page.locator("#hours").get_by_role("button", name="Weitere Zeilen").click()
    assert page.get_by_label("Titel").input_value() == "Annas Nähcafé"
    assert page.locator("#hours .rows__row").count() == 6
    page.select_option("[name=hours-5-weekday]", "2")
    page.fill("[name=hours-5-opens]", "14:00")
    page.fill("[name=hours-5-closes]", "16:00")
    berta.post(edit_url(offer), opened(berta, edit_url(offer)) | {"title": "Bertas Nähcafé", "phone": "02323 1700"})
    save = page.locator(".save-bar").get_by_role("button", name="Speichern", exact=True)
    save.click()
    assert page.get_by_role("heading", name="Berta Bunt hat in der Zwischenzeit gespeichert").is_visible()
    page.locator("#keep-title-theirs").check()
    save.click()
    assert page.get_by_text("„Bertas Nähcafé“ ist gespeichert.").is_visible()
    offer.refresh_from_db()
    assert (offer.title, offer.phone) == ("Bertas Nähcafé", "02323 1700")
    assert str(offer.weekly_hours.get()) == "Dienstag 14:00–16:00"


@pytest.mark.django_db(transaction=True)
def test_errors_conflict_and_preview_shut_nobody_out(window):
    anna, berta = editor("Anna Alt"), editor("Berta Bunt")
    offer = make.offer(title="Nähcafé")
    make.hours(offer)
    page = window(anna, edit_url(offer))
    page.fill("[name=bring_text]", "Stoff")
    page.locator(".save-bar").get_by_role("button", name="Vorschau").click()
    page.wait_for_selector(".preview")
    assert checks.axe(page) + checks.narrow(page) == []
    berta.post(edit_url(offer), opened(berta, edit_url(offer)) | {"title": "Bertas", "hours-0-closes": "13:00"})
    page.fill("[name=title]", "Annas")
    page.fill("[name=hours-0-closes]", "14:00")
    page.fill("[name=phone]", "keine")
    page.locator(".save-bar").get_by_role("button", name="Speichern", exact=True).click()
    page.wait_for_selector(".conflict")
    assert page.locator(".conflict__field").count() == 2
    assert page.locator(".error-summary li").count() == 1
    assert checks.axe(page) + checks.standing(page) + checks.narrow(page) + checks.large_text(page) == []


PAGES = {
    "list": lambda offer: "/de/redaktion/angebote/",
    "new": lambda offer: "/de/redaktion/angebote/neu/",
    "edit": edit_url,
    "translate": lambda offer: reverse("offers:offer-translate", args=[offer.pk, "ar"]),
    "preview": lambda offer: f"{reverse('offers:offer-preview', args=[offer.pk])}?sprache=ar",
    "history": lambda offer: reverse("offers:offer-history", args=[offer.pk]),
    "organisations": lambda offer: "/de/redaktion/einrichtungen/",
    "organisation": lambda offer: reverse("offers:organisation-edit", args=[offer.organisation.pk]),
    "attach": lambda offer: reverse("offers:provider-attach", args=[make.finding().pk]),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_shut_out(open_page, name):
    offer = make.offer(text_revision=2, topics=("arbeit",), partners=[make.organisation()])
    make.hours(offer)
    make.translation(offer, language="ar", source_revision=1)
    page = open_page(PAGES[name](offer), client=editor("Anna Alt"))
    assert page.failures == []
    assert checks.everything(page) == []
