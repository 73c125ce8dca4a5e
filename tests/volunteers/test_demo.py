"""The demo is told through the actions once, and shows something in every state."""

from dataclasses import fields

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from herne_integration.roof import demo
from herne_integration.roof.demo import people
from tests.volunteers import make
from volunteers import inbox
from volunteers.choices.placements import PlacementState
from volunteers.models import CooperationAgreement, CoordinatorRoute, Course, Opportunity, Placement, Volunteer

pytestmark = pytest.mark.django_db


def test_the_demo_shows_every_state_once_and_says_what_is_invented(settings):
    """One test, because a load takes some seconds."""
    settings.DEMO = True
    make.words()
    people.load()
    assert demo.load_volunteers()
    assert set(Placement.objects.values_list("state", flat=True)) == set(PlacementState.values)
    assert not Volunteer.objects.exclude(family_name__endswith="(erfunden)").exists()
    confirmed = Opportunity.objects.confirmed()
    assert [confirmed.count(), {one.origin for one in confirmed}] == [7, {"demo"}]
    for moment in ("suggested_at", "asked_at", "introduced_at", "activated_at", "ended_at"):
        assert not Placement.objects.filter(**{f"{moment}__gt": timezone.now()}).exists(), moment
    signed = CooperationAgreement.objects.signed()
    assert CooperationAgreement.objects.exclude(pk__in=signed).count() == 2
    found = inbox.of(get_user_model().objects.get(email="koordination@demo.invalid"), day=timezone.localdate())
    assert [part.name for part in fields(found) if not getattr(found, part.name).count()] == []
    assert [CoordinatorRoute.objects.fallback().count(), Course.objects.count()] == [1, 1]
    counted = [model.objects.count() for model in (Volunteer, Placement, Opportunity)]
    assert demo.load_volunteers() == ""
    assert [model.objects.count() for model in (Volunteer, Placement, Opportunity)] == counted == [31, 16, 60]
