"""A case worker with eight minutes: she logs an appointment by keyboard alone, right after opening the folder."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from herne_integration.models import Draft
from tests.accessibility import checks
from tests.people import log_in
from tests.welcome_folder import make
from welcome_folder.models import ViewLog

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
# Somebody who types slowly, with both hands: 200 strokes a minute are what an office asks of a beginner.
STROKES_A_SECOND = 200 / 60
RESULT, AGREED = "Bescheid erklärt", "Pass vorlegen"


class Keyboard:
    """Presses keys and counts them."""

    def __init__(self, page):
        self.page, self.strokes = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.strokes += len(keys)

    def type(self, text):
        self.page.keyboard.type(text)
        self.strokes += len(text)

    @property
    def at(self):
        """Name of the field that has the focus, else the text of the link or button."""
        return self.page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")

    def to(self, place, most=12):
        """Tabs until a place has the focus."""
        while self.at != place:
            assert most, f"{place} is not reached; the focus is at {self.at!r}"
            most -= 1
            self.press("Tab")


def test_an_appointment_is_logged_by_keyboard_in_25_seconds(open_page):
    world = make.world()
    client = log_in(Client(), world.lead)
    due = _same_both_ways(timezone.localdate())
    following = _same_both_ways(due)
    page = open_page(reverse("welcome_folder:folder-detail", args=[world.folder.pk]), client=client, locale="de-DE")
    keys = Keyboard(page)
    keys.to("Zum Inhalt springen")
    keys.press("Enter")
    keys.to("Termin eintragen")
    keys.press("Enter")
    keys.to("kind")
    keys.type("jo")
    keys.to("result")
    keys.type(RESULT)
    keys.to("agreed")
    keys.type(AGREED)
    keys.to("agreed_due")
    keys.type(f"{due:%d%m%Y}")
    keys.to("next_day")
    keys.type(f"{following:%d%m%Y}")
    keys.press("Enter")
    page.wait_for_selector("text=Der Termin ist eingetragen.")
    entry, planned = world.folder.appointments.order_by("day")
    agreement = entry.agreements.get()
    assert [entry.kind_id, entry.day, entry.result, agreement.what, agreement.due_on, planned.day] == [
        "jobcenter",
        timezone.localdate(),
        RESULT,
        AGREED,
        due,
        following,
    ]
    # 28 letters of the result and the agreement, 16 digits of two days, and 16 to get about and to send it.
    assert keys.strokes == 60
    assert keys.strokes / STROKES_A_SECOND <= 25
    assert checks.everything(page) == []
    assert page.failures == []


def test_what_is_typed_is_kept_on_the_server_every_ten_seconds_and_never_in_the_browser(open_page):
    world = make.world()
    client = log_in(Client(), world.lead)
    address = reverse("welcome_folder:folder-detail", args=[world.folder.pk])
    page = open_page("/de/impressum/", client=client)
    page.clock.install()
    page.goto(f"http://testserver{address}")
    page.fill("[name=result]", "Mitten im Satz")
    page.clock.run_for(9_000)
    assert Draft.objects.count() == 0
    page.clock.run_for(1_500)
    page.wait_for_selector("text=Zwischengespeichert um")
    page.clock.run_for(60_000)
    kept = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert [kept, Draft.objects.get().user, ViewLog.objects.filter(kind="draft").count()] == [[0, 0], world.lead, 1]
    again = open_page(address, client=client, java_script=False)
    assert [again.input_value("[name=result]"), page.failures] == ["Mitten im Satz", []]


def _same_both_ways(after):
    """The next day such as 5 May: typed the same whether the browser's own language asks for day or month first."""
    day = after + timedelta(days=1)
    while day.day != day.month:
        day += timedelta(days=1)
    return day
