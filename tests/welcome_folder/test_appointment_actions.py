"""What can happen to an appointment, and what is refused with a sentence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from herne_integration.rules import RuleBroken
from tests.welcome_folder import make
from tests.welcome_folder.test_folder_models import at_the_end
from welcome_folder.actions import agreements, appointments, steps
from welcome_folder.choices.agreements import AgreementState, Debtor
from welcome_folder.choices.appointments import AppointmentState, Visibility
from welcome_folder.choices.folders import FolderState
from welcome_folder.choices.handovers import HandoverState
from welcome_folder.choices.plans import StepOrigin, StepOwner, StepState
from welcome_folder.models import Appointment, Handover

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def world():
    return make.world()


def plan(world, *, by=None, day=None, area="wohnen", **more):
    by, day = by or world.lead, day or TODAY()
    what = {"folder": world.folder, "institution": by.office, "by": by, "kind": "beratung", "area": area, "day": day}
    return appointments.plan(**what | more)


def refused(sentence, act, **what):
    with pytest.raises(RuleBroken, match=sentence):
        act(**what)


def test_one_entry_makes_result_agreement_step_and_next_appointment(world):
    appointment = plan(world, papers=["pass"])
    appointments.log(
        appointment=appointment,
        by=world.lead,
        state=AppointmentState.KEPT,
        result="Antrag gestellt",
        agreements=[{"what": "Pass vorlegen", "due_on": TODAY() + timedelta(days=9)}],
        next_step={"title": "Anruf bei der Schule", "due_on": TODAY() + timedelta(days=3)},
        next_appointment={"day": TODAY() + timedelta(days=14)},
    )
    at_the_end()
    agreement = world.folder.agreements.get()
    steps_made = world.folder.steps.filter(origin=StepOrigin.AGREEMENT).values_list("title", "agreement", "owner")
    assert list(steps_made) == [
        ("Anruf bei der Schule", None, StepOwner.PERSON),
        ("Pass vorlegen", agreement.pk, StepOwner.PERSON),
    ]
    entries = world.folder.appointments.values_list("state", "result", "kind_id", "area_id", "day")
    assert list(entries) == [
        ("kept", "Antrag gestellt", "beratung", "wohnen", TODAY()),
        ("planned", "", "beratung", "wohnen", TODAY() + timedelta(days=14)),
    ]


def test_who_may_write_where(world):
    helper, stranger = world.helper, world.stranger
    assert plan(world, by=helper).institution == helper.office
    refused("nicht beteiligt", plan, world=world, by=helper, area="gesundheit")
    refused("nicht beteiligt", plan, world=world, by=stranger)
    refused("nicht beteiligt", plan, world=world, by=helper, institution=world.lead.office)
    own = plan(world, visibility=Visibility.OWN)
    refused("nur die, die ihn geschrieben", appointments.cancel, appointment=own, by=helper, reason="krank")
    elsewhere = plan(world, area="gesundheit")
    refused("nicht beteiligt", appointments.cancel, appointment=elsewhere, by=helper, reason="krank")


def test_the_immigration_office_writes_while_it_works_on_a_handover(world):
    officer = make.case_worker(of=make.institution(is_immigration_office=True))
    refused("nicht beteiligt", plan, world=world, by=officer, area="aufenthalt")
    Handover.objects.create(
        folder=world.folder,
        kind="referral",
        sender=world.lead.office,
        sender_user=world.lead,
        receiver=officer.office,
        receiver_user=officer,
        areas=["aufenthalt"],
        reason="Verlängerung",
        deadline_on=TODAY() + timedelta(days=5),
        offered_at=timezone.now(),
        offered_by=world.lead,
    )
    refused("nicht beteiligt", plan, world=world, by=officer, area="aufenthalt")
    taken = {"state": HandoverState.ACCEPTED, "accepted_at": timezone.now(), "accepted_by": officer}
    Handover.objects.update(**taken)
    own = plan(world, by=officer, area="aufenthalt")
    plan(world)
    assert [list(Appointment.objects.visible_to(officer)), own.institution] == [[own], officer.office]
    refused("nicht beteiligt", plan, world=world, by=officer)
    agreed = [{"what": "Passbild bringen", "due_on": TODAY() + timedelta(days=9)}]
    appointments.log(appointment=own, by=officer, state="kept", result="Verlängert", agreements=agreed)
    assert Appointment.objects.get(pk=own.pk).logged_by == officer
    step = world.folder.steps.get(title="Passbild bringen")
    assert [step.area_id, step.entered_by, step.owner] == ["aufenthalt", officer, "person"]
    # It has written down what is to do, and decides no more about it than about anything else of the folder.
    refused("nicht beteiligt", steps.finish, step=step, by=officer)
    Handover.objects.update(
        state=HandoverState.DONE,
        contacted_at=timezone.now(),
        contacted_by=officer,
        finished_at=timezone.now(),
        finished_by=officer,
    )
    told = {"area": "aufenthalt", "title": "x", "due_on": TODAY(), "owner": "person", "origin": "agreement"}
    refused("nicht beteiligt", steps.add, folder=world.folder, by=officer, origin_text="x", **told)


def test_nobody_is_lost_between_two_appointments(world):
    only = plan(world)
    steps.finish(step=world.folder.steps.get(), by=world.lead)
    for act, more in [
        (appointments.log, {"state": "kept"}),
        (appointments.log, {"state": "no_show"}),
        (appointments.cancel, {"reason": "krank"}),
    ]:
        refused("keinen nächsten Schritt", act, appointment=only, by=world.lead, **more)
    step = {"title": "Neuen Termin machen", "due_on": TODAY() + timedelta(days=2)}
    appointments.cancel(appointment=only, by=world.lead, reason="krank", next_step=step)
    at_the_end()
    last = world.folder.steps.open().get()
    refused("keinen nächsten Schritt", steps.finish, step=last, by=world.lead)
    refused("keinen nächsten Schritt", steps.drop, step=last, by=world.lead, reason="hat sich erledigt")


def test_a_moved_appointment_has_a_successor_with_its_papers(world):
    first = plan(world, papers=["pass"], place="Rathaus")
    second = appointments.move(appointment=first, by=world.helper, day=TODAY() + timedelta(days=4), reason="krank")
    first.refresh_from_db()
    assert [first.state, first.successor, first.cancel_reason] == ["moved", second, "krank"]
    assert [second.state, second.place, second.papers.get().pk] == ["planned", "Rathaus", "pass"]
    # Who moves it answers for it from now on.
    assert second.institution == world.helper.office
    refused("schon verschoben", appointments.move, appointment=first, by=world.lead, day=TODAY())
    refused("demselben Tag", appointments.move, appointment=second, by=world.lead, day=second.day)


def test_what_has_become_of_an_appointment_is_said_once(world):
    appointment = plan(world)
    appointments.log(appointment=appointment, by=world.lead, state="no_show")
    refused("schon nicht erschienen", appointments.log, appointment=appointment, by=world.lead, state="kept")
    refused("schon nicht erschienen", appointments.cancel, appointment=appointment, by=world.lead, reason="krank")


def test_time_runs_one_way(world):
    tomorrow, yesterday = TODAY() + timedelta(days=1), TODAY() - timedelta(days=1)
    refused("nicht in der Vergangenheit", plan, world=world, day=yesterday)
    refused("erst am", appointments.log, appointment=plan(world, day=tomorrow), by=world.lead, state="kept")
    past = {"folder": world.folder, "institution": world.lead.office, "by": world.lead, "kind": "beratung"}
    refused("erst am", appointments.log_past, **past, area="wohnen", day=tomorrow)
    made = appointments.log_past(**past, area="wohnen", day=yesterday, result="Wohnung besichtigt")
    assert [made.state, made.logged_by] == ["kept", world.lead]


def test_cancelling_has_a_reason(world):
    refused("mit Grund", appointments.cancel, appointment=plan(world), by=world.lead, reason=" ")


def test_an_entry_of_today_is_changed_one_of_yesterday_corrected(world):
    fresh = plan(world)
    changed = appointments.change(appointment=fresh, by=world.lead, version=1, place="Rathaus")
    assert [changed.place, changed.version] == ["Rathaus", 2]
    refused("hat sich geändert", appointments.change, appointment=fresh, by=world.lead, version=1, place="Amt")
    old = make.appointment(world.folder, by=world.lead, entered_at=timezone.now() - timedelta(hours=25), day=TODAY())
    refused("berichtigt", appointments.change, appointment=old, by=world.lead, version=1, place="Rathaus")
    corrected = appointments.correct(appointment=old, by=world.lead, place="Rathaus")
    old.refresh_from_db()
    assert [old.state, old.place, old.correction, corrected.state] == ["cancelled", "", corrected, "planned"]
    assert set(world.folder.appointments.current()) == {fresh, corrected}
    refused("schon berichtigt", appointments.correct, appointment=old, by=world.lead, place="Amt")
    refused("nichts zu berichtigen", appointments.correct, appointment=corrected, by=world.lead, place="Rathaus")


def test_a_correction_may_say_that_she_came_after_all(world):
    entry = make.appointment(world.folder, by=world.lead, state=AppointmentState.NO_SHOW, day=TODAY())
    right = appointments.correct(appointment=entry, by=world.lead, state="kept", result="Kam zu spät")
    assert [right.state, right.result, right.corrects, right.logged_by] == ["kept", "Kam zu spät", entry, world.lead]
    refused("eigene Einträge", appointments.correct, appointment=right, by=world.lead, state="moved")


def test_only_the_own_institution_and_the_lead_correct(world):
    of_lead = make.appointment(world.folder, by=world.lead, area="wohnen", state="kept", day=TODAY())
    of_helper = make.appointment(world.folder, by=world.helper, area="wohnen", state="kept", day=TODAY())
    refused("anderer Stellen", appointments.correct, appointment=of_lead, by=world.helper, result="anders")
    right = appointments.correct(appointment=of_helper, by=world.lead, result="anders")
    assert right.institution == world.lead.office


def test_a_protected_entry_stays_its_keepers(world):
    entry = plan(world, visibility=Visibility.PROTECTED)
    moved = appointments.move(appointment=entry, by=world.lead, day=TODAY() + timedelta(days=1))
    assert [moved.visibility, moved.keeper] == ["protected", world.lead]
    refused("nur die, die ihn geschrieben", appointments.cancel, appointment=moved, by=world.helper, reason="krank")


@pytest.mark.parametrize("visibility", [Visibility.OWN, Visibility.PROTECTED])
def test_what_only_one_institution_may_know_becomes_no_step_of_all(world, visibility):
    agreed = [{"what": "Wohnung wechseln", "due_on": TODAY() + timedelta(days=3)}]
    appointment = plan(world, visibility=visibility)
    appointments.log(appointment=appointment, by=world.lead, state="kept", agreements=agreed)
    assert [world.folder.agreements.count(), world.folder.steps.filter(origin="agreement").count()] == [1, 0]


def test_an_agreement_and_its_step_are_settled_together(world):
    due = TODAY() + timedelta(days=3)
    agreed = [
        {"what": "Formular schicken", "due_on": due, "debtor": Debtor.INSTITUTION, "institution": world.lead.office},
        {"what": "Zum Amt begleiten", "due_on": due, "debtor": Debtor.COMPANION},
        {"what": "Pass holen", "due_on": due},
        {"what": "Anrufen"},
    ]
    appointments.log(appointment=plan(world), by=world.lead, state="kept", agreements=agreed)
    made = {one.what: one for one in world.folder.agreements.all()}
    agreements.settle(agreement=made["Formular schicken"], by=world.helper)
    agreements.void(agreement=made["Zum Amt begleiten"], by=world.lead, reason="geht allein")
    steps.finish(step=made["Pass holen"].step, by=world.lead)
    agreements.settle(agreement=made["Anrufen"], by=world.lead)
    found = world.folder.agreements.order_by("what").values_list("what", "state", "step__state", "void_reason")
    assert list(found) == [
        ("Anrufen", AgreementState.DONE, None, ""),
        ("Formular schicken", AgreementState.DONE, StepState.DONE, ""),
        ("Pass holen", AgreementState.DONE, StepState.DONE, ""),
        ("Zum Amt begleiten", AgreementState.VOID, StepState.DROPPED, "geht allein"),
    ]
    refused("schon erledigt", agreements.settle, agreement=made["Anrufen"], by=world.lead)
    refused("nur mit Grund", agreements.void, agreement=made["Anrufen"], by=world.lead, reason="")


def test_a_step_is_changed_moved_and_reopened(world):
    step = world.folder.steps.get()
    step = steps.change(step=step, by=world.lead, version=1, title="Anders")
    step = steps.reschedule(step=step, by=world.lead, due_on=TODAY())
    refused("hat sich geändert", steps.change, step=step, by=world.lead, version=1, title="Noch anders")
    plan(world)
    step = steps.drop(step=step, by=world.lead, reason="nicht nötig")
    refused("schon entfallen", steps.finish, step=step, by=world.lead)
    step = steps.reopen(step=step, by=world.lead)
    assert [step.title, step.due_on, step.state, step.dropped_reason] == ["Anders", TODAY(), "open", ""]
    refused("ist offen", steps.reopen, step=step, by=world.lead)


@pytest.mark.parametrize("state", [FolderState.CLOSED, FolderState.RESTRICTED])
def test_nothing_is_written_into_a_folder_on_which_nobody_works(world, state):
    appointment = plan(world)
    stamp = {"closed_at": timezone.now(), "closed_by": world.lead, "closing_reason": "weggezogen"}
    stamp |= {"restricted_at": timezone.now(), "restricted_by": world.lead}
    type(world.folder).objects.filter(pk=world.folder.pk).update(state=state, **stamp)
    refused("nichts mehr eingetragen", plan, world=world)
    refused("nichts mehr eingetragen", appointments.log, appointment=appointment, by=world.lead, state="kept")
