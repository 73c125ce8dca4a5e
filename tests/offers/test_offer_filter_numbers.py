"""The numbers beside the choices, checked by slow readings of a mixed city."""

import random
from datetime import time, timedelta

import pytest

from offers import audience, listed
from offers.actions import indexing
from offers.choices import Cost, Known, Origin, Weekday
from offers.filters.facets import YES
from offers.models import FieldOfAction, Offer
from offers.opening_hours import HERNE
from tests.offers import make
from tests.offers.lists import MONDAY_TEN, listing

pytestmark = pytest.mark.django_db


def mixed_city():
    """Thirty offers that say many different things, or nothing."""
    dice = random.Random(7)
    houses = [make.location(district=key) for key in ("wanne", "eickel")] + [make.location(), None]
    providers = [make.organisation(), make.organisation()]
    for _ in range(30):
        offer = make.offer(
            topics=dice.sample(["wohnen", "arbeit", "sport"], dice.randint(0, 2)),
            target_groups=dice.sample(["frauen", "geduldete", "alle", "familien"], dice.randint(0, 2)),
            languages=dice.sample(["ar", "tr"], dice.randint(0, 2)),
            field_of_action=dice.choice([*FieldOfAction.objects.all()[:2], None]),
            location=dice.choice(houses),
            organisation=dice.choice(providers),
            origin=dice.choice([Origin.HERNE, Origin.HERNE, Origin.NEIGHBOUR, Origin.ELSEWHERE]),
            cost=dice.choice(list(Cost)),
            online=dice.choice(list(Known)),
            childcare=dice.choice(list(Known)),
            accessible=dice.choice(list(Known)),
        )
        if dice.random() < 0.5:
            make.hours(offer, weekday=dice.choice([Weekday.MONDAY, Weekday.TUESDAY]), opens=time(9), closes=time(12))
        if dice.random() < 0.5:
            make.run(offer, starts_on=MONDAY_TEN.date() + timedelta(days=dice.choice([-5, 3, 90])))
    indexing.refresh_all()
    return providers


CHOICES = [
    {},
    {"topic": "wohnen"},
    {"who": "duldung", "free": "ja"},
    {"district": "wanne", "region": "alle", "online": "ja"},
    {"language": "ar", "open": "ja", "region": "nachbarn"},
    {"soon": "ja", "childcare": "ja", "accessible": "ja", "region": "alle"},
    {"topic": "arbeit", "who": "frau", "unknown": "ja", "region": "alle"},
    {"q": "Beispielangebot", "topic": "wohnen", "region": "alle"},
]


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: "-".join(chosen) or "nothing")
def test_the_number_beside_a_choice_is_what_the_choice_gives(chosen):
    mixed_city()
    here = listing(**chosen)
    assert here.tally.total == len(here.cards)
    for question in here.choices.questions:
        for option in question.options[1:]:
            then = listing(**{**chosen, question.name: option.value})
            assert option.number == then.tally.total == len(then.cards), (question.name, option.value)
    for flag in here.choices.flags:
        assert flag.number == listing(**{**chosen, flag.value: YES}).tally.total, flag.value


def answers(offer, name, value, at):
    """What an offer says about one choice, read slowly from its objects: yes, no or None for silence."""
    day = at.astimezone(HERNE).date()
    spans = list(offer.weekly_hours.all())
    now = at.astimezone(HERNE).time()
    known = {Known.YES: True, Known.NO: False, Known.UNKNOWN: None}
    keys = {
        "topic": [topic.key for topic in offer.topics.all()],
        "language": [language.key for language in offer.languages.all()],
        "district": [offer.location.district.key] if offer.location and offer.location.district else [],
    }
    if name in keys:
        return value in keys[name] if keys[name] else None
    if name == "who":
        fits, silent = audience.answers(listed.addressed(offer))
        return True if value in fits else None if value in silent else False
    if name == "free":
        return None if offer.cost == Cost.UNKNOWN else offer.cost == Cost.FREE
    if name == "open":
        today = [span for span in spans if span.weekday == str(day.isoweekday())]
        return any(span.opens <= now < span.closes for span in today) if spans else None
    if name == "soon":
        runs = list(offer.course_runs.all())
        return any(day <= run.starts_on <= day + timedelta(weeks=4) for run in runs) if runs else None
    if name == "region":
        return value == "alle" or offer.origin != Origin.ELSEWHERE
    return known[getattr(offer, name)]


@pytest.mark.parametrize("chosen", CHOICES[1:7], ids=lambda chosen: "-".join(chosen))
def test_the_list_is_what_a_slow_reading_of_every_offer_gives(chosen):
    mixed_city()
    asked = {"region": "", **chosen}
    with_unknown = bool(asked.pop("unknown", ""))
    region = asked.pop("region")
    expected = {
        offer.pk
        for offer in Offer.objects.all()
        if all(
            answer or (with_unknown and answer is None)
            for answer in (answers(offer, name, value, MONDAY_TEN) for name, value in asked.items())
        )
        and (answers(offer, "region", region, MONDAY_TEN) if region else offer.origin == Origin.HERNE)
    }
    here = listing(**chosen)
    assert {card.pk for card in here.cards} == expected
    assert here.tally.total == len(expected)


@pytest.mark.parametrize("chosen", CHOICES[1:7], ids=lambda chosen: "-".join(chosen))
def test_the_number_without_a_choice_is_what_taking_it_away_gives(chosen):
    mixed_city()
    for name, number in listing(**chosen).tally.without.items():
        if name in chosen and name != "region":
            rest = {key: value for key, value in chosen.items() if key != name}
            assert number == listing(**rest).tally.total, name


@pytest.mark.parametrize("chosen", CHOICES[1:6], ids=lambda chosen: "-".join(chosen))
def test_the_number_of_the_unknown_is_what_including_them_adds(chosen):
    mixed_city()
    here = listing(**chosen)
    assert here.tally.unknown == listing(**chosen, unknown=YES).tally.total - here.tally.total
