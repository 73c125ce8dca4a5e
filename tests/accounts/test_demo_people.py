"""Invented people log in by one click, in a demo and nowhere else."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from herne_integration.accounts import second_factor
from herne_integration.roof.demo import people
from offers.models import Membership

pytestmark = pytest.mark.django_db
PEOPLE, LOGIN = "roof:demo-people", "roof:demo-login"


@pytest.fixture
def demo(settings):
    """A demo with its people."""
    settings.DEMO = True
    people.load()


def test_loading_twice_creates_everybody_once(demo):
    assert people.load() == ""
    names = get_user_model().objects.filter(email__endswith="@demo.invalid").values_list("name", flat=True)
    assert len(names) == len(people.PEOPLE)
    assert all(name.endswith(" (erfunden)") for name in names)


def test_nobody_invented_has_a_password_or_stands_beside_a_real_organisation(demo):
    assert not any(user.has_usable_password() for user in get_user_model().objects.all())
    assert set(Membership.objects.values_list("organisation__name", flat=True)) == {people.ORGANISATION}


def test_one_click_logs_in_without_a_second_factor(client, demo):
    assert client.get(reverse(PEOPLE)).status_code == 200
    response = client.post(reverse(LOGIN), {"person": "system"})
    assert (response.status_code, response.url) == (302, reverse("roof:overview"))
    assert client.get(reverse("accounts:people-list")).status_code == 200


def test_another_click_makes_one_somebody_else(client, demo):
    client.post(reverse(LOGIN), {"person": "system"})
    client.post(reverse(LOGIN), {"person": "redaktion"})
    assert client.get(reverse("accounts:people-list")).status_code == 403


def test_outside_of_a_demo_the_pages_do_not_exist(client, demo, settings):
    settings.DEMO = False
    assert client.get(reverse(PEOPLE)).status_code == 404
    assert client.post(reverse(LOGIN), {"person": "system"}).status_code == 404


def test_outside_of_a_demo_an_open_session_of_an_invented_person_is_worthless(client, demo, settings):
    client.post(reverse(LOGIN), {"person": "system"})
    settings.DEMO = False
    assert client.get(reverse("accounts:people-list")).url.startswith(reverse("account_login"))


def test_outside_of_a_demo_the_mark_is_worthless_too(rf, demo, settings):
    request = rf.get("/")
    request.user = get_user_model().objects.get(email="system@demo.invalid")
    request.session = {second_factor.DEMO_SESSION_KEY: request.user.pk}
    assert second_factor.is_demo_person(request)
    settings.DEMO = False
    assert not second_factor.is_demo_person(request)


def test_only_people_of_the_list_can_be_clicked(client, demo, system):
    assert client.post(reverse(LOGIN), {"person": "nobody"}).status_code == 404
    assert client.post(reverse(LOGIN)).status_code == 404
    assert client.get(reverse(LOGIN)).status_code == 405


def test_the_mark_of_a_demo_person_does_not_help_a_real_one(client, log_in, demo, redaktion):
    log_in(client, redaktion, second_factor=False)
    session = client.session
    session[second_factor.DEMO_SESSION_KEY] = redaktion.pk
    session.save()
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("mfa_activate_totp"))


def test_nobody_sets_up_a_second_factor_for_a_demo_person(client, demo):
    client.post(reverse(LOGIN), {"person": "system"})
    assert client.get(reverse("mfa_activate_totp")).url == reverse("accounts:profile")
    assert client.get(reverse("account_change_password")).url == reverse("accounts:profile")


def test_the_launcher_names_people_and_the_address_of_their_page(settings):
    settings.SITE_URL = "http://127.0.0.1:8123"
    lines = people.log_ins()
    assert lines[0] == "Redaktion: Erika Muster (erfunden), http://127.0.0.1:8123/de/demo/"
