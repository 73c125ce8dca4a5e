"""What waits for a coordinator, and for nobody else."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.volunteers import make
from volunteers import inbox
from volunteers.actions import activities, placements
from volunteers.models import Placement

pytestmark = pytest.mark.django_db


def numbers(user, *, days=0):
    """How much stands in each part."""
    found = inbox.of(user, day=timezone.localdate() + timedelta(days=days))
    return {field.name: getattr(found, field.name).count() for field in fields(found)}


def test_each_thing_stands_in_its_part_and_moves_on():
    mine, other = make.coordinator(), make.coordinator()
    mira, task = make.volunteer(lead=mine), make.opportunity()
    empty = dict.fromkeys(("to_meet", "enquiries", "to_ask", "to_introduce", "follow_ups", "unconfirmed"), 0)
    assert numbers(mine) == empty | {"to_meet": 1}
    placement = make.placement(mira, task, state="interested", by=mine)
    assert numbers(mine) == empty | {"to_meet": 1, "to_ask": 1}
    placements.ask_organisation(placement=placement, by=mine)
    placements.agree(placement=placement, by=task.contact)
    assert numbers(mine) == empty | {"to_meet": 1, "to_introduce": 1}
    placements.introduce(placement=placement, by=mine)
    make.agreement(placement)
    activities.activate(placement=placement, by=mine)
    assert [numbers(mine, days=days)["follow_ups"] for days in (13, 14, 100)] == [0, 1, 2]
    assert numbers(other, days=100) == empty
    due = inbox.of(mine, day=timezone.localdate() + timedelta(days=100)).follow_ups
    activities.follow_up(follow_up=due.first(), by=mine, note="läuft gut")
    assert due.count() == 1


def test_what_nobody_coordinates_stands_with_everybody_and_never_with_strangers():
    mira, task = make.volunteer(), make.unconfirmed_opportunity()
    placements.come_forward(volunteer=mira, opportunity=task, by=mira.user)
    for coordinator in (make.coordinator(), make.coordinator()):
        found = numbers(coordinator)
        assert [found["to_meet"], found["enquiries"], found["unconfirmed"]] == [1, 1, 1]
    for stranger in (mira.user, make.contact()):
        assert numbers(stranger) | {"to_meet": 0, "enquiries": 0, "unconfirmed": 0} == dict.fromkeys(found, 0)
    assert inbox.of(make.contact(), day=timezone.localdate()).enquiries.count() == 0
    assert Placement.objects.get().coordinator is None
