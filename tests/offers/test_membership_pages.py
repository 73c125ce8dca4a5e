"""Roles in institutions: given and ended on pages, by those who may."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from herne_integration.idempotency import new_key
from offers.models import Membership
from tests.offers import make
from tests.people import log_in
from tests.people import person as with_roles
from tests.portal.make import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody():
    return person()


@pytest.fixture
def house():
    return make.organisation(name="Beratung am Markt")


def page(client, name, *args):
    return client.get(reverse(f"offers:membership-{name}", args=args)).content.decode()


def give(client, somebody, **typed):
    form = client.get(reverse("offers:membership-create", args=[somebody.key])).context["form"]
    data = {"once": form["once"].value(), "starts_on": timezone.localdate().isoformat()} | typed
    return client.post(reverse("offers:membership-create", args=[somebody.key]), data)


def test_a_role_is_given_once_for_a_double_click_and_stands_on_the_persons_page(client, system, somebody, house):
    log_in(client, system)
    assert "In keiner Einrichtung" in page(client, "list", somebody.key)
    form = client.get(reverse("offers:membership-create", args=[somebody.key])).context["form"]
    typed = {"once": form["once"].value(), "organisation": house.pk, "role": "case_worker"}
    answers = [give(client, somebody, **typed) for _ in range(2)]
    assert {answer.url for answer in answers} == {reverse("offers:membership-list", args=[somebody.key])}
    (membership,) = Membership.objects.all()
    assert [membership.user, membership.organisation, membership.granted_by] == [somebody, house, system]
    assert "Beratung am Markt" in page(client, "list", somebody.key)
    detail = client.get(reverse("accounts:person-detail", args=[somebody.key])).content.decode()
    assert "Fallbearbeitung, Beratung am Markt" in detail
    assert reverse("offers:membership-list", args=[somebody.key]) in detail


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"organisation": ""}, "Dieses Feld ist zwingend erforderlich"),
        ({"organisation": "999999"}, "gültige Auswahl"),
        ({"role": "president"}, "gültige Auswahl"),
        ({"starts_on": "2020-01-01"}, "frühestens heute"),
        ({"starts_on": "irgendwann"}, "gültiges Datum"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, system, somebody, house, typed, sentence):
    log_in(client, system)
    answer = give(client, somebody, **{"organisation": house.pk, "role": "contact"} | typed)
    assert [answer.status_code, sentence in answer.content.decode()] == [200, True]
    assert not Membership.objects.exists()


def test_the_same_role_twice_is_refused_at_the_form(client, system, somebody, house):
    log_in(client, system)
    give(client, somebody, organisation=house.pk, role="contact")
    answer = give(client, somebody, organisation=house.pk, role="contact")
    assert "Diese Rolle hat die Person dort schon." in answer.content.decode()
    assert Membership.objects.count() == 1


def test_a_role_ends_at_once_and_a_second_click_says_so(client, system, somebody, house):
    membership = make.membership(somebody, of=house, role="contact")
    log_in(client, system)
    url = reverse("offers:membership-end", args=[membership.pk])
    assert "Das gilt sofort" in client.get(url).content.decode()
    for sentence in ("ist nicht mehr Ansprechperson", "schon beendet"):
        assert sentence in client.post(url, follow=True).content.decode()
    assert not Membership.objects.live_on(timezone.localdate()).exists()


def test_what_has_to_be_handed_over_stands_there_before_anything_ends(client, system, house, settings):
    membership = make.membership(person(), of=house, role="contact")
    settings.MEMBERSHIP_DUTIES = ["tests.offers.test_membership_pages.duty"]
    log_in(client, system)
    url = reverse("offers:membership-end", args=[membership.pk])
    html = client.get(url).content.decode()
    assert ["Drei Dinge fehlen." in html, "Das gilt sofort" in html] == [True, False]
    assert "Drei Dinge fehlen." in client.post(url, follow=True).content.decode()
    assert Membership.objects.live_on(timezone.localdate()).exists()


def duty(membership):
    return ["Drei Dinge fehlen."]


def test_who_logged_in_long_ago_is_asked_again_before_giving_power(client, somebody, house):
    log_in(client, with_roles("Ada Admin", "system", password="ein langes Passwort 7"), ago=301)
    typed = {"once": new_key(), "organisation": house.pk, "role": "contact", "starts_on": "2099-01-01"}
    answer = client.post(reverse("offers:membership-create", args=[somebody.key]), typed)
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not Membership.objects.exists()


def test_a_hundred_roles_cost_as_many_queries_as_one(client, system, somebody, django_assert_max_num_queries):
    log_in(client, system)
    for number in range(3):
        begun = timezone.now() - timedelta(days=number)
        make.membership(somebody, of=make.organisation(), granted_at=begun)
    with django_assert_max_num_queries(12):
        assert page(client, "list", somebody.key).count("<tr>") == 4
