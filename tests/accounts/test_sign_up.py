"""Who wants to help or to apply for money signs up; nobody learns who has an account already."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model, hashers
from django.urls import reverse

from herne_integration.models import OutboxMail
from tests.accounts.test_entrance import PASSWORD
from tests.people import person

pytestmark = pytest.mark.django_db


def typed(**changes):
    """A filled-in form."""
    form = {"wish": "volunteer", "name": "Ewa Neu", "email": "ewa@example.org", "password1": PASSWORD}
    return form | changes


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), typed(**changes))


@pytest.mark.parametrize("wish", ["volunteer", "applicant"])
def test_the_wish_is_kept_and_gives_no_permission(client, wish):
    sign_up(client, wish=wish)
    user = get_user_model().objects.get()
    assert (user.wish, user.name, user.get_all_permissions(), user.groups.count()) == (wish, "Ewa Neu", set(), 0)


@pytest.mark.parametrize("wish", ["", "redaktion", "system"])
def test_nobody_signs_up_as_anything_else(client, wish):
    assert "wish" in sign_up(client, wish=wish).context["form"].errors
    assert not get_user_model().objects.exists()


def test_the_address_has_to_be_confirmed_by_a_click_that_no_scanner_makes(client, mailed_link):
    assert sign_up(client).url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    link = mailed_link()
    browser = type(client)()
    assert "ewa@example.org" in browser.get(link).content.decode()
    assert not EmailAddress.objects.get().verified
    assert browser.post(link).status_code == 302
    assert EmailAddress.objects.get().verified
    answer = browser.post(reverse("account_login"), {"login": "ewa@example.org", "password": PASSWORD})
    assert answer.url == reverse("roof:overview")


def test_before_that_the_log_in_only_sends_the_mail_again(client):
    sign_up(client)
    answer = client.post(reverse("account_login"), {"login": "ewa@example.org", "password": PASSWORD})
    assert answer.url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session


def test_a_worthless_link_says_so_in_our_clothes(client):
    html = client.get(reverse("account_confirm_email", args=["MQ:1abc:x"])).content.decode()
    assert "Dieser Link gilt nicht mehr" in html


def outside(response, client):
    """What a stranger sees of an answer."""
    return response.status_code, response.url, sorted(response.cookies), sorted(client.cookies)


def test_a_known_address_is_answered_like_a_new_one(client):
    person("Ewa Alt", email="alt@example.org")
    new, known = type(client)(), type(client)()
    answers = [outside(sign_up(new), new), outside(sign_up(known, email="alt@example.org"), known)]
    assert answers[0] == answers[1]
    assert get_user_model().objects.filter(name="Ewa Alt").exists()
    assert "Es gibt schon eines" in OutboxMail.objects.get(to="alt@example.org").body


def test_a_known_address_costs_as_much_time_as_a_new_one(client, monkeypatch):
    person("Ewa Alt", email="alt@example.org")
    hashed, encode = [], hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *args: hashed.append(args[1]) or encode(*args))
    sign_up(type(client)())
    new = hashed.count(PASSWORD)
    sign_up(type(client)(), email="alt@example.org")
    assert hashed.count(PASSWORD) == 2 * new > 0


def test_log_in_of_an_unknown_address_hashes_like_a_wrong_password(client, monkeypatch):
    person("Ewa Alt", email="alt@example.org", password=PASSWORD)
    hashed, encode = [], hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *args: hashed.append(args[1]) or encode(*args))
    counts = []
    for email in ("alt@example.org", "nobody@example.org"):
        hashed.clear()
        client.post(reverse("account_login"), {"login": email, "password": "falsch falsch"})
        counts.append(hashed.count("falsch falsch"))
    assert counts == [1, 1]


def test_the_reset_page_answers_known_and_unknown_alike_and_mails_only_the_known(client):
    person("Ewa Alt", email="alt@example.org", password=PASSWORD)
    answers = [
        outside(browser.post(reverse("account_reset_password"), {"email": email}), browser)
        for email, browser in (("alt@example.org", type(client)()), ("nobody@example.org", type(client)()))
    ]
    assert answers[0] == answers[1]
    assert list(OutboxMail.objects.values_list("to", flat=True)) == ["alt@example.org"]


def test_mails_speak_the_page_s_language_and_their_links_stay_in_it(client, mailed_link):
    client.post("/en/konto/registrieren/", typed())
    assert mailed_link().startswith("/en/konto/adresse/")


def test_links_never_name_the_host_that_the_browser_claims(client, settings, mailed_link):
    settings.SITE_URL = "http://portal.example"
    client.post(reverse("account_signup"), typed(), headers={"Host": "localhost"})
    assert "http://portal.example/de/konto/adresse/" in OutboxMail.objects.get().body


def test_a_password_that_everybody_has_is_refused(client):
    assert "password1" in sign_up(client, password1="password123").context["form"].errors


def test_typed_text_stays_after_a_mistake(client):
    html = sign_up(client, email="keine adresse").content.decode()
    assert 'value="Ewa Neu"' in html
    assert PASSWORD not in html
