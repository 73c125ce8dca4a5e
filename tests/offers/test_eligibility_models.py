"""What the database refuses about rules."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions import eligibility
from offers.choices_eligibility import Condition, Effect, Standing
from offers.models import EligibilityRule, Topic
from tests.offers import make, make_eligibility

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"topic": "frauen"}, "about_one_thing"),
        ({"wording": ""}, "has_wording"),
        ({"condition": Condition.STATUS}, "says_something"),
        ({"condition": Condition.GERMAN}, "says_something"),
        ({"number_from": None}, "says_something"),
        ({"number_from": 20, "number_to": 10}, "to_after_from"),
        ({"number_from": 130}, "age_of_a_person"),
        ({"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)}, "until_after_from"),
        ({"standing": Standing.REVIEWED, "reviewed_at": timezone.now()}, "reviewed_stamped"),
        ({"standing": Standing.REVIEWED}, "reviewed_by_a_person"),
        ({"may_refuse": True}, "no_needs_norm_and_review"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_the_database_refuses(fields, name):
    if "topic" in fields:
        fields = {"topic": Topic.objects.get(key=fields["topic"]), "offer": make.offer()}
    with pytest.raises(IntegrityError, match=f"offers_eligibility_rule_{name}"), transaction.atomic():
        make_eligibility.rule(**fields)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"norm": "", "may_refuse": True}, "no_needs_norm_and_review"),
        ({"standing": Standing.IMPORTED}, "reviewed_by_a_person"),
        ({"effect": Effect.PRIORITY, "may_refuse": True}, "no_needs_a_condition"),
        ({"condition": Condition.OPEN, "may_refuse": True}, "no_needs_a_condition"),
    ],
    ids=["without norm", "imported", "priority", "open question"],
)
def test_not_even_a_reviewed_rule_may(fields, name, redaktion):
    with pytest.raises(IntegrityError, match=f"offers_eligibility_rule_{name}"), transaction.atomic():
        make_eligibility.rule(by=redaktion, **fields)


def test_an_offer_is_no_alternative_to_itself():
    offer = make.offer()
    with pytest.raises(IntegrityError, match="leads_elsewhere"), transaction.atomic():
        make_eligibility.rule(offer=offer, alternative_offer=offer)


# Actions


def test_a_review_is_stamped_and_a_change_takes_it_away(redaktion):
    rule = make_eligibility.rule()
    rule = eligibility.review(rule=rule, version=1, may_refuse=True, by=redaktion)
    assert (rule.standing, rule.may_refuse, rule.reviewed_by) == (Standing.REVIEWED, True, redaktion)
    rule = eligibility.change(rule=rule, columns={"number_from": 16}, version=rule.version, by=redaktion)
    assert (rule.standing, rule.may_refuse, rule.reviewed_at) == (Standing.ENTERED, False, None)


def test_without_a_norm_a_review_cannot_let_it_say_no(redaktion):
    with pytest.raises(RuleBroken, match="Norm"):
        eligibility.review(rule=make_eligibility.rule(norm=""), version=1, may_refuse=True, by=redaktion)


def test_a_second_click_on_review_is_answered_in_words(redaktion):
    rule = make_eligibility.rule()
    eligibility.review(rule=rule, version=1, by=redaktion)
    with pytest.raises(RuleBroken, match="hat sich geändert"):
        eligibility.review(rule=rule, version=1, by=redaktion)


def test_a_contradiction_is_refused_where_two_editors_write_at_once(redaktion):
    rule = make_eligibility.rule(number_from=27)
    with pytest.raises(RuleBroken, match="bliebe niemand übrig"):
        make_eligibility.entered(offer=rule.offer, by=redaktion, number_from=None, number_to=18)
    assert EligibilityRule.objects.count() == 1


def test_a_rule_of_a_topic_contradicts_one_of_an_offer_on_it(redaktion):
    offer = make.offer(topics=["frauen"])
    make_eligibility.rule(topic=Topic.objects.get(key="frauen"), number_from=27)
    with pytest.raises(RuleBroken, match="bliebe niemand übrig"):
        make_eligibility.entered(offer=offer, by=redaktion, number_from=None, number_to=18)


def test_an_end_leaves_today_and_takes_tomorrow(redaktion):
    day = date(2026, 11, 22)
    rule = eligibility.end(rule=make_eligibility.rule(), version=1, day=day, by=redaktion)
    live = EligibilityRule.objects.filter(pk=rule.pk)
    assert [live.live_on(one).exists() for one in (day, date(2026, 11, 23))] == [True, False]
    with pytest.raises(RuleBroken, match="schon beendet"):
        eligibility.end(rule=rule, version=rule.version, day=day, by=redaktion)


def test_loading_keeps_what_a_person_has_changed_and_leaves_out_what_has_no_offer(redaktion):
    offer = make.offer(reference="A1")
    entry = {"reference": "x", "offer": "A1", "condition": "age", "number_from": 18, "wording": "Ab 18.", "norm": "§ 1"}
    made = eligibility.load([entry, entry | {"reference": "y", "offer": "A2"}])
    assert [(rule.offer, rule.standing, rule.reviewed_at) for rule in made.values()] == [
        (offer, Standing.IMPORTED, None)
    ]
    eligibility.change(rule=made["x"], columns={"wording": "Anders"}, version=1, by=redaktion)
    assert eligibility.load([entry]) == {}
    assert EligibilityRule.objects.get().wording == "Anders"
