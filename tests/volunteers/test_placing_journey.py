"""A coordinator places somebody who has signed up in Arabic; and every page of the coordination can be used by all."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accessibility import checks
from tests.browser import ORIGIN
from tests.people import log_in
from tests.volunteers import make
from tests.volunteers.working import url
from volunteers.actions import agreements, courses, matching, placements, routes
from volunteers.models import Placement

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
DESK, PHONE = 1280, 390


def test_a_coordinator_places_somebody_who_signed_up_in_arabic(open_page):
    coordinator = make.coordinator()
    task = make.opportunity(
        title="Dolmetschen beim Kinderarzt", kind="interpreting", languages=["ar"], german_level="A1", trial_weeks=2
    )
    rana = make.volunteer(given_name="رنا", family_name="", language="ar", german_level="A1", languages=["ar"])
    client = log_in(Client(), coordinator)
    page = open_page(reverse("roof:overview"), client=client, width=DESK)
    page.locator("main .card-list a", has_text="Koordination Ehrenamt").click()
    page.locator("#neu ~ ul a").first.click()
    assert page.locator("h1").inner_text() == "رنا"
    page.locator(".board__row button", has_text="Vorschlagen").first.click()
    placement = Placement.objects.get()
    assert [placement.volunteer, placement.opportunity] == [rana, task]
    # Her own click, in Arabic, on her own page; then the coordinator sees it, in a new window: the old one may load.
    placements.say_yes(placement=placement, by=rana.user)
    page = open_page(url("inbox"), client=client, width=DESK)
    page.locator("#fragen ~ ul button").click()
    placements.agree(placement=placement, by=task.contact)
    page = open_page(url("inbox"), client=client, width=DESK)
    page.locator("#einfuehren ~ ul button").click()
    placement.refresh_from_db()
    assert placement.state == "introduced"
    page.locator("a", has_text="Vereinbarung erstellen").click()
    page.locator("input[name=insurance][value=city]").check()
    page.locator("textarea[name=tasks_text]").fill("Einmal in der Woche")
    page.locator("main form .kern-btn--primary").click()
    page.locator("#vereinbarung ~ dl").wait_for()
    for side, person in (("volunteer", rana.user), ("organisation", task.contact)):
        agreements.sign(agreement=placement.agreement, side=side, by=person)
    page.goto(f"http://testserver{url('placement-detail', placement.pk)}")
    page.locator("main button", has_text="Einsatz beginnen").click()
    page.locator("#stand", has_text="läuft").wait_for()
    placement.refresh_from_db()
    assert placement.state == "active"
    assert checks.everything(page) == []
    assert page.failures == []


@pytest.fixture
def pages(db):
    """{name: address} of one page of every template, with something on each."""
    coordinator, task = make.coordinator(), make.opportunity(task_class="minors", german_level="B1", capacity=5)
    people = [make.volunteer(), make.volunteer(german_level="A1", lead=coordinator), make.volunteer(about="Ich singe.")]
    make.clearance(people[0], by=coordinator)
    free = make.opportunity(capacity=2)
    running = make.placement(people[2], task, state="introduced", by=coordinator)
    make.agreement(running)
    for state in ("interested", "asked", "suggested"):
        make.placement(make.volunteer(), free, state=state, by=coordinator)
    course = make.course(by=coordinator, days=(3,))
    courses.register(course=course, volunteer=people[0], by=people[0].user)
    routes.set_route(coordinator=coordinator, by=coordinator, district=make.District.objects.get(key="wanne"))
    run = matching.run(by=coordinator)
    names = ("inbox", "placement-list", "volunteer-list", "opportunity-work-list", "run-list", "clearance-list")
    names += (
        "course-list",
        "course-create",
        "route-list",
        "policy-list",
        "weights-create",
        "statistics",
        "opportunity-create",
    )
    keyed = {"placement-detail": running, "placement-end": running, "volunteer-board": people[0]}
    keyed |= {"opportunity-board": task, "run-detail": run, "course-detail": course, "clearance-create": people[0]}
    found = {name: url(name) for name in names} | {name: url(name, thing.pk) for name, thing in keyed.items()}
    found["policy-create"] = url("policy-create", "minors")
    found["course-session-edit"] = url("course-session-edit", course.sessions.get().pk)
    found["placement-suggest"] = url("placement-suggest", people[1].pk, free.pk)
    return coordinator, found


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nobody_is_shut_out(open_page, pages, width):
    coordinator, addresses = pages
    page = open_page(addresses["inbox"], client=log_in(Client(), coordinator), width=width)
    for name, address in addresses.items():
        page.goto(f"{ORIGIN}{address}")
        assert checks.everything(page) == [], name
        assert page.failures == [], name
