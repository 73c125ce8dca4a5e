"""Translating: the German text beside each field."""

import pytest
from django.urls import reverse

from offers.choices import TranslationState, TranslationStatus
from offers.forms.translations import Piece, pieces
from offers.models import Offer, OfferTranslation
from tests.offers import make
from tests.offers.editing import edit_url, editor, opened, sent
from tests.people import log_in
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


@pytest.fixture
def offer(db):
    return make.offer(title="Deutschkurs", description="Wir lernen Deutsch.")


def url(offer, language="ar"):
    return reverse("offers:offer-translate", args=[offer.pk, language])


def review_url(offer, language="ar"):
    return reverse("offers:translation-review", args=[offer.pk, language])


def test_german_stands_beside_fields_of_the_other_direction(anna, offer):
    page = anna.get(url(offer)).content.decode()
    assert "Wir lernen Deutsch." in page
    assert page.count('lang="ar" dir="rtl"') >= 2
    assert "Stand: <strong>fehlt</strong>" in page


def test_only_texts_that_exist_in_german_are_asked_for(anna, offer):
    labels = [field.label for _german, field, _changed in anna.get(url(offer)).context["pairs"]]
    assert labels == ["Titel", "Beschreibung"]


def test_a_persons_translation_is_saved_as_such(anna, offer):
    response = anna.post(url(offer), opened(anna, url(offer)) | {"title": "دورة اللغة الألمانية"}, follow=True)
    made = OfferTranslation.objects.get()
    assert (made.title, made.state, made.translated_by) == ("دورة اللغة الألمانية", TranslationState.HUMAN, anna.person)
    assert "Die Übersetzung (Arabisch) ist gespeichert." in response.content.decode()


def test_a_second_click_makes_it_reviewed_and_a_third_is_answered_in_words(anna, offer):
    make.translation(offer, language="ar")
    assert review_url(offer) in anna.get(url(offer)).content.decode()
    response = anna.post(review_url(offer), {"version": 1}, follow=True)
    assert "Die Übersetzung (Arabisch) ist geprüft." in response.content.decode()
    assert OfferTranslation.objects.get().reviewed_by == anna.person
    assert anna.post(review_url(offer), {"version": 1}).status_code == 409


def test_outdated_shows_what_has_changed_since(anna, offer):
    make.translation(offer, language="ar")
    anna.post(edit_url(offer), opened(anna, edit_url(offer)) | {"description": "Wir lernen schnell Deutsch."})
    response = anna.get(url(offer))
    assert response.context["status"] == TranslationStatus.OUTDATED
    changed = {field.name: found for _german, field, found in response.context["pairs"]}
    assert changed == {
        "title": [],
        "description": [Piece("same", "Wir lernen "), Piece("new", "schnell "), Piece("same", "Deutsch.")],
    }
    assert review_url(offer) not in response.content.decode()


def test_saving_again_brings_it_up_to_date(anna, offer):
    make.translation(offer, language="ar", source_revision=1)
    Offer.objects.update(text_revision=2)
    anna.post(url(offer), opened(anna, url(offer)))
    assert OfferTranslation.objects.get().status == TranslationStatus.HUMAN


def test_german_that_changes_while_somebody_translates_leaves_the_translation_outdated(anna, offer):
    typed = opened(anna, url(offer)) | {"title": "دورة"}
    anna.post(edit_url(offer), opened(anna, edit_url(offer)) | {"title": "Sprachkurs"})
    anna.post(url(offer), typed)
    assert OfferTranslation.objects.get().status == TranslationStatus.OUTDATED


def test_two_translators_see_both_texts(anna, offer):
    berta = editor("Berta Bunt")
    typed = opened(berta, url(offer))
    anna.post(url(offer), opened(anna, url(offer)) | {"title": "Annas", "description": "Annas Text"})
    response = berta.post(url(offer), typed | {"title": "Bertas"})
    form = response.context["form"]
    assert [(pair["mine"], pair["theirs"]) for pair in form.conflict.fields] == [("Bertas", "Annas")]
    assert [pair["label"] for pair in form.conflict.taken] == ["Beschreibung"]
    berta.post(url(offer), sent(form))
    made = OfferTranslation.objects.get()
    assert (made.title, made.description, made.version) == ("Bertas", "Annas Text", 2)


def test_the_page_costs_little_even_when_it_compares(anna, offer):
    make.translation(offer, language="ar", source_revision=1)
    Offer.objects.update(text_revision=2)
    assert count_queries(anna, url(offer)) <= 17


def test_bad_input_is_kept(anna, offer):
    response = anna.post(url(offer), opened(anna, url(offer)) | {"title": "x" * 161, "description": "bleibt"})
    assert response.status_code == 200
    assert "bleibt" in response.content.decode()
    assert not OfferTranslation.objects.exists()


def test_a_translation_of_nothing_is_refused(anna, offer):
    response = anna.post(url(offer), opened(anna, url(offer)))
    assert "Bitte übersetzen Sie mindestens einen Text." in response.content.decode()


@pytest.mark.parametrize("language", ["de", "xx"])
def test_a_language_that_the_portal_does_not_speak_is_404(anna, offer, language):
    assert anna.get(url(offer, language)).status_code == 404


def test_people_without_the_role_are_refused(client, offer, newcomer):
    log_in(client, newcomer)
    assert client.get(url(offer)).status_code == 403
    assert client.post(review_url(offer)).status_code == 403


def test_strangers_are_sent_to_the_log_in(client, offer):
    assert client.get(url(offer)).status_code == 302


def test_reviewing_is_no_link(anna, offer):
    assert anna.get(review_url(offer)).status_code == 405


def test_pieces_name_what_went_and_what_came():
    assert pieces("Montag um 9 Uhr", "Montag um 10 Uhr") == [
        Piece("same", "Montag um "),
        Piece("gone", "9 "),
        Piece("new", "10 "),
        Piece("same", "Uhr"),
    ]
