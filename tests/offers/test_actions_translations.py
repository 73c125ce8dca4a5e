"""What can happen to a translation."""

import pytest

from herne_integration.rules import RuleBroken
from offers.actions import translations
from offers.choices import TranslationState, TranslationStatus
from offers.models import TEXT_FIELDS, Offer, OfferTranslation
from tests.offers import make
from tests.people import person
from tests.threads import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db):
    return person("Anna Alt", "redaktion")


def translate(offer, by, *, revision=1, version=0, **texts):
    texts = dict.fromkeys(TEXT_FIELDS, "") | {"title": "German course"} | texts
    return translations.translate(offer=offer, language="en", texts=texts, revision=revision, version=version, by=by)


def test_a_persons_translation_is_stamped(anna):
    made = translate(make.offer(), anna)
    assert (made.title, made.state, made.translated_by, made.version) == (
        "German course",
        TranslationState.HUMAN,
        anna,
        1,
    )


def test_it_is_as_old_as_the_german_text_that_the_translator_saw(anna):
    offer = make.offer(text_revision=2)
    assert translate(offer, anna, revision=1).status == TranslationStatus.OUTDATED


def test_nobody_translates_a_text_that_does_not_exist_yet(anna):
    assert translate(make.offer(), anna, revision=99).source_revision == 1


def test_a_new_text_has_to_be_reviewed_again(anna):
    offer = make.offer()
    first = translate(offer, anna)
    reviewed = translations.review(translation=first, version=1, by=anna)
    assert (reviewed.state, reviewed.reviewed_by) == (TranslationState.REVIEWED, anna)
    again = translate(offer, anna, version=2, title="Language course")
    assert (again.state, again.reviewed_at, again.reviewed_by) == (TranslationState.HUMAN, None, None)


def test_a_machine_translation_may_be_reviewed(anna):
    made = make.translation(language="en")
    assert translations.review(translation=made, version=1, by=anna).status == TranslationStatus.REVIEWED


def test_what_is_outdated_is_not_reviewed(anna):
    made = make.translation(language="en")
    Offer.objects.update(text_revision=2)
    with pytest.raises(RuleBroken, match="Der deutsche Text ist neuer"):
        translations.review(translation=made, version=1, by=anna)


def test_a_second_review_is_answered_in_words(anna):
    made = make.translation(language="en")
    translations.review(translation=made, version=1, by=anna)
    with pytest.raises(RuleBroken, match="hat sich geändert"):
        translations.review(translation=made, version=1, by=anna)
    with pytest.raises(RuleBroken, match="ist schon geprüft"):
        translations.review(translation=made, version=2, by=anna)


def test_a_translation_of_nothing_is_refused(anna):
    with pytest.raises(RuleBroken, match="mindestens einen Text"):
        translate(make.offer(), anna, title="")


@pytest.mark.django_db(transaction=True)
def test_of_ten_first_translations_at_once_one_counts():
    anna, offer = person("Anna Alt", "redaktion"), make.offer()
    results = race(lambda number: translate(offer, anna, title=f"Course {number}"), 10)
    assert sum(isinstance(result, OfferTranslation) for result in results) == 1
    assert {type(result) for result in results} == {OfferTranslation, RuleBroken}
