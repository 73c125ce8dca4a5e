"""A case worker's morning in the demo: taking in, logging, handing over, declining, printing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from herne_integration.roof.demo import folders, people
from tests.accessibility import checks
from tests.welcome_folder import make
from welcome_folder import demo
from welcome_folder.choices.handovers import HandoverState
from welcome_folder.choices.plans import StepOrigin
from welcome_folder.demo.script import Story, ahead
from welcome_folder.models import Person, WelcomeFolder

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
PERSON = {"given_name": "أمل", "family_name": "المثال", "given_name_latin": "Amal", "family_name_latin": "Al-Mithal"}
KNOWN = Story(
    key="known",
    lead="beratung",
    opened=-30,
    person=PERSON,
    born=(36, 140),
    languages=(("ar", "C2"),),
    first_step=("Erstgespräch", "orientierung", 3),
    basis_text="§ 67a SGB X",
    beats=[ahead(0, "beratung", "beratung", "orientierung", time="10:30", planned=-10)],
)

LOGGED = [("hausbesuch", "Zimmer angesehen"), ("telefonat", "Rückruf"), ("arzt", "Begleitet")]


@pytest.fixture
def city(settings, monkeypatch):
    """The demo's people and one folder."""
    settings.DEMO = True
    monkeypatch.setattr(demo, "STORIES", [KNOWN])
    make.words()
    people.load()
    folders.load()


class Walk:
    """One browser, in which one invented person after the other is logged in by a click."""

    def __init__(self, open_page, width):
        self.client = Client()
        self.page = open_page(reverse("roof:demo-people"), client=self.client, width=width, locale="de-DE")
        self.page.set_default_timeout(8000)

    def log_in(self, key):
        self.go("roof:demo-people")
        self.page.locator(f"form:has(input[value='{key}']) button").click()
        self.page.wait_for_selector("h1:text('Meine Übersicht')")

    def go(self, name, *args):
        self.page.goto(f"http://testserver{reverse(name, args=args)}")

    def see(self, text):
        self.page.wait_for_selector(f"text={text}", timeout=5000)

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).last.click()

    def link(self, name):
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)


def test_a_morning_of_a_case_worker(open_page, city):
    """On a phone between two visits, then at her desk."""
    walk = Walk(open_page, width=390)
    _sees_her_day(walk)
    folder = _takes_somebody_in(walk)
    assert checks.sideways(walk.page) == []
    walk.page.set_viewport_size({"width": 1280, "height": 900})
    _logs_three_appointments(walk, folder)
    _hands_over_and_is_declined(walk, folder)
    assert checks.sideways(walk.page) == []
    assert walk.page.failures == []


def _sees_her_day(walk):
    walk.log_in("fallbearbeitung")
    walk.link("Mein Tag")
    walk.see("10:30 Uhr")
    # In letters that every colleague can read.
    walk.see("Amal Al-Mithal")


def _takes_somebody_in(walk):
    """Somebody else with a similar name: the page asks first, and knows Arabic letters."""
    walk.log_in("case-management")
    walk.go("welcome_folder:day")
    walk.link("Aufnahme")
    walk.fill(given_name="Amaal", family_name="Almithal", born="1990", basis_text="§ 67a SGB X")
    walk.page.get_by_label("gesetzliche Aufgabe").check()
    walk.press("Ordner anlegen")
    walk.see("Es gibt vielleicht schon einen Ordner")
    assert "Migrationsberatung" not in walk.page.inner_text("main")
    walk.fill(reason="Anderes Geburtsjahr im Pass")
    walk.press("Ist jemand anderes: Ordner anlegen")
    walk.see("Der Ordner ist angelegt.")
    return WelcomeFolder.objects.get(person=Person.objects.get(given_name="Amaal"))


def _logs_three_appointments(walk, folder):
    due = timezone.localdate() + timedelta(days=4)
    walk.go("welcome_folder:folder-detail", folder.pk)
    for number, (kind, result) in enumerate(LOGGED, start=1):
        walk.page.locator("[name=kind]").select_option(kind)
        walk.fill(result=result, agreed=f"Brief mitbringen: {kind}", agreed_due=due.isoformat())
        walk.press("Eintragen")
        # The form is there again for the next one.
        walk.page.wait_for_function(f"document.querySelectorAll('.log-entry').length == {number}")
    assert folder.appointments.count() == folder.agreements.count() == 3


def _hands_over_and_is_declined(walk, folder):
    walk.link("Beteiligte")
    walk.link("Übergeben")
    walk.page.get_by_label("Beteiligung an einem Thema").check()
    walk.page.get_by_label("An welche Stelle?").select_option(label="Jobcenter-Team Muster (erfunden)")
    walk.page.get_by_label("Integration in Arbeit").check()
    walk.fill(reason="Arbeitssuche begleiten")
    # Right out of a text field: the button must not move away from under the click.
    walk.press("Übergabe anbieten")
    walk.see("Die Übergabe ist angeboten.")
    walk.log_in("jobcenter")
    walk.link("Übergaben an uns")
    walk.page.locator("main .step a").first.click()
    # Nobody learns whom it is about before saying yes.
    assert "Almithal" not in walk.page.inner_text("main")
    walk.link("Ablehnen")
    walk.fill(reason="Kein Platz bis Januar")
    walk.press("Ablehnen")
    walk.see("Abgelehnt. Die andere Stelle hat einen neuen Schritt bekommen.")
    assert folder.handovers.get().state == HandoverState.DECLINED
    assert folder.steps.open().filter(origin=StepOrigin.HANDOVER).count() == 1
    walk.log_in("case-management")
    walk.go("welcome_folder:day")
    walk.see("abgelehnt: Zuständigkeit neu klären")
    assert walk.page.get_by_role("link", name="Auf einer Seite drucken (PDF)").is_visible()
    assert walk.client.get(reverse("welcome_folder:day-pdf")).headers["Content-Type"] == "application/pdf"
