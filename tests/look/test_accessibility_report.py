"""The form about barriers: for anybody, without an account, a cookie or JavaScript."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from herne_integration.models import OutboxMail

pytestmark = pytest.mark.django_db
URL = "/de/barrierefreiheit/melden/"
DONE = "/de/barrierefreiheit/melden/danke/"


def typed(client, **changes):
    """What a visitor sends who has opened the form before."""
    once = re.search(r'name="once" value="([^"]+)"', client.get(URL).content.decode()).group(1)
    return {"text": "Die Karte liest mein Vorleseprogramm nicht.", "page": "/de/angebote/", "once": once} | changes


def test_report_is_mailed_to_the_contact_and_thanked(client):
    response = client.post(URL, typed(client, email="mina@portal.invalid"))
    assert (response.status_code, response.url) == (302, DONE)
    mail = OutboxMail.objects.get()
    assert mail.to == settings.ACCESSIBILITY_CONTACT
    assert "Die Karte liest mein Vorleseprogramm nicht." in mail.body
    assert "mina@portal.invalid" in mail.body
    assert "Danke" in client.get(DONE).content.decode()


def test_subject_says_nothing_personal(client):
    client.post(URL, typed(client, email="mina@portal.invalid"))
    assert OutboxMail.objects.get().subject == "Meldung einer Barriere im Integrationsportal"


def test_signs_of_the_message_reach_the_mail_as_they_were_typed(client):
    client.post(URL, typed(client, text="„<b>“ & 'so'"))
    assert "„<b>“ & 'so'" in OutboxMail.objects.get().body


def test_form_and_thanks_set_no_cookie(client):
    assert not client.get(URL).cookies
    assert not client.post(URL, typed(client)).cookies
    assert not client.get(DONE).cookies


def test_second_click_sends_no_second_mail(client):
    data = typed(client)
    answers = [client.post(URL, data) for _ in range(2)]
    assert [answer.url for answer in answers] == [DONE, DONE]
    assert OutboxMail.objects.count() == 1


def test_empty_report_is_shown_again_with_the_error_and_what_was_typed(client):
    response = client.post(URL, typed(client, text="", email="keine-adresse"))
    html = response.content.decode()
    assert response.status_code == 200
    assert '<a href="#id_text">' in html
    assert '<a href="#id_email">' in html
    assert 'value="keine-adresse"' in html
    assert not OutboxMail.objects.exists()


def test_robot_that_takes_the_bait_is_thanked_and_ignored(client):
    response = client.post(URL, typed(client, website="https://spam.invalid"))
    assert response.url == DONE
    assert not OutboxMail.objects.exists()


def test_sixth_report_within_an_hour_has_to_wait(client):
    statuses = [client.post(URL, typed(client)).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]
    assert OutboxMail.objects.count() == 5


def test_forged_key_is_refused_with_a_sentence_and_nothing_is_lost(client):
    response = client.post(URL, typed(client, once="forged"))
    assert "zu lange offen" in response.content.decode()
    assert "Die Karte liest mein Vorleseprogramm nicht." in response.content.decode()
    assert not OutboxMail.objects.exists()


def test_page_before_is_filled_in_without_its_query(client):
    html = client.get(URL, headers={"referer": "http://testserver/de/angebote/?q=schulden"}).content.decode()
    assert 'value="http://testserver/de/angebote/"' in html
    assert "schulden" not in html


def test_foreign_page_before_is_not_filled_in(client):
    html = client.get(URL, headers={"referer": "https://evil.invalid/"}).content.decode()
    assert "evil.invalid" not in html


def test_other_methods_are_refused(client):
    assert client.put(URL).status_code == 405
    assert client.post(reverse("roof:accessibility-report-done")).status_code == 405
