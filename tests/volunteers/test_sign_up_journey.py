"""A newcomer with little German signs up on a phone, in Arabic and without JavaScript, and sees what happens next."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import translation

from tests.accessibility import checks
from tests.volunteers import make, make_sign_up, traces_of_mail
from volunteers.models import Consent, Volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
PHONE = 390


def test_six_pages_in_arabic_lead_to_an_own_page(open_page):
    make.opportunity(activity_type="interpreting", kind="interpreting", languages=["ar"], german_level="A1")
    page = open_page("/ar/ehrenamt/", width=PHONE, java_script=False)
    say_what_she_would_like(page)
    say_who_she_is(page)
    # Back and forward keep everything.
    page.locator("button[value='zurueck']").click()
    forward(page)
    assert page.locator("input[name='given_name']").input_value() == "رنا"
    forward(page)
    assert not page.locator("input[name='placement']").is_checked()
    page.locator("input[name='placement']").check()
    forward(page)
    page.wait_for_url("**/ar/ehrenamt/mitmachen/gesendet/")
    assert Volunteer.objects.get().state == "draft"
    page.goto(page.url.split("/ar/")[0] + urlsplit(traces_of_mail.last_link()).path)
    page.locator("input[name='password']").fill("vier Wörter ohne Sinn")
    page.locator("main form button").click()
    page.wait_for_url("**/ar/ehrenamt/mein/")
    assert page.locator(".my-next h2").is_visible()
    assert page.locator("html").get_attribute("dir") == "rtl"
    rana = Volunteer.objects.get()
    assert [rana.state, rana.language, rana.placements.count(), Consent.objects.get().text.purpose] == [
        "active",
        "ar",
        1,
        "placement",
    ]
    assert page.failures == []


def say_what_she_would_like(page):
    """From a task that speaks Arabic through the first four pages."""
    page.locator(".help-card a").click()
    page.locator(".help__join .kern-btn--primary").click()
    assert page.locator("input[value='interpreting']").is_checked()
    forward(page)
    page.locator("input[name='where'][value='wanne']").check()
    page.locator("input[name='where'][value='herne-mitte']").check()
    page.locator("input[value='3-evening']").check()
    page.locator("input[name='is_always_free']").check()
    page.locator("select[name='hours_per_week']").select_option("4")
    forward(page)
    page.locator("input[name='german_level'][value='A1']").check()
    page.locator("select[name='language-0']").select_option("ar")
    page.locator("select[name='level-0']").select_option("native")
    page.locator("input[name='interpret-0']").check()
    forward(page)
    forward(page)


def say_who_she_is(page):
    """Name, address, birthday."""
    page.locator("input[name='given_name']").fill("رنا")
    page.locator("input[name='email']").fill("rana.probe@example.org")
    page.locator("input[name='born_on']").fill("1995-02-28")


def forward(page):
    """The main button of a page."""
    page.locator("form.sign-up button.kern-btn--primary").click()


@pytest.mark.parametrize(("language", "width"), [("de", 360), ("ar", 360), ("en", 1280)])
@pytest.mark.parametrize("place", ["list", "task", "how", "begin", "times", "languages", "send"])
def test_nobody_is_shut_out(open_page, language, width, place):
    task = make.opportunity(task_class="minors", requirements=["schulung"])
    make.unconfirmed_opportunity(source_year=2017)
    token = make_sign_up.draft(language=language, aufgaben={"opportunity": str(task.pk)})
    with translation.override(language):
        address = {
            "list": reverse("volunteers:opportunity-list"),
            "task": reverse("volunteers:opportunity-detail", args=[task.pk]),
            "how": reverse("volunteers:how-it-works"),
            "begin": reverse("volunteers:sign-up"),
            "times": reverse("volunteers:sign-up-step", args=[token, "zeit-und-ort"]),
            "languages": reverse("volunteers:sign-up-step", args=[token, "sprachen"]),
            "send": reverse("volunteers:sign-up-send", args=[token]),
        }[place]
    page = open_page(address, width=width)
    assert checks.everything(page) == []
    assert page.failures == []
