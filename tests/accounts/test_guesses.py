"""Guessing is limited, and nobody is locked out by somebody else's guesses."""

from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.urls import reverse
from django.utils import timezone

from herne_integration.accounts import guesses, known_device, limits
from herne_integration.accounts.models import Attempts
from tests.accounts.test_entrance import PASSWORD, authenticator, code_for
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return person("Mia Muster", password=PASSWORD)


@pytest.fixture
def checked(monkeypatch):
    """Passwords that reached the hasher."""
    seen, verify = [], hashers.MD5PasswordHasher.verify

    def spy(self, password, encoded):
        seen.append(password)
        return verify(self, password, encoded)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "verify", spy)
    return seen


def log_in_from(client, address, email, password):
    """A log-in from that address, as the proxy reports it."""
    return client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=address)


def some_address(number):
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def test_guesses_from_rotating_addresses_reach_five_password_checks(client, member, checked):
    answers = [log_in_from(client, some_address(n), member.email, f"guess {n}").status_code for n in range(60)]
    assert answers == [200] * 5 + [429] * 55
    assert len(checked) == 5


def test_other_spellings_of_the_address_do_not_open_another_counter(client, member, checked):
    spellings = [
        member.email,
        member.email.upper(),
        f" {member.email} ",
        "Mia.Muster@Example.org",
        "mıa.muster@example.org",
    ]
    for n in range(40):
        log_in_from(client, some_address(n), spellings[n % 5], f"guess {n}")
    assert len(checked) <= 5


@pytest.mark.parametrize("typed", ["mia\x00@example.org", "", "ſ" * 5000, "🙂@example.org"])
@pytest.mark.parametrize(("page", "field"), [("account_login", "login"), ("account_reset_password", "email")])
def test_nonsense_for_an_address_is_a_mistake_in_the_form(client, page, field, typed):
    assert client.post(reverse(page), {field: typed, "password": "x"}).status_code == 200


def test_unknown_addresses_are_refused_like_known_ones(client, member):
    answers = [log_in_from(client, some_address(n), "nobody@example.org", "x").status_code for n in range(7)]
    assert answers == [200] * 5 + [429] * 2


def test_the_real_person_on_a_known_device_still_gets_in(client, member, django_user_model):
    log_in_from(client, "192.0.2.1", member.email, PASSWORD)
    client.post(reverse("account_logout"))
    stranger = type(client)()
    for n in range(30):
        log_in_from(stranger, some_address(n), member.email, f"guess {n}")
    assert log_in_from(stranger, "192.0.2.9", member.email, PASSWORD).status_code == 429
    assert log_in_from(client, "192.0.2.1", member.email, PASSWORD).status_code == 302


def test_a_known_device_has_a_limit_of_its_own(client, member, checked):
    log_in_from(client, "192.0.2.1", member.email, PASSWORD)
    client.post(reverse("account_logout"))
    checked.clear()
    answers = [log_in_from(client, "192.0.2.1", member.email, f"guess {n}").status_code for n in range(14)]
    assert answers == [200] * 10 + [429] * 4
    assert len(checked) == 10


def test_the_device_of_one_person_is_not_known_to_another(client, member, checked):
    attacker = person("Arno Angreifer", password=PASSWORD)
    log_in_from(client, "192.0.2.1", attacker.email, PASSWORD)
    client.post(reverse("account_logout"))
    checked.clear()
    for n in range(20):
        log_in_from(client, some_address(n), member.email, f"guess {n}")
    assert len(checked) == 5


@pytest.mark.parametrize("cookie", ["", "nonsense", "eyJkZXZpY2UiOiJ4In0:1abc:xyz"])
def test_a_forged_device_cookie_is_no_device(rf, member, cookie):
    request = rf.get("/")
    request.COOKIES[known_device.COOKIE] = cookie
    assert known_device.device_of(request, member) is None


def test_the_device_cookie_is_out_of_reach_for_scripts(client, member):
    response = log_in_from(client, "192.0.2.1", member.email, PASSWORD)
    cookie = response.cookies[known_device.COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert member.email not in cookie.value


def test_the_town_hall_logs_in_sixty_at_once_behind_one_address(client):
    answers = []
    for n in range(60):
        colleague = person(f"Kollegin {n}", password=PASSWORD)
        answers.append(log_in_from(type(client)(), "192.0.2.1", colleague.email, PASSWORD).status_code)
    assert answers == [302] * 60
    assert not Attempts.objects.filter(count__gt=0).exists()


def test_one_address_cannot_try_many_accounts(client, monkeypatch):
    monkeypatch.setattr(guesses, "ADDRESS", limits.Limit("address", 20, guesses.QUARTER))
    answers = [log_in_from(client, "192.0.2.7", f"p{n}@example.org", "x").status_code for n in range(25)]
    assert answers == [200] * 20 + [429] * 5


def test_one_household_on_ipv6_is_one_address(rf):
    networks = {
        guesses.client_network(rf.get("/", REMOTE_ADDR=address)) for address in ("2001:db8:1:2::1", "2001:db8:1:2::ff")
    }
    assert networks == {"2001:db8:1:2::/64"}


def test_only_the_trusted_proxy_s_word_about_the_address_counts(rf, settings):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.5")
    assert guesses.client_network(request) == "192.0.2.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert guesses.client_network(request) == "203.0.113.5"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert guesses.client_network(request) == "192.0.2.1"


def test_the_refusal_names_the_time_to_wait_and_the_way_out(client, member):
    for n in range(5):
        log_in_from(client, some_address(n), member.email, "x")
    response = log_in_from(client, "192.0.2.1", member.email, "x")
    assert 840 < int(response["Retry-After"]) <= 900
    assert "in 15 Minuten noch einmal." in response.content.decode()
    assert f'href="{reverse("account_reset_password")}"' in response.content.decode()


def test_a_new_password_by_mail_makes_the_device_known_and_lets_the_person_in(client, member, mailed_link):
    for n in range(8):
        log_in_from(client, some_address(n), member.email, "x")
    client.post(reverse("account_reset_password"), {"email": member.email})
    form = client.get(mailed_link(), follow=True)
    new = "ein ganz anderes passwort"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert log_in_from(client, "192.0.2.1", member.email, new).status_code == 302


def test_codes_are_limited_across_sessions_but_not_on_a_known_device(client, member):
    log_in_from(client, "192.0.2.1", member.email, PASSWORD)
    client.post(reverse("account_logout"))
    secret = authenticator(member)
    answers = []
    for n in range(7):
        stranger = type(client)()
        log_in_from(stranger, some_address(n), member.email, PASSWORD)
        answers.append(stranger.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code)
    assert answers == [200] * 5 + [429] * 2
    log_in_from(client, "192.0.2.1", member.email, PASSWORD)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert client.session["_auth_user_id"] == str(member.pk)


def test_a_right_code_gives_the_try_back(client, member):
    secret = authenticator(member)
    log_in_from(client, "192.0.2.1", member.email, PASSWORD)
    assert client.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).status_code == 302
    assert not Attempts.objects.filter(count__gt=0).exists()


def test_passwords_of_an_open_session_are_limited_too(client, log_in, member, checked):
    log_in(client, member)
    page = reverse("account_change_password")
    answers = [
        client.post(page, {"oldpassword": f"x{n}", "password1": PASSWORD * 2, "password2": PASSWORD * 2}).status_code
        for n in range(8)
    ]
    assert answers == [200] * 5 + [429] * 3


def test_requests_for_mail_are_limited_for_known_and_unknown_addresses_alike(client, member):
    for email in (member.email, "nobody@example.org"):
        page = reverse("account_reset_password")
        answers = [client.post(page, {"email": email}, REMOTE_ADDR=some_address(n)).status_code for n in range(5)]
        assert answers == [302] * 3 + [429] * 2


def test_a_window_ends_and_twice_the_limit_is_the_most_in_any_stretch():
    limit, start = limits.Limit("test", 5, timedelta(minutes=15)), timezone.now()
    allowed = [
        second
        for second in range(2700)
        if limits.take(limit, "somebody", at=start + timedelta(seconds=second)).wait is None
    ]
    most = max(sum(1 for moment in allowed if begin <= moment < begin + 900) for begin in range(1800))
    assert (len(allowed), most <= 10) == (15, True)


def test_the_table_names_nobody_and_is_purged(client, member):
    log_in_from(client, "192.0.2.1", member.email, "x")
    keys = Attempts.objects.values_list("key", flat=True)
    assert all(len(key) == 64 and int(key, 16) for key in keys)
    assert limits.purge() == 0
    assert limits.purge(at=timezone.now() + timedelta(minutes=16)) == 2
