"""The story goes on at the institution: a coordinator's placement, the answer, the meeting, and both sign."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accessibility import checks
from tests.browser import ORIGIN
from tests.people import log_in
from tests.volunteers import make
from tests.volunteers.working import url
from volunteers.actions import agreements, placements
from volunteers.models import FollowUp

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
DESK, PHONE = 1280, 390


def test_the_institution_answers_meets_and_both_sign(open_page):
    coordinator, task = make.coordinator(), make.opportunity(title="Sprachcafé am Dienstag", trial_weeks=2)
    mira = make.volunteer(given_name="Zqxvorname", family_name="Zqxnachname", languages=["ar"])
    placement = make.placement(mira, task, state="interested", by=coordinator)
    placements.ask_organisation(placement=placement, by=coordinator)
    page = open_page(reverse("roof:overview"), client=log_in(Client(), task.contact), width=PHONE)
    page.locator("main .card-list a", has_text="Ehrenamt in unserer Einrichtung").click()
    page.locator(".board__row a").first.click()
    assert "Zqx" not in page.content()
    assert checks.everything(page) == []
    page.locator("main button", has_text="Ja, gern").click()
    page.locator("#stand", has_text="Sie haben ja gesagt").wait_for()
    assert "Zqx" not in page.content()
    placements.introduce(placement=placement, by=coordinator)
    agreements.draw_up(placement=placement, insurance="city", by=coordinator)
    page.reload()
    assert page.locator("#kontakt").inner_text() == "Zqxvorname Zqxnachname"
    page.locator("aside a", has_text="Vereinbarung lesen").click()
    page.locator("main button", has_text="unterschreibe").click()
    page.locator("main li", has_text="Ehrenamtliche Person: noch nicht").wait_for()
    agreement = placement.agreement
    own = open_page(url("my-agreement", agreement.pk), client=log_in(Client(), mira.user), width=PHONE)
    own.locator("main button", has_text="unterschreibe").click()
    own.locator("main li").first.wait_for()
    agreement.refresh_from_db()
    assert [agreement.is_signed, agreement.organisation_signed_by] == [True, task.contact]
    assert page.failures == own.failures == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nobody_is_shut_out(open_page, width):
    task = make.opportunity(capacity=5)
    running = make.placement(of=task, state="introduced")
    make.agreement(running, is_signed=False)
    how = FollowUp.objects.create(placement=running, kind="two_weeks", due_on=timezone.localdate())
    asked = make.placement(make.volunteer(windows=[("1", 9, 12)], is_always_free=False), task, state="asked")
    make.placement(of=task, state="ended")
    addresses = [url("office"), url("office-task-create"), url("office-task", task.pk), url("office-no", asked.pk)]
    keyed = ("office-placement", "office-agreement", "office-end")
    addresses += [url("office-placement", asked.pk), *(url(name, running.pk) for name in keyed)]
    addresses.append(url("office-follow-up", how.pk))
    page = open_page(addresses[0], client=log_in(Client(), task.contact), width=width)
    for address in addresses:
        page.goto(f"{ORIGIN}{address}")
        assert checks.everything(page) == [], address
        assert page.failures == [], address
