"""Logging in and everything around it: allauth's pages in the portal's clothes."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import NoReverseMatch, reverse

from tests.people import person

pytestmark = pytest.mark.django_db

PASSWORD = "vier woerter ohne sinn"
PUBLIC = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]
SIGNED_IN = [
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "accounts:profile",
    "accounts:session-list",
]


@pytest.fixture
def member(db):
    """Somebody with a password and no role."""
    return person("Mia Muster", password=PASSWORD)


def authenticator(user):
    """A second factor whose codes the test can compute; returns its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_for(secret):
    """What the app shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def in_our_clothes(response):
    """Our frame, and nothing that the content security policy forbids."""
    html = response.content.decode()
    assert response.status_code == 200
    assert "css/portal.css" in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert html.count("<h1>") == 1
    return True


@pytest.mark.parametrize("language", ["de", "en", "ar"])
@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_wears_our_clothes(client, name, language):
    url = reverse(name).replace("/de/", f"/{language}/")
    assert in_our_clothes(client.get(url))


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("name", SIGNED_IN)
def test_page_of_the_account_wears_our_clothes(client, log_in, member, name, language):
    authenticator(member)
    log_in(client, member)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert in_our_clothes(client.get(reverse(name).replace("/de/", f"/{language}/")))


def test_set_up_page_wears_our_clothes_and_shows_the_key_as_image_and_text(client, log_in, member):
    log_in(client, member)
    response = client.get(reverse("mfa_activate_totp"))
    assert in_our_clothes(response)
    assert client.session["mfa.totp.secret"] in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_set_password",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_signup_by_passkey",
        "mfa_trust",
        "mfa_add_webauthn",
        "mfa_download_recovery_codes",
        "usersessions_list",
        "socialaccount_connections",
    ],
)
def test_what_we_do_not_offer_does_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_log_in_with_e_mail_and_password_leads_to_the_page_one_wanted(client, member):
    wanted = reverse("accounts:session-list")
    login = client.get(wanted).url
    response = client.post(login, {"login": "MIA.muster@example.org", "password": PASSWORD})
    assert (response.status_code, response.url) == (302, wanted)


def test_wrong_password_is_told_without_saying_which_part_is_wrong(client, member):
    unknown = client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "x" * 12})
    wrong = client.post(reverse("account_login"), {"login": member.email, "password": "x" * 12})
    errors = [response.context["form"].non_field_errors() for response in (unknown, wrong)]
    assert errors[0] == errors[1] == ["E-Mail-Adresse oder Passwort stimmen nicht."]


def test_journey_of_staff_sets_up_the_factor_and_needs_its_code_at_the_next_log_in(client):
    editor = person("Rita Redaktion", "redaktion", password=PASSWORD)
    wanted = reverse("accounts:profile")
    response = client.post(reverse("account_login") + f"?next={wanted}", {"login": editor.email, "password": PASSWORD})
    assert response.url == wanted
    assert client.get(wanted).url == f"{reverse('mfa_activate_totp')}?next=%2Fde%2Fkonto%2F"
    set_up = f"{reverse('mfa_activate_totp')}?next=/de/konto/"
    client.get(set_up)
    secret = client.session["mfa.totp.secret"]
    code = code_for(secret)
    done = client.post(set_up, {"code": code})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert 'href="/de/konto/"' in client.get(done.url).content.decode()
    assert client.get(wanted).status_code == 200
    client.post(reverse("account_logout"))

    response = client.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})
    assert response.url == reverse("mfa_authenticate")
    assert in_our_clothes(client.get(response.url))
    assert "_auth_user_id" not in client.session
    used = client.post(reverse("mfa_authenticate"), {"code": code})
    assert used.context["form"].errors["code"] == ["Dieser Code stimmt nicht oder wurde schon benutzt."]
    codes = Authenticator.objects.get(user=editor, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert client.get(wanted).status_code == 200
    assert len(Authenticator.objects.get(user=editor, type="recovery_codes").wrap().get_unused_codes()) == 9


def test_staff_cannot_switch_the_factor_off(client, log_in, redaktion):
    authenticator(redaktion)
    log_in(client, redaktion)
    response = client.post(reverse("mfa_deactivate_totp"))
    assert "Mit Ihrer Rolle brauchen Sie den zweiten Faktor." in response.content.decode()
    assert Authenticator.objects.filter(user=redaktion).exists()


def test_viewing_recovery_codes_asks_again_after_five_minutes(client, log_in, member):
    authenticator(member)
    log_in(client, member)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    log_in(client, member, ago=301)
    response = client.get(reverse("mfa_view_recovery_codes"))
    assert response.url.startswith(reverse("account_reauthenticate"))


def test_a_log_in_of_six_minutes_ago_is_not_enough_to_set_up_a_factor(client, log_in, member):
    log_in(client, member, second_factor=False, ago=361)
    ask = client.get(reverse("mfa_activate_totp")).url
    assert ask.startswith(reverse("account_reauthenticate"))
    assert client.post(ask, {"password": "falsch falsch"}).status_code == 200
    assert client.get(client.post(ask, {"password": PASSWORD}).url).status_code == 200
