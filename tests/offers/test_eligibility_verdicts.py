"""Fifteen people and the offers of the demo: what they should hear, written by hand from the norms."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from offers.asker import Asker
from offers.audience import Addressed
from offers.choices import Gender
from offers.choices_eligibility import Answer, Outlook, Standing
from offers.demo import eligibility as demo
from offers.eligibility import verdict
from offers.eligibility_contradictions import problems
from offers.eligibility_reading import WORDS, resolved, stored_rule
from offers.eligibility_sources import beside, rules
from offers.importing.fields import values
from offers.importing.offers import FIELDS
from offers.models import EligibilityRule, Offer
from tests.offers import files

TABLE = json.loads(Path(__file__).with_name("eligibility_verdicts.json").read_text(encoding="utf-8"))
DAY = date.fromisoformat(TABLE["day"])
ROWS = {row["id"]: row for row in files.OFFER_ROWS}
OFFERS = {reference: Offer(reference=reference, title=row["title"]) for reference, row in ROWS.items()}


class _Words(dict):
    """Words of the vocabulary without a database."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def __missing__(self, key):
        return self.model(key=key)


def stored():
    """The demo's rules as they stand after loading: {reference of the offer: rules}."""
    words = {name: _Words(model) for name, model in WORDS.items()}
    found = {}
    for entry, review in demo.entries():
        rule = EligibilityRule(standing=Standing.IMPORTED, **resolved(entry, words, OFFERS))
        if review:
            rule.standing, rule.may_refuse = Standing.REVIEWED, review == demo.REFUSE
            rule.reviewed_at = datetime(2026, 11, 1, tzinfo=UTC)
        found.setdefault(entry["offer"], []).append(stored_rule(rule))
    return found


STORED = stored()


def said(row):
    """What an import reads about whom an offer is for."""
    columns = values(FIELDS, row)
    return Addressed(
        groups=frozenset(columns["target_groups"]),
        statuses=frozenset(columns["residence_statuses"]),
        every_status=columns["residence_all"],
        gender=columns["gender"] or Gender.UNKNOWN,
        age_from=columns["age_from"],
        age_to=columns["age_to"],
    ), columns


def rules_of(reference):
    """All rules of an offer of the demo."""
    addressed, columns = said(ROWS[reference])
    own = STORED.get(reference, [])
    return [*own, *beside(rules(addressed, text=columns["target_text"], german_level=columns["german_level"]), own)]


def persona(name):
    """One of the people."""
    facts = TABLE["personas"][name]
    lists = {key: tuple(value) for key, value in facts.items() if isinstance(value, list)}
    days = {key: date.fromisoformat(facts[key]) for key in ("arrived_on",) if key in facts}
    return Asker(**facts | lists | days)


def told(name, reference):
    """What somebody hears about an offer."""
    return verdict(rules_of(reference), persona(name), DAY)


@pytest.mark.parametrize(("name", "reference", "answer", "key"), TABLE["verdicts"], ids=lambda value: str(value))
def test_everybody_hears_what_the_norms_say(name, reference, answer, key):
    found = told(name, reference)
    assert (found.answer, found.deciding and found.deciding.key) == (answer, key)


def test_there_are_enough_people_and_answers():
    assert len(TABLE["personas"]) >= 12
    assert len(TABLE["verdicts"]) >= 60
    assert {name for name, *_rest in TABLE["verdicts"]} == TABLE["personas"].keys()


@pytest.mark.parametrize("name", TABLE["personas"])
def test_nobody_meets_a_dead_end(name):
    """Over all offers of the demo: something is there, every no leads on, and not only to the next no."""
    answers = {reference: told(name, reference) for reference in ROWS}
    assert any(found.answer == Answer.YES or found.outlook == Outlook.GOOD for found in answers.values())
    assert answers["A001"].answer != Answer.NO  # advice that is there for everybody
    by_key = {OFFERS[reference].pk: found.answer for reference, found in answers.items()}
    for found in answers.values():
        if found.answer == Answer.NO:
            assert [one for one in found.alternatives if by_key.get(one.key) != Answer.NO]


def test_rules_of_the_demo_do_not_contradict_each_other():
    found = [problem for own in STORED.values() for rule in own for problem in problems(rule, own)]
    assert found == []


def test_a_demo_rule_that_says_no_names_norm_and_source():
    for entry, review in demo.entries():
        assert entry["source"]
        assert set(entry["wordings"]) == {"en", "ar"}
        assert review != demo.REFUSE or "§" in entry["norm"]
