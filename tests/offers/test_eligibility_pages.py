""" "Passt das für mich?" for everybody, and the rules behind it for the Redaktion."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from herne_integration.templatetags.portal import dialable
from offers.choices_eligibility import Condition, Effect, Standing
from offers.demo import eligibility as demo
from offers.models import Document, EligibilityRule, Task, Topic
from tests.offers import make, make_eligibility
from tests.offers.editing import editor, opened
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def fit(offer, query="", language="de"):
    """The public page."""
    return f"/{language}/angebote/{offer.pk}/passt/{query}"


@pytest.fixture
def offer(redaktion):
    """For grown-ups with a residence permit in Germany, or so its rules say."""
    made = make.offer(title="Deutschkurs", phone="02323 1234")
    paper = Document.objects.get(key="pass")
    make_eligibility.rule(offer=made, by=redaktion, may_refuse=True, document=paper)
    make_eligibility.rule(
        Condition.STATUS,
        offer=made,
        by=redaktion,
        values=["ausreisepflichtig"],
        effect=Effect.EXCLUDES,
        wording="Nicht bei Ausreisepflicht.",
    )
    return made


def test_the_page_asks_only_what_the_rules_need(client, offer):
    response = client.get(fit(offer))
    assert list(response.context["form"].fields) == ["alter", "status"]
    assert "answer" not in response.context
    assert "weiß ich nicht" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?alter=30&status=duldung", "Ja, das passt für Sie."),
        ("?alter=12&status=duldung", "Nein, das ist nicht für Sie gedacht."),
        ("?alter=30&status=ausreisepflichtig", "Etwas spricht dagegen. Bitte fragen Sie nach."),
        ("?alter=&status=", "Das ist noch nicht klar. Bitte fragen Sie nach."),
    ],
    ids=["yes", "no", "doubt", "open"],
)
def test_the_answer_is_yes_no_or_ask(client, offer, query, sentence):
    assert client.get(fit(offer, query)).context["answer"].headline == sentence


def test_a_no_names_the_norm_the_paper_the_counselling_and_the_phone(client, offer):
    page = client.get(fit(offer, "?alter=12")).content.decode()
    assert "§ 1 Mustergesetz" in page
    assert Document.objects.get(key="pass").text in page
    assert reverse("offers:task-detail", args=["beratung"]) in page
    assert f'href="tel:{dialable(offer.phone)}"' in page


def test_an_open_question_is_named(client, offer):
    assert client.get(fit(offer, "?status=duldung&alter=")).context["open_questions"] == ["Wie alt sind Sie?"]


def test_bad_input_is_refused_at_the_field_and_kept(client, offer):
    response = client.get(fit(offer, "?alter=uralt&status=duldung"))
    assert list(response.context["form"].errors) == ["alter"]
    assert 'value="uralt"' in response.content.decode()
    assert "answer" not in response.context


def test_nothing_is_stored_no_cookie_is_set_and_no_address_is_passed_on(client, offer):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(fit(offer, "?alter=30&status=duldung"))
    changing = ("INSERT", "UPDATE", "DELETE", "CREATE", "TRUNCATE")
    assert not [query["sql"] for query in queries.captured_queries if any(word in query["sql"] for word in changing)]
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert client.post(fit(offer)).status_code == 405


def test_the_page_costs_few_queries_in_every_language(client, offer):
    ways = {"alternative_offer": make.offer(), "alternative_task": Task.objects.first()}
    make_eligibility.rule(Condition.PAPER, offer=offer, values=["wbs"], **ways)
    asked = "?alter=3&status=duldung&papier-wbs=no"
    assert max(count_queries(client, fit(offer, asked, language)) for language in ("de", "ar")) <= 12


def test_a_translation_is_shown_as_long_as_it_fits_the_german_sentence(client, redaktion):
    of = "Nur für Erwachsene."
    rule = make_eligibility.rule(by=redaktion, wordings={"en": {"text": "Adults only.", "of": of}})
    assert "Adults only." in client.get(fit(rule.offer, "?alter=30", "en")).content.decode()
    EligibilityRule.objects.filter(pk=rule.pk).update(wording="Nur für Erwachsene ab 18.")
    page = client.get(fit(rule.offer, "?alter=30", "en")).content.decode()
    assert "Adults only." not in page
    assert '<span lang="de" dir="ltr">Nur für Erwachsene ab 18.</span>' in page


def test_what_the_offer_itself_says_is_asked_too_and_never_says_no(client):
    offer = make.offer(gender="women", target_text="Frauen")
    answer = client.get(fit(offer, "?geschlecht=man")).context["answer"]
    assert (answer.verdict.answer, answer.reasons[0].said.text) == ("ask", "Nur für Frauen")


def test_an_archived_offer_asks_nothing(client, redaktion):
    offer = make.archived_offer(by=redaktion)
    page = client.get(fit(offer, "?alter=3"))
    assert '<form class="fit"' not in page.content.decode()


def test_without_a_rule_the_page_says_so_and_how_to_ask(client):
    answer = client.get(fit(make.offer())).context["answer"]
    assert answer.headline == "Darüber wissen wir nichts. Bitte fragen Sie nach."


def test_the_offer_leads_there(client, offer):
    assert fit(offer) in client.get(f"/de/angebote/{offer.pk}/").content.decode()


def test_the_demo_is_loaded_through_the_actions_and_says_that_its_reviews_are_invented(client, redaktion):
    for reference in ("A080", "A043"):
        make.offer(reference=reference)
    assert demo.load(by=redaktion) > 5
    assert demo.load(by=redaktion) == 0
    assert not EligibilityRule.objects.filter(standing=Standing.REVIEWED, is_demo=False).exists()
    jobcenter = EligibilityRule.objects.get(reference="sgb2-alter").offer
    page = client.get(fit(jobcenter, "?alter=70&status=niederlassungserlaubnis")).content.decode()
    assert "Nein, das ist nicht für Sie gedacht." in page
    assert "Zur Vorführung hat eine erfundene Redaktion Voraussetzungen geprüft." in page


# The Redaktion


def rules_url(offer):
    return reverse("offers:eligibility-list", args=[offer.pk])


def new_url(offer, condition):
    return f"{reverse('offers:eligibility-create', args=[offer.pk])}?worum={condition}"


def edit_rule(rule):
    return reverse("offers:eligibility-edit", args=[rule.pk])


@pytest.fixture
def erika():
    return editor("Erika Eifrig")


def test_the_list_shows_stored_rules_those_of_the_topic_and_what_the_offer_says(erika):
    offer = make.offer(topics=["frauen"], gender="women")
    make_eligibility.rule(offer=offer)
    make_eligibility.rule(topic=Topic.objects.get(key="frauen"), number_from=16, wording="Ab 16.")
    response = erika.get(rules_url(offer))
    assert {row["rule"].wording: row["content"] for row in response.context["rows"]} == {
        "Nur für Erwachsene.": "ab 18",
        "Ab 16.": "ab 16",
    }
    assert response.context["derived"] == ["Nur für Frauen"]


def test_a_rule_is_entered_once_reviewed_and_ended(erika):
    offer = make.offer()
    data = opened(erika, new_url(offer, "status")) | {
        "values": ["duldung"],
        "effect": "excludes",
        "wording": "Nicht mit Duldung.",
        "norm": "§ 60a AufenthG",
    }
    for _click in range(2):
        assert erika.post(new_url(offer, "status"), data).status_code == 302
    rule = EligibilityRule.objects.get()
    assert (rule.offer, rule.values, rule.standing) == (offer, ["duldung"], Standing.ENTERED)
    erika.post(reverse("offers:eligibility-review", args=[rule.pk]), {"version": 1, "may_refuse": "on"})
    rule.refresh_from_db()
    assert (rule.standing, rule.may_refuse, rule.reviewed_by, rule.is_demo) == (
        Standing.REVIEWED,
        True,
        erika.person,
        False,
    )
    erika.post(reverse("offers:eligibility-end", args=[rule.pk]), {"version": rule.version})
    rule.refresh_from_db()
    assert rule.valid_until
    history = erika.get(reverse("offers:eligibility-history", args=[rule.pk])).content.decode()
    assert all(what in history for what in ("angelegt", "geprüft", "beendet", "Erika Eifrig"))


@pytest.mark.parametrize(
    ("condition", "typed", "field"),
    [
        ("age", {"number_from": "30", "number_to": "20"}, "number_to"),
        ("age", {"number_to": "12"}, "number_to"),
        ("age", {}, "number_from"),
        ("status", {"values": []}, "values"),
        ("open", {"alternative_offer": "https://example.org/"}, "alternative_offer"),
    ],
    ids=["backwards", "against another rule", "empty", "no status", "no offer"],
)
def test_a_rule_without_sense_is_refused_at_its_field(erika, condition, typed, field):
    offer = make_eligibility.rule().offer
    data = opened(erika, new_url(offer, condition)) | {"wording": "Neu."} | typed
    response = erika.post(new_url(offer, condition), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert EligibilityRule.objects.count() == 1


def test_the_second_editor_sees_both_texts(erika):
    rule, berta = make_eligibility.rule(), editor("Berta Bunt")
    late = opened(berta, edit_rule(rule))
    erika.post(edit_rule(rule), opened(erika, edit_rule(rule)) | {"wording": "Annas.", "norm": "§ 2"})
    response = berta.post(edit_rule(rule), late | {"wording": "Bertas."})
    conflict = response.context["form"].conflict
    assert [pair["label"] for pair in conflict.fields] == ["In einfachen Worten"]
    assert [pair["label"] for pair in conflict.taken] == ["Norm"]
    rule.refresh_from_db()
    assert (rule.wording, rule.norm) == ("Annas.", "§ 2")


def test_another_offer_is_named_by_its_address(erika):
    rule, other = make_eligibility.rule(), make.offer()
    address = f"https://portal.example/de/angebote/{other.pk}/"
    erika.post(edit_rule(rule), opened(erika, edit_rule(rule)) | {"alternative_offer": address})
    rule.refresh_from_db()
    assert rule.alternative_offer == other
    assert opened(erika, edit_rule(rule))["alternative_offer"] == f"/de/angebote/{other.pk}/"


def test_a_translation_stays_with_the_sentence_it_was_made_from_until_somebody_says_that_it_fits(erika):
    rule = make_eligibility.rule(wordings={"en": {"text": "Adults only.", "of": "Nur für Erwachsene."}})
    data = opened(erika, edit_rule(rule)) | {"wording": "Für Erwachsene."}
    erika.post(edit_rule(rule), data)
    rule.refresh_from_db()
    assert rule.wordings["en"]["of"] == "Nur für Erwachsene."
    erika.post(edit_rule(rule), opened(erika, edit_rule(rule)) | {"translations_fit": "on"})
    rule.refresh_from_db()
    assert rule.wordings["en"] == {"text": "Adults only.", "of": "Für Erwachsene."}
    history = erika.get(reverse("offers:eligibility-history", args=[rule.pk])).content.decode()
    assert "Für Erwachsene." in history
    assert "{&#x27;" not in history
