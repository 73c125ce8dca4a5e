"""A treasurer at night on her phone: begins without an account, is interrupted twice, signs up, submits."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fund.models import Application
from herne_integration.models import OutboxMail
from tests.accessibility import checks
from tests.fund import make
from tests.portal.upload_samples import picture

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
EMAIL = "kasse@nachbarn.example.org"
PHONE = 390
START = timezone.localdate() + timedelta(days=60)
PROSE = "Wir kochen einmal im Monat zusammen, und jede Familie bringt ein Rezept mit."


class Phone:
    """A browser of hers: a new one has nothing of the last."""

    def __init__(self, open_page, path):
        self.client = Client()
        self.page = open_page(path, client=self.client, width=PHONE, locale="de-DE")
        self.page.set_default_timeout(8000)

    def go(self, path):
        self.page.goto(f"http://testserver{path}")

    def see(self, text):
        self.page.wait_for_selector(f"main >> text={text}")

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).last.click()

    def link(self, name):
        self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']").fill(value)

    def choose(self, label):
        self.page.get_by_label(label, exact=True).check()

    def checked(self):
        """Nothing on this page keeps anybody out."""
        findings = [*checks.axe(self.page), *checks.standing(self.page), *checks.sideways(self.page)]
        assert findings == [], self.page.url


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT, settings.CLAMAV = tmp_path, None


def link_in_mail(pattern):
    """The newest mailed link that looks like this."""
    found = [re.search(pattern, mail.body) for mail in OutboxMail.objects.filter(to=EMAIL).order_by("created_at")]
    return [one.group(0) for one in found if one][-1]


def test_a_treasurer_applies_on_her_phone(open_page):
    make.a_round(name="Winterrunde")
    phone = Phone(open_page, reverse("fund:fund-detail"))
    _begins(phone)
    tablet = _goes_on(open_page)
    _tells_what_it_costs(tablet)
    night = _goes_on(open_page)
    _adds_papers_and_checks(night)
    _signs_up(night)
    _submits(night)
    made = Application.objects.get()
    assert (made.state, made.applicant_name, made.email) == ("submitted", "Nachbarn e. V.", EMAIL)
    for device in (phone, tablet, night):
        assert device.page.failures == []


def _begins(phone):
    phone.checked()
    phone.link("Antrag beginnen")
    phone.checked()
    phone.fill(email=EMAIL, applicant_name="Nachbarn e. V.")
    phone.press("Beginnen")
    phone.see("Aufgaben: 0 von 7 fertig")
    phone.checked()
    phone.link("Wer den Antrag stellt")
    phone.choose("eingetragener Verein")
    phone.fill(contact_name="Kim Kasse", contact_phone="02323 160")
    phone.checked()
    phone.press("Speichern und weiter")
    phone.choose("Gesellschaftliche Teilhabe")
    phone.fill(title="Kochen mit Nachbarn", summary=PROSE, target_group_text="Neue Nachbarinnen")
    phone.checked()
    phone.press("Speichern und zu den Aufgaben")
    phone.see("Aufgaben: 2 von 7 fertig")


def _goes_on(open_page):
    """Another device: asks for a link, opens it from the mail."""
    device = Phone(open_page, reverse("fund:resume-ask"))
    device.checked()
    device.fill(email=EMAIL)
    device.press("Link schicken")
    device.see("Sehen Sie in Ihr Postfach")
    device.go(link_in_mail(r"/de/fonds/weiter/[\w-]+/"))
    device.checked()
    device.press("Entwurf öffnen")
    device.see("Aufgaben:")
    return device


def _tells_what_it_costs(device):
    device.link("Zeitraum und Ort")
    device.fill(starts_on=START.isoformat(), ends_on=(START + timedelta(days=90)).isoformat(), place="Horsthausen")
    device.choose("Nein")
    device.checked()
    device.press("Speichern und weiter")
    device.fill(new_approach=PROSE, lasting_effect=PROSE, not_otherwise_fundable=PROSE, short_notice=PROSE)
    device.press("Speichern und weiter")
    device.page.locator("[name='zeile-0-category']").select_option("material")
    device.fill(**{"zeile-0-label": "Töpfe", "zeile-0-amount": "1e5"})
    device.press("Neu berechnen")
    device.see("Bitte einen Betrag wie 3.496,02 oder 450 eintragen.")
    device.checked()
    device.fill(**{"zeile-0-amount": "496,02"})
    device.press("Zeile hinzufügen")
    device.page.locator("[name='zeile-1-category']").select_option("room")
    device.fill(**{"zeile-1-label": "Küche", "zeile-1-amount": "1.000"})
    device.press("Neu berechnen")
    device.see("1.496,02 EUR")
    device.checked()


def _adds_papers_and_checks(device):
    device.link("Finanzierungsplan")
    device.fill(amount_requested="1.346,02")
    device.page.locator("[name='zeile-0-kind']").select_option("own")
    device.fill(**{"zeile-0-label": "Kasse", "zeile-0-amount": "150"})
    device.press("Neu berechnen")
    device.see("Kosten und Finanzierung gehen auf.")
    device.checked()
    device.press("Speichern und weiter")
    for document in ("Satzung oder Gesellschaftsvertrag", "Auszug aus dem Vereins- oder Handelsregister"):
        section = device.page.locator("section.fund-document", has=device.page.get_by_text(document, exact=False))
        photo = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": picture()}
        section.locator("input[type=file]").set_input_files(photo)
        section.locator("form button", has_text="Hochladen").click()
        device.see(f"Hochgeladen: {document}")
    device.checked()
    device.link("Weiter: Antworten prüfen")
    device.see("Kochen mit Nachbarn")
    device.checked()
    device.link("Weiter: Anmelden und unterschreiben")
    device.checked()


def _signs_up(device):
    """With the address that the draft was begun with; the mail proves it."""
    device.link("Registrieren")
    device.choose("Ich möchte einen Antrag an den Verfügungsfonds stellen")
    device.fill(name="Kim Kasse", email=EMAIL, password1="vier Woerter ohne Sinn")
    device.press("Registrieren")
    device.see("Wir haben Ihnen eine E-Mail geschickt.")
    device.go(link_in_mail(r"/\w\w/konto/adresse/[\w:=-]+/"))
    device.press("Ja, das ist meine Adresse")
    device.see("Ihre E-Mail-Adresse ist bestätigt.")
    device.go(f"{reverse('account_login')}?next={reverse('fund:application-list')}")
    device.fill(login=EMAIL, password="vier Woerter ohne Sinn")
    device.press("Anmelden")
    device.see("Ohne Konto angefangen")
    device.checked()
    device.page.locator("main button", has_text="Übernehmen").click()


def _submits(device):
    device.see("Aufgaben: 7 von 7 fertig")
    device.link("Antworten prüfen und absenden")
    device.link("Weiter: Anmelden und unterschreiben")
    device.choose("vertretungsberechtigt (unterschreibt)")
    device.checked()
    device.press("Weiter: Erklärung")
    device.see("Es unterschreibt:")
    device.choose("Ich gebe diese Erklärung ab.")
    device.checked()
    device.press("Antrag absenden")
    device.see("Ihr Antrag ist eingegangen")
    device.see("VF-")
    device.checked()
    device.link("Zum Antrag")
    device.see("Was bisher geschehen ist")
    device.checked()
