"""The quick reading of everybody finds the same facts as the careful one of a single person."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from tests.volunteers import make
from volunteers import eligibility_reading, facts_reading
from volunteers.actions import profiles
from volunteers.models import Opportunity, Volunteer

pytestmark = pytest.mark.django_db


def test_both_readings_agree(django_assert_num_queries):
    coordinator, today = make.coordinator(), timezone.localdate()
    rich = make.volunteer(
        languages=["ar", ("tr", "basic", None)],
        windows=[("1", 9, 12), ("3", 14, 18)],
        related={"districts": ["wanne"], "fields_of_action": ["wohnen"], "target_groups": ["familien"]},
        skills=["driving"],
        activity_types=["reading"],
    )
    profiles.add_absence(volunteer=rich, first_on=today, last_on=today + timedelta(days=3), by=rich.user)
    make.clearance(rich, by=coordinator)
    for state in ("active", "ended", "suggested", "o_declined"):
        make.placement(rich, make.opportunity(hours_per_week=3), state=state, by=coordinator)
    make.volunteer(consents=(), state="paused", paused_until=today)
    make.volunteer(state="left", left_at=timezone.now(), left_by=coordinator)
    reader = eligibility_reading.Reader(today)
    careful = {
        one.pk: reader.volunteer(one) for one in eligibility_reading.volunteers(Volunteer.objects.order_by("pk"))
    }
    with django_assert_num_queries(10):
        quick = facts_reading.people(Volunteer.objects.order_by("pk"))
    assert {person.facts.key: person.facts for person in quick} == careful
    served = {person.facts.key: person.served for person in quick}
    assert [len(served[rich.pk]), sum(map(len, served.values()))] == [3, 3]


def test_both_readings_of_tasks_agree(django_assert_num_queries):
    coordinator, today = make.coordinator(), timezone.localdate()
    rich = make.opportunity(
        task_class="minors",
        languages=["tr", "ar"],
        requirements=["schulung", "vereinbarung", "masernschutz"],
        target_groups=["familien"],
        field_of_action="wohnen",
        skills=["driving", "car"],
        minimum_age=21,
        capacity=3,
    )
    rich.windows.create(weekday="3", starts=time(9), ends=time(10))
    rich.windows.create(weekday="1", starts=time(9), ends=time(10))
    rich.occasions.create(day=today)
    for state in ("introduced", "suggested", "ended"):
        make.placement(of=rich, state=state, by=coordinator)
    make.unconfirmed_opportunity()
    make.opportunity(state="archived", kind="interpreting", languages=["ar"])
    reader = eligibility_reading.Reader(today)
    rows = eligibility_reading.opportunities(Opportunity.objects.order_by("pk"))
    careful = {one.pk: reader.opportunity(one) for one in rows}
    with django_assert_num_queries(9):
        quick = facts_reading.tasks(Opportunity.objects.order_by("pk"), reader)
    assert {facts.key: facts for facts in quick} == careful
