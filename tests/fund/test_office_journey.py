"""The project office at a desk: begins a check, asks for what is missing, and decides when the answer has come."""

import pytest

from fund.actions import formal_checks, supplements
from fund.choices.formal_checks import Verdict
from fund.models import Application, FormalCheck
from tests.accessibility import checks
from tests.fund import make
from tests.fund.applicant_pages import browser

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
DESK, PHONE = 1280, 390


class Desk:
    """The clerk's browser."""

    def __init__(self, open_page):
        self.clerk = make.office()
        self.page = open_page("/de/fonds/buero/", client=browser(self.clerk), width=DESK, locale="de-DE")
        self.page.set_default_timeout(10000)

    def link(self, name):
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def press(self, name):
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()

    def see(self, text):
        self.page.wait_for_selector(f"main >> text={text}")

    def is_fine(self):
        """Nothing keeps anybody out, at the desk and on a phone."""
        findings = checks.everything(self.page)
        self.page.set_viewport_size({"width": PHONE, "height": 800})
        findings += [*checks.axe(self.page), *checks.sideways(self.page)]
        self.page.set_viewport_size({"width": DESK, "height": 800})
        assert findings == [], self.page.url
        assert self.page.failures == []


def test_the_office_checks_asks_and_decides(open_page):
    one = make.submitted(title="Gartenfest am Kanal")
    desk = Desk(open_page)
    desk.see("Gartenfest am Kanal")
    desk.is_fine()
    desk.link("Formale Prüfung beginnen")
    desk.press("Formale Prüfung beginnen")
    desk.see("Formale Prüfung der Fassung 1")
    _judges(desk, one)
    _asks(desk, one)
    _answers(one)
    _decides(desk, one)


def _judges(desk, one):
    line = FormalCheck.objects.get(version__application=one).lines.get(key="short_notice")
    row = desk.page.locator(f"#zeile-{line.position}")
    row.get_by_label("nicht erfüllt").check()
    row.get_by_label("Anmerkung").fill("Der Anlass ist nicht genannt.")
    row.get_by_role("button").click()
    desk.see("1 Zeile gespeichert.")
    assert desk.page.url.endswith(f"#zeile-{line.position}")
    desk.is_fine()


def _asks(desk, one):
    desk.link("Nachfordern")
    assert desk.page.get_by_label("Warum es kurzfristig nötig ist").is_checked()
    assert "Der Anlass ist nicht genannt." in desk.page.get_by_label("Was fehlt").input_value()
    desk.is_fine()
    desk.press("Nachforderung absenden")
    desk.see("Nachforderung beantworten")
    desk.is_fine()


def _answers(one):
    """The applicant's part; her own journey walks its pages."""
    stored = Application.objects.get(pk=one.pk)
    Application.objects.filter(pk=one.pk).update(short_notice="Die Halle wird frei.", version=stored.version + 1)
    supplements.answer(supplement=stored.supplements.get(), by=make.chair_of(one), is_declared=True)


def _decides(desk, one):
    desk.page.goto("http://testserver/de/fonds/buero/?wer=office")
    desk.link("Gartenfest am Kanal")
    desk.link("was sich geändert hat")
    desk.see("Die Halle wird frei.")
    desk.is_fine()
    desk.press("Neue Fassung prüfen")
    desk.see("Formale Prüfung der Fassung 2")
    check = FormalCheck.objects.get(version__application=one, version__number=2)
    for line in check.lines.exclude(position=1):
        formal_checks.judge(line=line, verdict=Verdict.MET, by=desk.clerk)
    desk.page.reload()
    desk.page.locator("#zeile-1").get_by_label("erfüllt", exact=True).check()
    desk.press("Alles speichern")
    desk.see("1 Zeile gespeichert.")
    desk.link("Entscheiden")
    desk.page.get_by_label("zulässig", exact=True).check()
    desk.is_fine()
    desk.press("Entscheiden")
    desk.see("Der Antrag ist zulässig.")
    desk.is_fine()
    assert Application.objects.get(pk=one.pk).state == "admissible"
