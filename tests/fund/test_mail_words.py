"""What mails of the fund say: each leads to the page that it is about, in a language that its reader has chosen."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fund.actions import drafts, sessions
from herne_integration.models import OutboxMail
from tests.fund import make, make_boards
from tests.fund.board_pages import browser

pytestmark = pytest.mark.django_db


def bodies(to):
    return [mail.body for mail in OutboxMail.objects.filter(to=to).order_by("created_at")]


def test_an_invitation_leads_a_member_to_her_session():
    of = make_boards.body(3)
    held, member = make_boards.meeting(of), of.seats[0].user
    make_boards.item(of, session=held)
    sessions.invite(session=held, by=of.office)
    path = reverse("fund:sitting-detail", args=[held.pk])
    assert f"{settings.SITE_URL}{path}\n" in bodies(member.email)[0]
    assert browser(member).get(path).status_code == 200


def test_whoever_is_asked_for_an_opinion_is_led_to_it():
    application, expert = make.in_check(), make.somebody("Fachfrau", "projektbuero")
    made = make.opinion(of=application, expert=expert)
    assert reverse("fund:opinion-give", args=[made.pk]) in bodies(expert.email)[-1]


def test_the_applicant_is_led_to_her_application_and_to_what_is_asked():
    application = make.asked()
    came, asked = bodies(application.email)
    assert reverse("fund:application-detail", args=[application.pk]) in came
    assert reverse("fund:supplement-answer", args=[application.pk]) in asked


@pytest.mark.parametrize(("language", "words"), [("en", "Hello"), ("ar", "بهذا الرابط تواصلون")])
def test_the_link_to_a_draft_comes_in_the_language_of_the_page_with_german_below(language, words):
    with translation.override(language):
        drafts.begin(fund=make.a_round().fund, email="kasse@example.org")
    body = bodies("kasse@example.org")[0]
    foreign, german = body.split("Auf Deutsch:")
    assert words in foreign
    assert foreign.count(f"/{language}/fonds/weiter/") == german.count(f"/{language}/fonds/weiter/") == 1
    assert "mit diesem Link schreiben Sie" in german
    assert "mit diesem Link" not in foreign


def test_in_german_the_words_stand_there_once():
    drafts.begin(fund=make.a_round().fund, email="kasse@example.org")
    assert bodies("kasse@example.org")[0].count("mit diesem Link schreiben Sie") == 1


def test_asking_for_new_links_on_an_english_page_answers_in_english():
    make.draft(of=False, email="kasse@example.org")
    with translation.override("en"):
        path = reverse("fund:resume-ask")
    Client().post(path, {"email": "kasse@example.org"})
    assert "/en/fonds/weiter/" in bodies("kasse@example.org")[-1]
