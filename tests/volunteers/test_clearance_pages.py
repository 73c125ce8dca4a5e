"""Proofs on the coordination's pages: what is missing, what was seen, what was a mistake."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.volunteers import make
from tests.volunteers.working import at_her_desk, key_of, post, url
from volunteers.models import (
    Clearance,
    RequirementType,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    return at_her_desk(client)


def test_what_is_missing_or_runs_out_is_listed_most_urgent_first(client, coordinator):
    task, today = make.opportunity(task_class="minors", capacity=5), timezone.localdate()
    missing, soon, long = (make.volunteer() for _ in range(3))
    for mira in (soon, missing, long):
        make.placement(mira, task, state="introduced", by=coordinator)
    old = today - timedelta(days=5 * 365 - 30)
    make.clearance(soon, by=coordinator, issued_on=old, inspected_on=old)
    make.clearance(long, by=coordinator)
    make.placement(make.volunteer(), task, state="suggested", by=coordinator)
    rows = client.get(url("clearance-list")).context["rows"]
    found = [due for due, _placement in rows]
    assert [placement.volunteer for _due, placement in rows] == [missing, soon]
    assert [found[0].until, found[0].is_legal, 25 < (found[1].until - today).days < 35] == [None, True, True]


def test_a_proof_is_written_down_once_and_only_if_nothing_speaks_against(client, coordinator):
    mira, today = make.volunteer(), timezone.localdate()
    address = url("clearance-create", mira.pk)
    certificate = RequirementType.objects.get(key="fuehrungszeugnis")
    typed = {"once": key_of(client, address), "requirement": certificate.pk, "inspected_on": today.isoformat()}
    typed["issued_on"] = (today - timedelta(days=9)).isoformat()
    refused = client.post(address, typed)
    assert [refused.status_code, list(refused.context["form"].errors), Clearance.objects.count()] == [
        200,
        ["is_clear"],
        0,
    ]
    for _click in range(2):
        assert client.post(address, typed | {"is_clear": "on"}).status_code == 302
    clearance = Clearance.objects.get()
    assert [clearance.issued_on, clearance.inspected_on, clearance.recorded_by] == [
        today - timedelta(days=9),
        today,
        coordinator,
    ]
    shown = client.get(url("volunteer-board", mira.pk)).content.decode()
    assert url("clearance-remove", clearance.pk) in shown
    post(client, "clearance-remove", clearance.pk)
    assert not Clearance.objects.exists()
    assert client.post(url("clearance-remove", clearance.pk)).status_code == 404


def test_a_day_in_the_future_is_answered_at_the_form(client, coordinator):
    mira, address = make.volunteer(), url("clearance-create", make.volunteer().pk)
    certificate = RequirementType.objects.get(key="fuehrungszeugnis")
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    typed = {"requirement": certificate.pk, "inspected_on": tomorrow, "is_clear": "on"}
    answer = client.post(address, typed | {"once": key_of(client, address)})
    assert "nicht in der Zukunft" in answer.content.decode()
    assert not mira.clearances.exists()
