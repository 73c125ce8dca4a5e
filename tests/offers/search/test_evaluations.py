"""The commands that put the search into numbers."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from offers.actions import indexing
from offers.models import Offer, OfferTranslation, SearchPosting, SearchTerm
from tests.offers import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """Three offers in the index; two of them are hard to tell apart by anything but their titles."""
    made = [
        make.offer(title="Fahrradwerkstatt für Ältere", topics=["beratung"], description="Räder reparieren."),
        make.offer(title="Nähcafé am Übergang", languages=["ar"]),
        make.offer(title="Sprechstunde Schulden"),
    ]
    make.translation(made[0], title="Bicycle workshop", language="en")
    make.hours(made[1])
    indexing.refresh(*(offer.pk for offer in made))
    return made


def figures(*arguments):
    out = io.StringIO()
    call_command(*arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def stored():
    """Everything that stripping an offer would touch."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Offer, OfferTranslation, Offer.topics.through, Offer.languages.through)
    ] + [
        sorted(SearchPosting.objects.values_list("term__term", "offer", "weight")),
        sorted(SearchTerm.objects.values_list("term", "offers")),
    ]


def test_typing_errors_spellings_and_bare_titles_are_measured(city):
    measured = figures("evaluate_typos")
    assert measured | {"word_with_typo": 1.0, "misses": []} == {
        "titles": 3,
        "title_with_typo": 1.0,
        "word_with_typo": 1.0,
        "title_in_ae_oe_ue": 1.0,
        "title_alone": 1.0,
        "misses": [],
    }


def test_measuring_changes_nothing(city):
    before = stored()
    figures("evaluate_typos")
    assert stored() == before


def test_a_title_that_does_not_find_its_offer_is_a_miss():
    # Six offers of one name: one of them is always beyond the fifth place.
    made = [make.offer(title="Nähcafé") for _ in range(6)]
    indexing.refresh(*(offer.pk for offer in made))
    measured = figures("evaluate_typos")
    assert measured["title_alone"] < 1
    assert {miss["kind"] for miss in measured["misses"] if miss["wanted"] == "Nähcafé"} == {"title_alone"}


def test_questions_are_measured(city, tmp_path):
    judged = {
        "queries": [
            {"query": "Schulden", "expected": ["Sprechstunde Schulden"]},
            {"query": "Segelfliegen", "expected": ["Sprechstunde Schulden"]},
        ],
        "no_result_queries": [{"query": "Hundesteuer"}, {"query": "Nähcafé"}],
    }
    file = tmp_path / "questions.json"
    file.write_text(json.dumps(judged), encoding="utf-8")
    measured = figures("evaluate_search", str(file))
    assert measured == {
        "queries": 2,
        "top1": 0.5,
        "top5": 0.5,
        "top10": 0.5,
        "ndcg10": 0.5,
        "zero_hits": 1,
        "false_hits": 1,
        "false": ["Nähcafé"],
        "misses": [{"query": "Segelfliegen", "place": None, "first": []}],
    }


def test_a_file_without_questions_is_refused_in_words(tmp_path):
    with pytest.raises(CommandError, match="keine Datei mit Fragen"):
        call_command("evaluate_search", str(tmp_path / "missing.json"))
