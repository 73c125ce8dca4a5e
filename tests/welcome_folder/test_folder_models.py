"""What the database itself keeps true of folders."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.welcome_folder import make
from welcome_folder.choices.appointments import AppointmentState
from welcome_folder.choices.folders import FolderState
from welcome_folder.choices.plans import StepState
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import Appointment, LegalAreaPeriod, PlanStep, Tombstone, ViewLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make.world()


def at_the_end(change=None):
    """Makes a change and lets the deferred triggers look now, as they do when a transaction ends."""
    if change:
        change()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_an_open_folder_with_lead_and_step_may_stay(world):
    at_the_end()


@pytest.mark.parametrize("state", [StepState.DONE, StepState.DROPPED])
def test_the_last_step_does_not_end_without_a_next_one(world, state):
    settled = {"settled_at": timezone.now(), "settled_by": world.lead}
    with pytest.raises(IntegrityError, match="welcome_folder_folder_has_next_step"), transaction.atomic():
        at_the_end(lambda: PlanStep.objects.update(state=state, dropped_reason="nicht mehr nötig", **settled))


def test_a_planned_appointment_is_a_next_step_too(world):
    make.appointment(world.folder, by=world.lead)
    world.folder.steps.all().delete()
    at_the_end()


def test_the_last_appointment_does_not_end_without_a_next_step(world):
    appointment = make.appointment(world.folder, by=world.lead)
    world.folder.steps.all().delete()
    at_the_end()
    logged = {"logged_at": timezone.now(), "logged_by": world.lead}
    with pytest.raises(IntegrityError, match="welcome_folder_folder_has_next_step"), transaction.atomic():
        at_the_end(lambda: Appointment.objects.filter(pk=appointment.pk).update(state=AppointmentState.KEPT, **logged))


def test_a_resting_folder_needs_no_step(world):
    world.folder.state = FolderState.RESTING
    world.folder.resting_until, world.folder.resting_reason = timezone.localdate() + timedelta(days=60), "Kur"
    world.folder.save()
    world.folder.steps.all().delete()
    at_the_end()


def test_the_lead_stands_in_the_team(world):
    lead = world.folder.team.filter(role=TeamRole.LEAD)
    with pytest.raises(IntegrityError, match="welcome_folder_folder_lead_in_team"), transaction.atomic():
        at_the_end(lambda: lead.update(ended_at=timezone.now(), ended_by=world.lead))


def test_there_is_one_lead(world):
    with pytest.raises(IntegrityError, match="welcome_folder_member_one_lead"), transaction.atomic():
        make.member(world.folder, world.stranger, role=TeamRole.LEAD)


def test_the_immigration_office_is_in_no_team(world):
    office = make.institution(is_immigration_office=True)
    with pytest.raises(IntegrityError, match="welcome_folder_member_no_immigration_office"), transaction.atomic():
        make.member(world.folder, make.case_worker(of=office))


def test_what_was_planned_stays_after_a_day(world):
    appointment = make.appointment(
        world.folder, by=world.lead, entered_at=timezone.now() - timedelta(hours=25), day=date(2026, 3, 2)
    )
    with pytest.raises(IntegrityError, match="welcome_folder_appointment_plan_stays"), transaction.atomic():
        Appointment.objects.filter(pk=appointment.pk).update(day=date(2026, 3, 3))


def test_what_was_planned_today_may_be_put_right(world):
    appointment = make.appointment(world.folder, by=world.lead, day=date(2026, 3, 2))
    assert Appointment.objects.filter(pk=appointment.pk).update(day=date(2026, 3, 3)) == 1


def test_a_result_stays_after_a_day(world):
    appointment = make.appointment(
        world.folder,
        by=world.lead,
        state=AppointmentState.KEPT,
        result="Antrag gestellt",
        logged_at=timezone.now() - timedelta(hours=25),
    )
    with pytest.raises(IntegrityError, match="welcome_folder_appointment_result_stays"), transaction.atomic():
        Appointment.objects.filter(pk=appointment.pk).update(result="Antrag abgelehnt")


def test_what_became_of_an_appointment_is_final(world):
    appointment = make.appointment(world.folder, by=world.lead, state=AppointmentState.NO_SHOW)
    with pytest.raises(IntegrityError, match="welcome_folder_appointment_state_is_final"), transaction.atomic():
        Appointment.objects.filter(pk=appointment.pk).update(state=AppointmentState.KEPT)


def test_legal_areas_do_not_overlap(world):
    LegalAreaPeriod.objects.create(
        folder=world.folder, legal_area="asylblg", starts_on=date(2025, 1, 1), ends_on=date(2025, 6, 30), proof="seen"
    )
    LegalAreaPeriod.objects.create(folder=world.folder, legal_area="sgb2", starts_on=date(2025, 7, 1), proof="declared")
    with (
        pytest.raises(IntegrityError, match="welcome_folder_legal_area_period_without_overlap"),
        transaction.atomic(),
    ):
        LegalAreaPeriod.objects.create(
            folder=world.folder, legal_area="sgb3", starts_on=date(2025, 6, 30), ends_on=date(2025, 6, 30), proof="seen"
        )


@pytest.mark.parametrize("model", [ViewLog, Tombstone])
@pytest.mark.parametrize("statement", ["UPDATE {} SET kind = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_portal_cannot_rewrite_who_looked(model, statement):
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))
