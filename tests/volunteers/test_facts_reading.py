"""The tables are read as the facts they hold, however many people and tasks there are."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.volunteers import make
from volunteers import facts_reading
from volunteers.actions import profiles
from volunteers.eligibility_facts import (
    Away,
    ClearanceFacts,
    Occasion,
    OpportunityFacts,
    Spoken,
    VolunteerFacts,
    Window,
    Word,
)
from volunteers.models import Opportunity, RequirementPolicy, Volunteer

pytestmark = pytest.mark.django_db


def read_people(**kwargs):
    return {person.facts.key: person for person in facts_reading.people(Volunteer.objects.order_by("pk"), **kwargs)}


def read_tasks(**kwargs):
    policies = RequirementPolicy.objects.current(timezone.localdate())
    return {facts.key: facts for facts in facts_reading.tasks(Opportunity.objects.order_by("pk"), policies, **kwargs)}


@pytest.fixture
def rich(coordinator):
    """Somebody about whom everything is known."""
    today = timezone.localdate()
    mira = make.volunteer(
        languages=["ar", ("tr", "basic", None)],
        windows=[("3", 14, 18), ("1", 9, 12)],
        related={"districts": ["wanne"], "fields_of_action": ["wohnen"], "target_groups": ["familien"]},
        skills=["driving"],
        activity_types=["reading"],
        is_open_to_all=False,
        is_mobile=False,
        radius_km=3,
        is_always_free=False,
        hours_per_week=Decimal("6.5"),
    )
    profiles.add_absence(volunteer=mira, first_on=today, last_on=today + timedelta(days=3), by=mira.user)
    make.clearance(mira, by=coordinator)
    return mira


@pytest.fixture
def coordinator(db):
    return make.coordinator()


def test_everything_about_a_person_is_read(rich, coordinator):
    today, at = timezone.localdate(), timezone.now()
    tasks = {
        state: make.placement(
            rich, make.opportunity(hours_per_week=3), state=state, by=coordinator, at=at
        ).opportunity_id
        for state in ("active", "ended", "suggested", "o_declined")
    }
    single = make.opportunity(kind="one_off", hours_per_week=4)
    make.placement(rich, single, state="trial", by=coordinator, at=at)
    found = read_people()[rich.pk]
    assert found.facts == VolunteerFacts(
        key=rich.pk,
        has_consent=True,
        is_confirmed=True,
        born_on=date(1990, 5, 17),
        german_level="C1",
        languages=(Spoken("ar", "fluent", True), Spoken("tr", "basic", None)),
        activity_types=frozenset({"reading"}),
        areas=frozenset({"wohnen"}),
        target_groups=frozenset({"familien"}),
        skills=frozenset({"driving"}),
        districts=frozenset({"wanne"}),
        radius_km=3,
        windows=(Window(1, time(9), time(12)), Window(3, time(14), time(18))),
        absences=(Away(today, today + timedelta(days=3)),),
        hours_per_week=Decimal("6.5"),
        hours_taken=Decimal(3),
        tasks=2,
        clearances=(ClearanceFacts("fuehrungszeugnis", today, today - timedelta(days=30)),),
        placed_at=frozenset({tasks["active"], tasks["suggested"], single.pk}),
        declined=frozenset({tasks["o_declined"]}),
    )
    assert [found.is_under_way, found.confirmed_at, found.served] == [True, rich.confirmed_at, (at,) * 4]


def test_whoever_is_not_here_is_read_as_that(coordinator):
    at, today = timezone.now(), timezone.localdate()
    paused = make.volunteer(consents=(), state="paused", paused_until=today)
    left = make.volunteer(state="left", left_at=at, left_by=coordinator)
    found = read_people()
    assert [found[paused.pk].facts.has_consent, found[paused.pk].facts.is_paused] == [False, True]
    assert [found[paused.pk].facts.paused_until, found[left.pk].facts.has_left] == [today, True]
    assert [found[left.pk].served, found[left.pk].is_under_way] == [(), False]


def test_a_consent_that_was_taken_back_or_is_for_something_else_is_none():
    back, other = make.volunteer(), make.volunteer(consents=("news",))
    back.consents.update(withdrawn_at=timezone.now(), withdrawn_by=back.user)
    found = read_people()
    assert [found[one.pk].facts.has_consent for one in (back, other)] == [False, False]


def test_everything_about_a_task_is_read(coordinator):
    today = timezone.localdate()
    rich = make.opportunity(
        task_class="minors",
        languages=["tr", "ar"],
        language_level="fluent",
        requirements=["schulung", "vereinbarung", "masernschutz"],
        target_groups=["familien"],
        field_of_action="wohnen",
        skills=["driving", "car"],
        minimum_age=21,
        capacity=3,
        german_level="B1",
        starts_on=today,
        is_time_open=False,
    )
    rich.windows.create(weekday="3", starts=time(9), ends=time(10))
    rich.windows.create(weekday="1", starts=time(9), ends=time(10))
    rich.occasions.create(day=today + timedelta(days=1))
    rich.occasions.create(day=today, starts=time(8), ends=time(9))
    for state in ("introduced", "suggested", "ended"):
        make.placement(of=rich, state=state, by=coordinator)
    found = read_tasks()[rich.pk]
    policy = RequirementPolicy.objects.current(today)["minors"]
    legal = [item.requirement.key for item in policy.items.all() if item.requirement.key != "vereinbarung"]
    further = [(one.key, one.norm) for one in found.requirements if one.key not in legal]
    assert sorted(further) == [("masernschutz", "Einrichtung"), ("schulung", "Einrichtung")]
    assert replace(found, requirements=()) == OpportunityFacts(
        key=rich.pk,
        starts_on=today,
        places_left=2,
        activity_type="reading",
        areas=frozenset({"wohnen"}),
        target_groups=frozenset({"familien"}),
        requirements=(),
        minimum_age=21,
        german_level="B1",
        languages=(Word("ar", "Arabisch"), Word("tr", "Türkisch")),
        language_level="fluent",
        skills=(Word("car", "eigenes Auto"), Word("driving", "Führerschein Klasse B")),
        district="herne-mitte",
        occasions=(Occasion(today, time(8), time(9)), Occasion(today + timedelta(days=1))),
        windows=(Window(1, time(9), time(10)), Window(3, time(9), time(10))),
        hours_per_week=Decimal(2),
    )


def test_what_nobody_knows_of_a_task_stays_unknown():
    bare = make.unconfirmed_opportunity()
    facts = read_tasks()[bare.pk]
    unknown = [facts.requirements, facts.places_left, facts.activity_type, facts.district, facts.german_level]
    assert unknown == [None, None, None, None, ""]


def test_one_placement_may_be_left_out(rich, coordinator):
    placement = make.placement(rich, state="active", by=coordinator)
    task = placement.opportunity_id
    assert [read_people()[rich.pk].facts.tasks, read_tasks()[task].places_left] == [1, 0]
    person, facts = read_people(apart_from=placement.pk)[rich.pk].facts, read_tasks(apart_from=placement.pk)[task]
    assert [person.tasks, person.placed_at, person.hours_taken, facts.places_left] == [0, frozenset(), 0, 1]


def test_many_cost_two_queries_as_few_do(django_assert_num_queries):
    policies = RequirementPolicy.objects.current(timezone.localdate())
    for count in (1, 3):
        for _ in range(count):
            make.placement(make.volunteer(languages=["ar"]), make.opportunity(languages=["ar"]), state="active")
        read_tasks()
        with django_assert_num_queries(2):
            people = facts_reading.people(Volunteer.objects.order_by("pk"))
        with django_assert_num_queries(2):
            tasks = facts_reading.tasks(Opportunity.objects.order_by("pk"), policies)
    assert [len(people), len(tasks), people[0].facts.tasks, tasks[0].places_left] == [4, 4, 1, 0]
