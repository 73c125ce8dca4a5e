"""What can happen to the search lexicon, and what a new file does to it."""

import json

import pytest
from django.db import IntegrityError, transaction

from herne_integration.rules import RuleBroken
from offers import history
from offers.actions import indexing, lexicon
from offers.choices import LexiconKind, LexiconState
from offers.models import ImportedRow, LexiconEntry, LexiconPhrase, LexiconTarget, TargetGroup, Topic
from offers.search.finding import find
from tests.offers import make
from tests.people import person
from tests.threads import race

pytestmark = pytest.mark.django_db
ROW = {
    "key": "hund",
    "kind": "everyday",
    "label": "Hund anmelden",
    "topics": ["behoerden"],
    "target_groups": [],
    "words": ["Hundesteuer"],
    "near": ["Tierheim"],
    "synonyms": {"de": ["Vierbeiner"], "ar": ["كلب"]},
}


@pytest.fixture
def eva(db):
    return person("Eva Muster", "redaktion")


@pytest.fixture
def offer(db):
    made = make.offer(title="Hundesteuer zahlen")
    make.offer(title="Nähcafé")
    indexing.refresh_all()
    return made


@pytest.fixture
def file(monkeypatch, tmp_path):
    """Loads rows as the file of a new version of the portal."""
    path = tmp_path / "lexicon.json"
    monkeypatch.setattr(lexicon, "FILE", path)
    LexiconEntry.objects.all().delete()

    def load(*rows):
        path.write_text(json.dumps(rows), encoding="utf-8")
        return lexicon.load()

    return load


def content(**columns):
    """What a person types."""
    typed = {"kind": LexiconKind.EVERYDAY, "label": "Hund", "words": ["Hundesteuer"], "near": [], "synonyms": {}}
    return lexicon.Content(typed | columns, [], [])


def confident(word):
    """The offers that a word surely finds."""
    found = find(word)
    return found.keys if found.is_confident else []


class TestAtOnce:
    def test_a_new_entry_finds_offers(self, eva, offer):
        assert confident("Wauwau") == []
        lexicon.create(content=content(synonyms={"tr": ["Wauwau"], "ar": ["نباح"]}), by=eva)
        assert confident("Wauwau") == confident("نباح") == [offer.pk]

    def test_a_changed_entry_finds_what_it_says_now(self, eva, offer):
        entry = lexicon.create(content=content(synonyms={"tr": ["Wauwau"]}), by=eva)
        changed = lexicon.change(entry=entry, content=content(synonyms={"tr": ["Miau"]}), version=1, by=eva)
        assert confident("Miau") == [offer.pk]
        assert confident("Wauwau") == []
        assert (changed.version, changed.state) == (2, LexiconState.HUMAN)

    def test_topics_and_groups_count_at_once(self, eva):
        offer = make.offer(title="Etwas", topics=["sport"])
        indexing.refresh_all()
        sport = Topic.objects.get(key="sport")
        said = content(kind=LexiconKind.TOPIC, words=[], synonyms={"tr": ["Wauwau"]})
        lexicon.create(content=lexicon.Content(said.columns, [sport], []), by=eva)
        assert confident("Wauwau") == [offer.pk]

    def test_what_is_switched_off_finds_nothing_until_it_is_back(self, eva, offer):
        entry = lexicon.create(content=content(synonyms={"tr": ["Wauwau"]}), by=eva)
        off = lexicon.deactivate(entry=entry, version=1, by=eva, reason="Steht doppelt.")
        assert confident("Wauwau") == []
        assert (off.deactivated_by, off.synonyms) == (eva, {"tr": ["Wauwau"]})
        lexicon.reactivate(entry=entry, version=2, by=eva)
        assert confident("Wauwau") == [offer.pk]

    def test_if_it_fails_the_search_knows_nothing_of_it(self, eva, offer, monkeypatch):
        entry = make.entry(synonyms={"tr": ["Wauwau"]}, words=["Hundesteuer"])

        def fail(*keys):
            LexiconTarget.objects.all().delete()
            raise IntegrityError

        monkeypatch.setattr(lexicon, "index", fail)
        with pytest.raises(IntegrityError), transaction.atomic():
            lexicon.change(entry=entry, content=content(), version=1, by=eva)
        assert confident("Wauwau") == [offer.pk]


class TestDecisions:
    def test_saving_without_a_change_changes_nothing(self, eva):
        entry = make.entry(label="Hund", words=["Hundesteuer"])
        same = lexicon.change(entry=entry, content=content(), version=1, by=eva)
        assert (same.version, same.state) == (1, LexiconState.MACHINE)

    def test_a_reviewed_entry_says_by_whom_and_a_change_takes_it_back(self, eva):
        entry = make.entry()
        reviewed = lexicon.review(entry=entry, version=1, by=eva)
        assert (reviewed.state, reviewed.reviewed_by) == (LexiconState.REVIEWED, eva)
        changed = lexicon.change(entry=entry, content=content(), version=2, by=eva)
        assert (changed.state, changed.reviewed_by, changed.reviewed_at) == (LexiconState.HUMAN, None, None)

    @pytest.mark.parametrize(
        ("acts", "sentence"),
        [
            (["review", "review"], "schon geprüft"),
            (["deactivate", "deactivate"], "schon abgeschaltet"),
            (["deactivate", "review"], "zuerst wieder ein"),
            (["reactivate"], "nicht abgeschaltet"),
        ],
    )
    def test_what_is_not_possible_is_said(self, eva, acts, sentence):
        entry = make.entry()
        *before, last = acts
        for version, act in enumerate(before, start=1):
            getattr(lexicon, act)(entry=entry, version=version, by=eva)
        with pytest.raises(RuleBroken, match=sentence):
            getattr(lexicon, last)(entry=entry, version=len(acts), by=eva)

    @pytest.mark.parametrize("act", ["review", "deactivate", "reactivate"])
    def test_nobody_decides_about_what_they_have_not_seen(self, eva, act):
        with pytest.raises(RuleBroken, match="hat sich geändert"):
            getattr(lexicon, act)(entry=make.entry(), version=7, by=eva)

    def test_only_a_person_reviews(self):
        with pytest.raises(IntegrityError, match="offers_lexicon_entry_reviewed_by_a_person"), transaction.atomic():
            make.entry(state=LexiconState.REVIEWED)

    def test_two_entries_may_have_one_label(self, eva):
        keys = {lexicon.create(content=content(label="كلب"), by=eva).key for _ in range(2)}
        assert len(keys) == 2
        assert all(key.startswith("eintrag-") for key in keys)


class TestFile:
    def test_it_is_read_once_and_again_when_it_changes(self, file, offer):
        assert file(ROW) == "Wörterbuch der Suche geladen: 1 Einträge."
        assert file(ROW) == ""
        assert confident("كلب") == [offer.pk]
        assert file(ROW | {"synonyms": {"ar": ["جرو"]}}) == "Wörterbuch der Suche geladen: 1 Einträge."
        assert confident("جرو") == [offer.pk]
        assert confident("كلب") == []

    def test_an_entry_keeps_its_number_and_its_links_follow_the_file(self, file):
        file(ROW, ROW | {"key": "katze"})
        before = LexiconEntry.objects.get(key="hund")
        groups = list(TargetGroup.objects.values_list("key", flat=True)[:2])
        file(ROW | {"label": "Hund", "topics": ["sport"], "target_groups": groups})
        after = LexiconEntry.objects.get()
        assert (after.pk, after.label, after.version) == (before.pk, "Hund", 2)
        assert [topic.key for topic in after.topics.all()] == ["sport"]
        assert {group.key for group in after.target_groups.all()} == set(groups)

    def test_what_a_person_has_edited_reviewed_or_switched_off_stays(self, file, eva):
        file(*(ROW | {"key": key} for key in ("edited", "reviewed", "off", "gone", "machine")))
        edited, reviewed, off = (LexiconEntry.objects.get(key=key) for key in ("edited", "reviewed", "off"))
        lexicon.change(entry=edited, content=content(label="Von Eva"), version=1, by=eva)
        lexicon.review(entry=reviewed, version=1, by=eva)
        lexicon.deactivate(entry=off, version=1, by=eva)
        own = lexicon.create(content=content(label="Ganz neu"), by=eva)
        file(*(ROW | {"key": key, "label": "Neu"} for key in ("edited", "reviewed", "off", "machine")))
        labels = dict(LexiconEntry.objects.values_list("key", "label"))
        assert labels == {
            "edited": "Von Eva",
            "reviewed": "Hund anmelden",
            "off": "Hund anmelden",
            "machine": "Neu",
            own.key: "Ganz neu",
        }
        off.refresh_from_db()
        assert off.deactivated_by == eva
        assert not off.targets.exists()

    def test_what_a_person_switched_off_does_not_come_back_when_the_file_drops_and_brings_it(self, file, eva):
        file(ROW)
        lexicon.deactivate(entry=LexiconEntry.objects.get(), version=1, by=eva)
        file()
        file(ROW)
        assert LexiconEntry.objects.get().deactivated_at

    def test_entries_of_an_older_portal_get_their_synonyms(self, file):
        file(ROW)
        LexiconEntry.objects.update(synonyms={})
        row = ImportedRow.objects.get(kind=lexicon.BOOK)
        row.cells.pop("shape")
        row.save()
        assert file(ROW) != ""
        assert LexiconEntry.objects.get().synonyms == ROW["synonyms"]

    def test_the_real_file_holds_what_its_columns_can(self):
        lexicon.load()
        assert LexiconPhrase.objects.count() > 13_000
        assert not LexiconPhrase.objects.filter(phrase="").exists()


@pytest.mark.django_db(transaction=True)
def test_the_history_tells_words_languages_and_topics(eva):
    entry = make.entry(label="Hund", words=["Hundesteuer"], synonyms={"ar": ["كلب"]})
    sport = Topic.objects.get(key="sport")
    said = content(words=["Hundesteuer", "Hund"], synonyms={"ar": ["كلب", "جرو"], "tr": ["köpek"]})
    lexicon.change(entry=entry, content=lexicon.Content(said.columns, [sport], []), version=1, by=eva)
    lexicon.deactivate(entry=entry, version=2, by=eva, reason="Steht doppelt.")
    off, changed, _first = history.changes(entry, list(history.moments(entry)))[:3]
    assert (off.by, off.what, off.reason) == ("Eva Muster", ["abgeschaltet"], "Steht doppelt.")
    assert [(one.label, one.before, one.after) for one in changed.fields] == [
        ("Wörter in den Angeboten", "Hundesteuer", "Hundesteuer; Hund"),
        ("Synonyme Arabisch", "كلب", "كلب; جرو"),
        ("Synonyme Türkisch", "", "köpek"),
        ("Stand", "maschinell erstellt", "von einem Menschen bearbeitet"),
        ("Themen", "", "Sport"),
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_is_told(eva):
    entry = make.entry()
    results = race(
        lambda number: lexicon.change(entry=entry, content=content(label=f"N{number}"), version=1, by=eva), 5
    )
    assert sorted(type(result).__name__ for result in results) == ["LexiconEntry", *["RuleBroken"] * 4]
    entry.refresh_from_db()
    assert entry.version == 2
    assert set(entry.phrases.values_list("text", flat=True)) == {entry.label, "Hundesteuer"}
