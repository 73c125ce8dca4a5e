"""The safety net: what slipped past the index is caught at night, and a new word of the vocabulary at once."""

import json
import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app

from offers import vocabulary
from offers.actions import indexing, reindexing
from offers.models import ListedOffer, Offer, SearchPosting, SearchTerm
from offers.search import finding
from tests.offers import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    made = [make.offer(title="Imkerei"), make.offer(title="Nähcafé", topics=["beratung"]), make.offer(title="Chor")]
    indexing.refresh(*(offer.pk for offer in made))
    return made


def test_what_was_written_behind_the_index_is_found_again(city):
    Offer.objects.filter(pk=city[0].pk).update(title="Zirkus")
    assert finding.find("Zirkus").keys == []
    assert reindexing.refresh_outdated() == 1
    assert finding.find("Zirkus").keys == [city[0].pk]
    assert reindexing.refresh_outdated() == 0


def test_only_what_differs_is_written(city):
    untouched = list(SearchPosting.objects.exclude(offer=city[0]).order_by("pk").values_list("pk", flat=True))
    Offer.objects.filter(pk=city[0].pk).update(title="Zirkus")
    reindexing.refresh_outdated()
    assert list(SearchPosting.objects.exclude(offer=city[0]).order_by("pk").values_list("pk", flat=True)) == untouched
    with CaptureQueriesContext(connection) as queries:
        reindexing.refresh_outdated()
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "DELETE"))] == []


def test_rows_of_the_list_and_wrong_counts_are_mended_too(city):
    ListedOffer.objects.filter(offer=city[1]).delete()
    SearchTerm.objects.filter(term="chor").update(offers=7)
    assert reindexing.refresh_outdated() == 1
    assert ListedOffer.objects.filter(offer=city[1]).exists()
    assert SearchTerm.objects.get(term="chor").offers == 1


def test_many_offers_are_read_in_batches(city, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    Offer.objects.update(description="Neu.")
    assert reindexing.refresh_outdated() == 3


def test_the_night_says_how_many_it_caught(city, caplog):
    with caplog.at_level(logging.WARNING):
        reindexing.reindex_nightly(timestamp=0)
        assert caplog.messages == []
        Offer.objects.filter(pk=city[0].pk).update(title="Zirkus")
        reindexing.reindex_nightly(timestamp=0)
    assert caplog.messages == ["Suchindex: 1 Angebote waren veraltet und sind neu eingetragen."]


def test_it_runs_every_night():
    app.perform_import_paths()
    crons = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert crons["offers.actions.reindexing.reindex_nightly"] == "47 3 * * *"


def test_a_new_label_of_the_vocabulary_is_found_at_once(city, tmp_path, monkeypatch):
    lists = json.loads(vocabulary.FILE.read_text(encoding="utf-8"))
    for topic in lists["topics"]:
        if topic["key"] == "beratung":
            topic["label"] = "Lebenshilfe"
    file = tmp_path / "vocabulary.json"
    file.write_text(json.dumps(lists), encoding="utf-8")
    monkeypatch.setattr(vocabulary, "FILE", file)
    assert reindexing.load_vocabulary() == "Vokabular geändert: 1 Angebote neu eingetragen."
    assert finding.find("Lebenshilfe").keys == [city[1].pk]
    assert reindexing.load_vocabulary() == ""


def test_with_nothing_new_in_the_vocabulary_no_offer_is_read(city):
    with CaptureQueriesContext(connection) as queries:
        assert reindexing.load_vocabulary() == ""
    assert [query["sql"] for query in queries if "offers_searchposting" in query["sql"]] == []
