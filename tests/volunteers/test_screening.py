"""Many people and tasks at once are judged like each by itself, and every exclusion is explained."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.volunteers.chance import patiently
from tests.volunteers.facts import (
    CERTIFICATE,
    DARI,
    FARSI,
    OPPORTUNITY,
    SEEN,
    TODAY,
    TRAINED,
    VOLUNTEER,
    opportunity,
    volunteer,
)
from tests.volunteers.refusals import FURTHER, REFUSALS
from volunteers import eligibility as rules
from volunteers.choices.eligibility import (
    GERMAN_ORDER,
    ReasonCode,
)
from volunteers.choices.profiles import SpokenLevel
from volunteers.eligibility import eligibility
from volunteers.eligibility_facts import Away, Occasion, Spoken, Window
from volunteers.screening import fitting

DAYS = st.dates(date(2026, 2, 20), date(2026, 4, 10))
TIMES = st.sampled_from([time(8), time(12), time(15), time(17), time(20)])


@st.composite
def windows(draw):
    starts, ends = sorted(draw(st.lists(TIMES, min_size=2, max_size=2, unique=True)))
    return Window(draw(st.integers(1, 7)), starts, ends)


@st.composite
def occasions(draw):
    window = draw(windows())
    known = draw(st.booleans())
    return Occasion(draw(DAYS), *((window.starts, window.ends) if known else ()))


DISTRICTS = st.sampled_from(["wanne", "eickel", "herne-mitte", "sodingen"])
TYPES, AREAS = st.sampled_from(["reading", "sport"]), st.sampled_from(["kinder", "wohnen"])
LEVELS = st.sampled_from(["", *SpokenLevel.values])
KNOWN = st.sampled_from([True, False, None])
VOLUNTEERS = st.fixed_dictionaries(
    {},
    optional={
        "has_consent": st.booleans(),
        "is_confirmed": st.booleans(),
        "has_left": st.booleans(),
        "is_paused": st.booleans(),
        "paused_until": st.none() | DAYS,
        "born_on": st.none() | st.dates(date(2007, 1, 1), date(2009, 1, 1)),
        "german_level": st.sampled_from(["", *GERMAN_ORDER]),
        "languages": st.lists(
            st.builds(Spoken, st.sampled_from(["prs", "fa"]), LEVELS, KNOWN), max_size=2, unique_by=lambda s: s.language
        ).map(tuple),
        "activity_types": st.frozensets(TYPES),
        "areas": st.frozensets(AREAS),
        "is_open_to_all": st.booleans(),
        "districts": st.frozensets(DISTRICTS),
        "radius_km": st.integers(0, 8),
        "is_mobile": st.booleans(),
        "windows": st.lists(windows(), max_size=4).map(tuple),
        "is_always_free": st.booleans(),
        "absences": st.lists(st.builds(Away, DAYS, DAYS), max_size=2).map(tuple),
        "hours_per_week": st.none() | st.sampled_from([Decimal(1), Decimal(2), Decimal(4)]),
        "hours_taken": st.sampled_from([Decimal(0), Decimal(2)]),
        "clearances": st.sampled_from([(), (SEEN,), (SEEN, TRAINED)]),
        "placed_at": st.frozensets(st.sampled_from(["school", "club"])),
        "declined": st.frozensets(st.sampled_from(["school", "club"])),
        "skills": st.frozensets(st.sampled_from(["teaching", "car"])),
    },
)
OPPORTUNITIES = st.fixed_dictionaries(
    {},
    optional={
        "key": st.sampled_from(["school", "club"]),
        "is_archived": st.booleans(),
        "starts_on": st.none() | DAYS,
        "ends_on": st.none() | DAYS,
        "places_left": st.none() | st.integers(0, 2),
        "activity_type": TYPES,
        "areas": st.frozensets(AREAS),
        "requirements": st.sampled_from([None, (), (CERTIFICATE,), OPPORTUNITY.requirements]),
        "minimum_age": st.sampled_from([None, 16, 18]),
        "german_level": st.sampled_from(["", *GERMAN_ORDER]),
        "languages": st.sampled_from([(), (DARI,), (DARI, FARSI)]),
        "language_level": LEVELS,
        "is_interpreting": st.booleans(),
        "district": st.none() | DISTRICTS,
        "is_anywhere": st.booleans(),
        "occasions": st.lists(occasions(), max_size=3).map(tuple),
        "windows": st.lists(windows(), max_size=3).map(tuple),
        "is_time_open": st.booleans(),
        "is_weekly": st.booleans(),
        "hours_per_week": st.none() | st.sampled_from([Decimal(1), Decimal("2.5")]),
    },
)


@patiently(300)
@given(person=VOLUNTEERS, task=OPPORTUNITIES, at=DAYS)
def test_every_exclusion_is_explained(person, task, at):
    found = eligibility(volunteer(**person), opportunity(**task), at)
    assert found == sorted(found, key=lambda reason: (list(ReasonCode).index(reason.code), reason.values))
    for reason in found:
        assert reason.sentence.endswith(".")
        assert "%(" not in reason.sentence
        hash(reason)


@patiently(150)
@given(
    people=st.lists(VOLUNTEERS, max_size=6),
    tasks=st.lists(OPPORTUNITIES, max_size=6),
    at=DAYS,
)
def test_many_at_once_are_judged_like_each_by_itself(people, tasks, at):
    people = [volunteer(**changes) for changes in people]
    tasks = [opportunity(**changes) for changes in tasks]
    expected = [(person, task) for person in people for task in tasks if not eligibility(person, task, at)]
    assert fitting(people, tasks, at) == expected


@pytest.mark.parametrize("case", REFUSALS + FURTHER, ids=lambda case: case.code)
def test_many_at_once_refuse_for_every_reason(case):
    person, task = case.facts
    assert fitting([VOLUNTEER, person], [OPPORTUNITY], TODAY) == [
        (one, OPPORTUNITY) for one in (VOLUNTEER, person) if not eligibility(one, OPPORTUNITY, TODAY)
    ]
    assert fitting([person], [task], TODAY) == []


@patiently(200)
@given(person=VOLUNTEERS, task=OPPORTUNITIES, at=DAYS)
def test_no_rule_reads_a_fact_that_it_does_not_name(person, task, at):
    """What `screening` relies on."""
    full, needs = volunteer(**person), opportunity(**task)
    for rule in rules.RULES:
        bare = volunteer(**{name: getattr(full, name) for name in rule.volunteer})
        asked = opportunity(**{name: getattr(needs, name) for name in rule.opportunity})
        assert list(rule.find(bare, asked, at)) == list(rule.find(full, needs, at))
