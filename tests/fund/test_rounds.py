"""Rounds and guidelines: no two at once, exact to the second, and data that stays once it is used."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fund.actions import rounds
from fund.models import GuidelineVersion, Round
from herne_integration.rules import RuleBroken
from tests.fund import make
from tests.threads import race

pytestmark = pytest.mark.django_db


def test_a_round_closes_to_the_second():
    one = make.a_round(closes_at=timezone.now().replace(microsecond=123456) + timedelta(days=3))
    assert one.closes_at.microsecond == 0
    with pytest.raises(IntegrityError, match="fund_round_closes_to_the_second"), transaction.atomic():
        Round.objects.filter(pk=one.pk).update(closes_at=one.closes_at + timedelta(microseconds=1))


def test_no_two_rounds_of_a_fund_run_at_once():
    one = make.a_round(name="Frühjahr")
    with pytest.raises(RuleBroken, match="schon die Runde „Frühjahr“"):
        make.a_round(guideline=one.guideline)
    make.a_round(opens=5, closes=6)
    with pytest.raises(IntegrityError, match="fund_round_no_two_at_once"), transaction.atomic():
        Round.objects.create(
            fund=one.fund, guideline=one.guideline, name="Zwei", opens_at=one.opens_at, closes_at=one.closes_at
        )


@pytest.mark.django_db(transaction=True)
def test_of_many_who_plan_the_same_weeks_at_once_one_does():
    rule, by = make.guideline(), make.office()
    results = race(lambda number: make.a_round(guideline=rule, by=by, name=f"Runde {number}"), 6)
    assert sorted(type(one).__name__ for one in results) == ["Round"] + ["RuleBroken"] * 5


def test_a_round_does_not_close_before_it_opens():
    with pytest.raises(RuleBroken, match="nachdem sie geöffnet hat"):
        make.a_round(opens=5, closes=5)


def test_only_the_office_plans():
    rule = make.guideline()
    for stranger in (make.somebody(), make.somebody("Gremium", "lenkungsgruppe")):
        with pytest.raises(RuleBroken, match="nur das Projektbüro"):
            make.a_round(guideline=rule, by=stranger)
        with pytest.raises(RuleBroken, match="nur das Projektbüro"):
            make.guideline(rule.fund, by=stranger)


def test_a_round_is_extended_and_its_guideline_stays_once_something_came_in():
    sent, by = make.submitted(), make.office()
    one = Round.objects.get(pk=sent.round_id)
    one.closes_at += timedelta(days=5)
    one.version += 1
    assert rounds.change(one=one, by=by).closes_at == one.closes_at
    with pytest.raises(RuleBroken, match="in der Zwischenzeit"):
        rounds.change(one=one, by=by)
    one.guideline, one.version = make.guideline(one.fund), one.version + 1
    with pytest.raises(RuleBroken, match="schon Anträge eingegangen"):
        rounds.change(one=one, by=by)
    with pytest.raises(IntegrityError, match="fund_round_guideline_stays"), transaction.atomic():
        Round.objects.filter(pk=one.pk).update(guideline=one.guideline)


def test_a_guideline_stays_once_a_round_follows_it():
    rule, by = make.guideline(), make.office()
    seen, fewer = rounds.fingerprint(rule), {name: told for name, told in rule.rules.items() if name != "proof_months"}
    assert rounds.change_guideline(guideline=rule, rules=fewer, by=by, seen=seen, name="Neu").rules == fewer
    with pytest.raises(RuleBroken, match="in der Zwischenzeit geändert"):
        rounds.change_guideline(guideline=rule, rules=fewer, by=by, seen=seen)
    with pytest.raises(RuleBroken, match="keine bekannte Regel"):
        rounds.change_guideline(guideline=rule, rules={"a": 1}, by=by)
    make.a_round(guideline=rule)
    with pytest.raises(RuleBroken, match="laufen schon Runden"):
        rounds.change_guideline(guideline=rule, rules={}, by=by)
    for spoil in (lambda rows: rows.update(rules={}), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil(GuidelineVersion.objects.filter(pk=rule.pk))


def test_a_round_follows_a_guideline_of_its_own_fund():
    with pytest.raises(IntegrityError, match="fund_round_guideline_of_its_fund"), transaction.atomic():
        rounds.plan(
            fund=make.pot(),
            guideline=make.guideline(),
            name="x",
            opens_at=timezone.now(),
            closes_at=timezone.now() + timedelta(days=1),
            by=make.office(),
        )


def test_versions_of_a_guideline_are_numbered():
    first = make.guideline()
    assert [first.number, make.guideline(first.fund).number, make.guideline().number] == [1, 2, 1]


def test_every_number_that_no_source_gives_is_marked():
    read = make.read_guideline()
    invented = {name for name, rule in read["rules"].items() if rule["is_example"]}
    assert set(read["rules"]) - invented == {"applicant_kinds"}
    for name in invented:
        read["rules"][name]["source"] = "so ist es"
        with pytest.raises(ValueError, match=name):
            rounds.read_guideline(json.dumps(read))
        read["rules"][name]["source"] = "Beispielwert"


def test_open_rounds_are_found_to_the_second():
    one = make.a_round()
    at = one.closes_at + timedelta(microseconds=999_999)
    assert list(Round.objects.open_at(at)) == [one]
    assert list(Round.objects.not_closed(at)) == [one]
    assert not Round.objects.open_at(at + timedelta(microseconds=1)).exists()
    assert not Round.objects.open_at(one.opens_at - timedelta(microseconds=1)).exists()
