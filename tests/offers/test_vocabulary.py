"""The controlled words: loaded as the file says, in everyday words, and never torn away from what uses them."""

import json
import timeit

import pytest
from django.utils import translation

from offers import vocabulary
from offers.actions import lexicon
from offers.models import (
    District,
    Document,
    FieldOfAction,
    Language,
    LegalStatus,
    LexiconEntry,
    TargetGroup,
    Task,
    Topic,
)
from tests.offers import files, make

pytestmark = pytest.mark.django_db

LISTS = json.loads(vocabulary.FILE.read_text(encoding="utf-8"))


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """A vocabulary file that a test may change."""
    path = tmp_path / "vocabulary.json"
    monkeypatch.setattr(vocabulary, "FILE", path)
    changed = json.loads(json.dumps(LISTS))

    def load():
        path.write_text(json.dumps(changed), encoding="utf-8")
        vocabulary.load()

    return changed, load


def test_all_lists_are_there():
    counts = {name: model.objects.count() for name, model in vocabulary.MODELS.items()}
    assert counts == {
        "topics": 52,
        "fields_of_action": 6,
        "goals": 10,
        "target_groups": 24,
        "legal_status": 23,
        "districts": 4,
        "languages": 25,
        "tasks": 22,
        "documents": 30,
    }


def test_with_nothing_to_do_it_only_reads_and_is_quick(django_assert_num_queries):
    with django_assert_num_queries(len(vocabulary.MODELS) + 2):
        vocabulary.load()
    assert min(timeit.repeat(vocabulary.load, number=1, repeat=5)) < 0.1


def test_every_word_has_its_source():
    for model in vocabulary.MODELS.values():
        assert not model.objects.filter(source="").exists()


@pytest.mark.parametrize("model", [Topic, FieldOfAction, TargetGroup, LegalStatus, Language, Task, Document])
def test_residents_read_every_word_in_english_and_arabic_and_it_is_marked_machine_made(model):
    for term in model.objects.all():
        assert set(term.labels) == {"en", "ar"}
        assert all(term.labels.values())
        assert term.labels_state == "machine"


def test_names_of_boroughs_stay():
    assert [str(one) for one in District.objects.all()] == ["Herne-Mitte", "Wanne", "Eickel", "Sodingen"]
    with translation.override("ar"):
        assert District.objects.get(key="wanne").text == "Wanne"


def test_residents_read_everyday_words_and_staff_those_of_the_sources():
    topic = Topic.objects.get(key="spracherwerb")
    assert str(topic) == "Spracherwerb"
    with translation.override("de"):
        assert topic.text == "Deutsch lernen"
    with translation.override("en"):
        assert (topic.text, topic.is_translated) == ("Learn German", True)


def test_the_start_page_has_a_handful_of_tiles_beginning_with_what_newcomers_need_first():
    tiles = list(Topic.objects.filter(is_tile=True).values_list("key", flat=True))
    assert 12 <= len(tiles) <= 16
    assert tiles[:4] == ["spracherwerb", "wohnen", "arbeit", "gesundheit"]


def test_every_tile_leads_to_offers_in_the_default_scope():
    used = {
        key for row in files.OFFER_ROWS if row["origin"] in {"herne", "bund"} for key in row["topic_keys"].split("|")
    }
    assert set(Topic.objects.filter(is_tile=True).values_list("key", flat=True)) <= used


def test_a_task_knows_only_words_that_the_lexicon_has():
    known = {row["key"] for row in json.loads(lexicon.FILE.read_text(encoding="utf-8"))}
    tasks = Task.objects.all()
    assert {key for task in tasks for key in task.lexicon_keys} <= known
    assert all(task.lexicon_keys for task in tasks)


def test_a_changed_word_is_changed_in_place(lists):
    changed, load = lists
    before = Topic.objects.get(key="asyl").pk
    next(entry for entry in changed["topics"] if entry["key"] == "asyl")["label"] = "Asyl und Schutz"
    load()
    assert Topic.objects.get(key="asyl").label == "Asyl und Schutz"
    assert Topic.objects.get(key="asyl").pk == before


def test_a_word_that_vanished_stays_as_long_as_something_uses_it(lists):
    changed, load = lists
    LexiconEntry.objects.all().delete()
    offer = make.offer(topics=["asyl"])
    make.location(district="eickel")
    gone = {"asyl", "musik", "eickel", "wanne"}
    for name in ("topics", "districts"):
        changed[name] = [entry for entry in changed[name] if entry["key"] not in gone]
    load()
    assert [topic.key for topic in offer.topics.all()] == ["asyl"]
    assert not Topic.objects.filter(key="musik").exists()
    assert set(District.objects.values_list("key", flat=True)) == {"herne-mitte", "sodingen", "eickel"}
