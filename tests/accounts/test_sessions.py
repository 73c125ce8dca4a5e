"""Sessions end after 30 idle minutes and after ten hours; what was typed is still there afterwards."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from herne_integration.accounts import sessions
from herne_integration.models import Draft
from tests.accounts.test_entrance import PASSWORD, authenticator, code_for
from tests.people import person

pytestmark = pytest.mark.django_db
MINUTE = 60
PAGE = "accounts:profile"


@pytest.fixture
def member():
    return person("Mia Muster", password=PASSWORD)


def stamp(client, **stamps):
    """Moves the session's clock: `seen=31 * MINUTE` ago."""
    session = client.session
    for name, ago in stamps.items():
        session[name] -= ago
    session.save()


def is_in(client):
    return client.get(reverse(PAGE)).status_code == 200


@pytest.mark.parametrize(("stamps", "lives"), [
    ({"seen": 29 * MINUTE}, True),
    ({"seen": 31 * MINUTE}, False),
    ({"began": 9 * 60 * MINUTE}, True),
    ({"began": 601 * MINUTE}, False),
])  # fmt: skip
def test_a_session_ends_by_itself(client, log_in, member, stamps, lives):
    log_in(client, member)
    stamp(client, **stamps)
    assert is_in(client) is lives
    assert is_in(client) is lives


def test_activity_is_written_once_a_minute(client, log_in, member):
    log_in(client, member)
    is_in(client)
    seen = client.session["seen"]
    stamp(client, seen=30)
    is_in(client)
    assert client.session["seen"] == seen - 30
    stamp(client, seen=40)
    is_in(client)
    assert client.session["seen"] >= seen


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Mode": "cors"}, {"X-Portal-Background": "1"}])
def test_background_requests_do_not_keep_a_session_alive(client, log_in, member, headers):
    log_in(client, member)
    stamp(client, seen=20 * MINUTE)
    before = client.session["seen"]
    client.get(reverse(PAGE), headers=headers)
    assert client.session["seen"] == before
    client.get(reverse(PAGE), headers={"Sec-Fetch-Mode": "navigate"})
    assert client.session["seen"] > before


def test_after_the_end_the_form_comes_back_with_what_was_typed(client, log_in, system):
    log_in(client, system)
    page = reverse("accounts:invitation-create")
    stamp(client, seen=31 * MINUTE)
    answer = client.post(page, {"name": "Neue Kollegin", "email": "neu@example.org", "password": "geheim"})
    draft = Draft.objects.get()
    assert (draft.user, draft.path, "geheim" in draft.data) == (system, page, False)
    assert answer.url == f"{reverse('account_login')}?next={page}%3Fentwurf%3D{draft.pk}"
    assert "Ihre Sitzung ist zu Ende" in client.get(answer.url).content.decode()
    log_in(client, system)
    assert 'value="Neue Kollegin"' in client.get(draft.url).content.decode()


def test_somebody_else_does_not_get_the_draft(client, log_in, system, projektbuero):
    log_in(client, system)
    stamp(client, seen=31 * MINUTE)
    client.post(reverse("accounts:invitation-create"), {"name": "Neue Kollegin"})
    log_in(client, projektbuero)
    assert "Neue Kollegin" not in client.get(Draft.objects.get().url).content.decode()


def test_a_button_that_came_too_late_leads_back_to_its_page(client, log_in, member):
    log_in(client, member)
    page = reverse("accounts:session-list")
    stamp(client, seen=31 * MINUTE)
    answer = client.post(reverse("accounts:session-end", args=[1]), headers={"Referer": f"http://testserver{page}"})
    assert answer.url == f"{reverse('account_login')}?next={page}"


def test_a_page_elsewhere_cannot_choose_where_one_lands(client, log_in, member):
    log_in(client, member)
    stamp(client, seen=31 * MINUTE)
    page = reverse("accounts:session-end", args=[1])
    answer = client.post(page, headers={"Referer": "https://evil.example/phish"})
    assert answer.url == f"{reverse('account_login')}?next={page}"


def test_a_foreign_form_never_becomes_a_draft(log_in, member, client):
    strict = type(client)(enforce_csrf_checks=True)
    log_in(strict, member)
    stamp(strict, seen=31 * MINUTE)
    assert strict.post(reverse(PAGE), {"name": "untergeschoben"}).status_code == 403
    assert not Draft.objects.exists()


def test_one_sees_where_one_is_logged_in(client, log_in, member):
    log_in(client, member)
    log_in(type(client)(), member)
    html = client.get(reverse("accounts:session-list")).content.decode()
    assert html.count("Firefox") - html.count("(Firefox)") == 2
    assert "dieses Gerät" in html


def test_one_ends_another_session_and_not_a_stranger_s(client, log_in, member, stranger):
    other, foreign = log_in(type(client)(), member), log_in(type(client)(), stranger)
    log_in(client, member)
    for browser in (other, foreign, client):
        row = UserSession.objects.get(session_key=browser.session.session_key)
        client.post(reverse("accounts:session-end", args=[row.pk]))
    assert (is_in(other), is_in(foreign), is_in(client)) == (False, True, True)


def test_all_others_end_with_one_click(client, log_in, member):
    others = [log_in(type(client)(), member) for _ in range(3)]
    log_in(client, member)
    client.post(reverse("accounts:session-end-others"))
    assert [is_in(browser) for browser in (*others, client)] == [False, False, False, True]


def test_a_new_password_ends_all_other_sessions_and_keeps_this_one(client, log_in, member):
    other = log_in(type(client)(), member)
    log_in(client, member)
    new = "ein ganz anderes passwort"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert Session.objects.count() == 1
    assert (is_in(other), is_in(client)) == (False, True)


def test_sessions_that_ended_by_themselves_are_not_listed(client, log_in, member):
    other = log_in(type(client)(), member)
    stamp(other, seen=31 * MINUTE)
    log_in(client, member)
    assert len(sessions.places(member, current_key=client.session.session_key)) == 1


def test_the_list_costs_the_same_for_one_and_for_five_sessions(client, log_in, member):
    log_in(client, member)
    page, costs = reverse("accounts:session-list"), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        costs.append(len(queries))
        for _more in range(4):
            log_in(type(client)(), member)
    assert costs[0] == costs[1]


def test_nothing_is_left_of_sessions_that_are_gone(client, log_in, member):
    log_in(client, member)
    assert sessions.purge() == 0
    Session.objects.all().delete()
    assert sessions.purge() == 1


@pytest.mark.parametrize(("agent", "words"), [
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox auf Windows"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604", "Safari auf iPhone"),
    ("Mozilla/5.0 (Linux; Android 14; SM-A145) AppleWebKit/537 Chrome/126.0 Mobile Safari/537", "Chrome auf Android"),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/126.0 Safari/537 Edg/126.0", "Edge auf Windows"),
    ("curl/8.0", "unbekanntes Gerät"),
    ("", "unbekanntes Gerät"),
])  # fmt: skip
def test_a_device_is_named_as_a_person_would(agent, words):
    assert sessions.device_in_words(agent) == words


def test_the_whole_way_back_through_log_in_and_code_to_the_filled_in_form(client, log_in):
    admin = person("Ada Admin", "system", password=PASSWORD)
    secret = authenticator(admin)
    log_in(client, admin)
    stamp(client, seen=31 * MINUTE)
    page = reverse("accounts:invitation-create")
    login = client.post(page, {"name": "Neue Kollegin", "email": "neu@example.org"}).url
    assert client.post(login, {"login": admin.email, "password": PASSWORD}).url == reverse("mfa_authenticate")
    back = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).url
    assert back == Draft.objects.get().url
    assert 'value="Neue Kollegin"' in client.get(back).content.decode()
