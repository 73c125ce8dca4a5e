"""From one institution to the next, and nobody falls between."""

from datetime import timedelta

import pytest
from django.utils import timezone

from herne_integration.rules import RuleBroken
from tests.welcome_folder import make
from welcome_folder import checking, deadlines
from welcome_folder.actions import handovers, periods, team
from welcome_folder.choices.handovers import HandoverKind, HandoverState
from welcome_folder.choices.plans import StepOrigin
from welcome_folder.models import Appointment, Handover, WelcomeFolder

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def world():
    world = make.world()
    world.receiver = make.case_worker()
    return world


def offer(world, **told):
    defaults = {
        "folder": world.folder,
        "by": world.lead,
        "sender": world.lead.office,
        "receiver": world.receiver.office,
        "kind": HandoverKind.LEAD,
        "areas": make.AREAS,
        "reason": "Umzug in einen anderen Stadtbezirk",
    }
    return handovers.offer(**defaults | told)


def lead_of(world):
    return WelcomeFolder.objects.get(pk=world.folder.pk).lead


def reminders(world):
    return list(world.folder.steps.open().filter(origin=StepOrigin.HANDOVER).values_list("title", "due_on"))


def test_until_the_first_contact_the_sender_stays_responsible(world):
    handover = offer(world)
    states = [lead_of(world)]
    handovers.accept(handover=handover, by=world.receiver)
    states.append(lead_of(world))
    handovers.first_contact(handover=handover, by=world.receiver)
    states.append(lead_of(world))
    assert states == [world.lead.office, world.lead.office, world.receiver.office]
    handovers.finish(handover=handover, by=world.lead)
    assert Handover.objects.get(pk=handover.pk).state == HandoverState.DONE


def test_the_offer_stands_in_the_plan_until_it_is_settled(world):
    handover = offer(world)
    title = f"Antwort auf die Übergabe an {world.receiver.office} nachhalten"
    assert reminders(world) == [(title, handover.deadline_on)]
    handovers.accept(handover=handover, by=world.receiver)
    handovers.first_contact(handover=handover, by=world.receiver)
    assert reminders(world) == []


def test_whoever_takes_over_a_folder_without_steps_has_one_to_begin_with(world):
    handover = offer(world)
    world.folder.steps.exclude(origin=StepOrigin.HANDOVER).delete()
    handovers.accept(handover=handover, by=world.receiver)
    handovers.first_contact(handover=handover, by=world.receiver)
    told = world.folder.steps.open().values_list("title", "institution", "due_on")
    due = deadlines.working_days_after(TODAY(), 3)
    assert list(told) == [("Nach dem ersten Kontakt: nächsten Schritt eintragen", world.receiver.office.pk, due)]


@pytest.mark.parametrize("accepted_before", [False, True])
def test_a_declined_one_is_back_with_a_step_within_three_working_days(world, accepted_before):
    handover = offer(world)
    if accepted_before:
        handovers.accept(handover=handover, by=world.receiver)
    handovers.decline(handover=handover, by=world.receiver, reason="keine Plätze")
    title = f"Übergabe an {world.receiver.office} abgelehnt: Zuständigkeit neu klären"
    assert reminders(world) == [(title, deadlines.working_days_after(TODAY(), 3))]
    assert lead_of(world) == world.lead.office
    assert not WelcomeFolder.objects.visible_to(world.receiver).exists()


def test_a_revoked_one_leaves_the_receiver_outside(world):
    handover = offer(world)
    handovers.accept(handover=handover, by=world.receiver)
    assert WelcomeFolder.objects.visible_to(world.receiver).exists()
    handovers.revoke(handover=handover, by=world.lead)
    assert not WelcomeFolder.objects.visible_to(world.receiver).exists()
    assert len(reminders(world)) == 1


def test_the_new_lead_reads_and_the_old_one_does_not(world):
    handover = offer(world)
    handovers.accept(handover=handover, by=world.receiver)
    handovers.first_contact(handover=handover, by=world.receiver)
    seen = [WelcomeFolder.objects.visible_to(user).exists() for user in (world.receiver, world.lead)]
    assert seen == [True, False]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"by": "helper", "sender": "helper"}, "Die Federführung übergibt nur, wer sie hat"),
        ({"by": "stranger", "sender": "stranger"}, "Die Federführung übergibt nur, wer sie hat"),
        ({"receiver": "lead"}, "an eine andere Stelle"),
        ({"deadline_on": -1}, "in der Vergangenheit"),
        ({"receiver": "office"}, "kann den Ordner nicht übernehmen"),
        ({"receiver": "outside"}, "kann den Ordner nicht übernehmen"),
        ({"receiver": "empty"}, "arbeitet noch niemand"),
        ({"receiver": "narrow"}, "berät nicht in allen"),
        ({"areas": []}, "berät nicht in allen"),
    ],
    ids=["helper", "stranger", "itself", "past", "office", "outside", "empty", "narrow", "nothing"],
)
def test_a_handover_that_makes_no_sense_is_refused(world, change, sentence):
    places = {
        "lead": lambda: world.lead.office,
        "office": lambda: make.case_worker(of=make.institution(is_immigration_office=True)).office,
        "outside": lambda: make.organisation(),
        "empty": lambda: make.institution(),
        "narrow": lambda: make.case_worker(of=make.institution(areas=["wohnen"])).office,
    }
    told = dict(change)
    if "by" in told:
        told["by"] = getattr(world, told["by"])
        told["sender"] = told["by"].office
    if "receiver" in told:
        told["receiver"] = places[told["receiver"]]()
    if "deadline_on" in told:
        told["deadline_on"] = TODAY() - timedelta(days=1)
    with pytest.raises(RuleBroken, match=sentence):
        offer(world, **told)


def test_there_is_one_handover_of_the_lead_at_a_time(world):
    offer(world)
    with pytest.raises(RuleBroken, match="läuft schon"):
        offer(world, receiver=make.case_worker().office)


def test_only_the_receiver_answers_and_only_once(world):
    handover = offer(world)
    for act in (handovers.accept, handovers.first_contact):
        with pytest.raises(RuleBroken, match="nur jemand aus der Stelle"):
            act(handover=handover, by=world.stranger)
    handovers.decline(handover=handover, by=world.receiver, reason="keine Plätze")
    with pytest.raises(RuleBroken, match="ist abgelehnt und kann nicht mehr angenommen werden"):
        handovers.accept(handover=handover, by=world.receiver)


def test_a_referral_brings_one_topic_and_changes_no_lead(world):
    handover = offer(world, by=world.helper, sender=world.helper.office, kind=HandoverKind.REFERRAL, areas=["wohnen"])
    handovers.accept(handover=handover, by=world.receiver)
    handovers.first_contact(handover=handover, by=world.receiver)
    assert lead_of(world) == world.lead.office
    assert world.folder.team.get(user=world.receiver, ended_at=None).areas == ["wohnen"]


def test_the_immigration_office_takes_a_topic_and_reads_only_its_own(world):
    officer = make.case_worker(of=make.institution(is_immigration_office=True))
    handover = offer(world, receiver=officer.office, kind=HandoverKind.REFERRAL, areas=["aufenthalt"])
    handovers.accept(handover=handover, by=officer)
    make.appointment(world.folder, by=world.lead, area="aufenthalt")
    own = make.appointment(world.folder, by=officer, area="aufenthalt")
    assert not WelcomeFolder.objects.visible_to(officer).exists()
    assert list(Appointment.objects.visible_to(officer)) == [own]


def test_a_new_legal_area_opens_a_handover_to_who_is_responsible(world):
    jobcenter = make.case_worker(of=make.institution(legal_areas=["sgb2"]))
    periods.set_legal_area(
        folder=world.folder, by=world.lead, legal_area="asylblg", starts_on=TODAY() - timedelta(days=400), proof="seen"
    )
    assert not world.folder.handovers.exists()
    periods.set_legal_area(folder=world.folder, by=world.lead, legal_area="sgb2", starts_on=TODAY(), proof="seen")
    told = world.folder.handovers.values_list("kind", "receiver", "state")
    assert list(told) == [("legal_area", jobcenter.office.pk, "offered")]
    assert [period.ends_on for period in world.folder.legal_areas.order_by("starts_on")] == [
        TODAY() - timedelta(days=1),
        None,
    ]


@pytest.mark.parametrize("responsible", [0, 2])
def test_without_one_responsible_institution_the_lead_has_a_step(world, responsible):
    for _ in range(responsible):
        make.case_worker(of=make.institution(legal_areas=["sgb2"]))
    for area, days in (("asylblg", 400), ("sgb2", 0)):
        periods.set_legal_area(
            folder=world.folder, by=world.lead, legal_area=area, starts_on=TODAY() - timedelta(days=days), proof="seen"
        )
    assert not world.folder.handovers.exists()
    assert world.folder.steps.open().filter(origin=StepOrigin.STATUS).count() == 1


def test_a_colleague_takes_over_with_what_was_kept(world):
    colleague = make.case_worker(of=world.lead.office)
    secret = make.appointment(world.folder, by=world.lead, visibility="protected")
    sent = offer(world)
    team.reassign(folder=world.folder, from_user=world.lead, to_user=colleague, by=world.lead)
    assert [Appointment.objects.visible_to(user).filter(pk=secret.pk).exists() for user in (world.lead, colleague)] == [
        False,
        True,
    ]
    assert (lead_of(world), Handover.objects.get(pk=sent.pk).sender_user) == (world.lead.office, colleague)
    assert checking.breaches(day=TODAY()) == []


def test_somebody_with_folders_does_not_simply_leave(world):
    assert team.closing_duties(world.lead) == [
        "Ein Willkommensordner muss vorher einer anderen Fachkraft übertragen werden."
    ]
    colleague = make.case_worker(of=world.lead.office)
    assert team.reassign_all(organisation=world.lead.office, from_user=world.lead, to_user=colleague, by=colleague) == 1
    assert team.closing_duties(world.lead) == []


def test_the_lead_cannot_leave_and_others_can(world):
    lead, helper = (world.folder.team.get(user=user) for user in (world.lead, world.helper))
    with pytest.raises(RuleBroken, match="Federführung endet mit einer Übergabe"):
        team.leave(member=lead, by=world.lead)
    team.leave(member=helper, by=world.helper)
    assert not WelcomeFolder.objects.visible_to(world.helper).exists()
