"""The demo's directory: real entries unconfirmed, invented ones marked, loaded once."""

import json
import time

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from herne_integration.roof import demo
from offers.actions import machine_translations, translations
from offers.choices import State, TranslationStatus
from offers.demo import TRANSLATIONS, example_texts, examples
from offers.models import Offer, OfferTranslation, Organisation, WeeklyHours
from tests.offers import files, make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """The demo city, loaded once for all tests of this module that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        start = time.perf_counter()
        sentence = demo.load()
        assert time.perf_counter() - start < 10
        yield sentence
        transaction.set_rollback(True)


def test_the_demo_city_loads_once(city):
    assert demo.load() == ""
    assert city.endswith(
        "Die Musterstadt ist geladen: 222 Angebote und 106 Einrichtungen aus öffentlichen Quellen,"
        " 62 maschinelle Übersetzungen, 5 erfundene Beispiele."
        " 5 Beratungswege aus öffentlichen Quellen sind geladen."
        " 86 Angaben zu Zuständigkeiten aus öffentlichen Quellen sind geladen."
        " 13 Gremien, Netzwerke und Programme aus öffentlichen Quellen sind geladen."
        " 10 Informationsseiten sind geladen."
        " 35 Voraussetzungen mit Norm und Quelle sind geladen."
    )
    assert (Offer.objects.count(), Organisation.objects.count()) == (227, 107)


def test_no_real_entry_is_confirmed_or_archived(city):
    assert set(Offer.objects.exclude(reference=None).values_list("state", flat=True)) == {State.UNCONFIRMED}
    assert set(Organisation.objects.exclude(reference=None).values_list("state", flat=True)) == {State.UNCONFIRMED}


def test_everything_invented_says_so(city):
    invented = Offer.objects.filter(reference=None)
    assert {offer.organisation.name for offer in invented} == {examples.PROVIDER}
    assert all("(erfunden)" in offer.title for offer in invented)
    assert all("rfunden" in offer.description and "erfunden" in offer.source for offer in invented)
    assert all(user.name.endswith("(erfunden)") for user in get_user_model().objects.filter(is_active=True))


def test_invented_examples_show_every_state(city):
    today = timezone.localdate()
    invented = Offer.objects.filter(reference=None)
    assert {offer.state for offer in invented} == set(State)
    course = invented.get(title=example_texts.COURSE)
    runs = list(course.course_runs.all())
    assert [(run.starts_on > today) - (run.ends_on < today) for run in runs] == [-1, 0, 1]
    assert {one.language: one.status for one in course.translations.all()} == {
        "en": TranslationStatus.HUMAN,
        "ar": TranslationStatus.OUTDATED,
    }
    cafe = invented.get(title=example_texts.CAFE)
    assert {one.status for one in cafe.translations.all()} == {TranslationStatus.REVIEWED}
    assert cafe.weekly_hours.count() == 2
    assert cafe.bring_text
    assert invented.get(title=example_texts.HOMEWORK).review_on < today


def test_structured_hours_exist_only_where_the_whole_text_was_understood(city):
    offers = Offer.objects.filter(weekly_hours__isnull=False).distinct()
    assert offers.exclude(reference=None).count() == 34
    assert WeeklyHours.objects.filter(offer__schedule_text__contains="Vereinbarung").count() == 0


# Machine translations


def test_machine_translations_belong_to_the_german_texts_that_are_shipped():
    rows = {row["id"]: row for row in files.OFFER_ROWS}
    columns = {
        "title": "title",
        "description": "description",
        "target_text": "target_group",
        "schedule_text": "schedule",
    }
    entries = json.loads(TRANSLATIONS.read_text(encoding="utf-8"))
    assert len(entries) >= 20
    for entry in entries:
        row = rows[entry["reference"]]
        for name, text in entry["german"].items():
            assert row[columns[name]].replace("|", ", ") == text
        for texts in entry["texts"].values():
            assert set(texts) == set(entry["german"])
            assert all(texts.values())


def test_a_machine_translation_is_marked_as_such(city):
    made = OfferTranslation.objects.get(offer__reference="A001", language="ar")
    assert (made.status, made.translated_by) == (TranslationStatus.MACHINE, None)


def test_a_machine_never_writes_over_a_person_and_never_translates_another_text(city):
    editor = get_user_model().objects.filter(is_active=True).first()
    offer = make.offer(reference="A1", title="Deutsch")
    moved_on = make.offer(reference="A2", title="Anders")
    texts = dict.fromkeys(
        ("title", "description", "target_text", "schedule_text", "cost_text", "bring_text", "registration_text"), ""
    )
    translations.translate(
        offer=offer, language="en", texts=texts | {"title": "By hand"}, revision=1, version=0, by=editor
    )
    entry = {"german": {"title": "Deutsch"}, "texts": {"en": {"title": "German"}, "ar": {"title": "ألمانية"}}}
    assert machine_translations.keep([entry | {"reference": "A1"}, entry | {"reference": "A2"}]) == 1
    assert {one.language: one.title for one in offer.translations.all()} == {"en": "By hand", "ar": "ألمانية"}
    assert not moved_on.translations.exists()
