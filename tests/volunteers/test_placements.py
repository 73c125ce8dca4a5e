"""From a suggestion to the end: both sides say yes, places are scarce, contact data comes last."""

import pytest
from django.db import IntegrityError, connection, transaction

from herne_integration.models import OutboxMail
from herne_integration.rules import RuleBroken
from tests.threads import race
from tests.volunteers import make
from volunteers.actions import activities, eligible, ending, placements
from volunteers.choices.placements import FINAL, NEXT_STATES, PlacementState
from volunteers.models import FollowUp, Placement, Volunteer, doors

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(db):
    return make.coordinator()


def up_to_introduced(mira, task, coordinator):
    """The whole way, each step by whose it is."""
    placement = placements.suggest(volunteer=mira, opportunity=task, by=coordinator)
    placements.say_yes(placement=placement, by=mira.user)
    placements.ask_organisation(placement=placement, by=coordinator)
    placements.agree(placement=placement, by=task.contact)
    return placements.introduce(placement=placement, by=coordinator)


def test_a_placement_goes_all_the_way(coordinator):
    mira, task = make.volunteer(), make.opportunity(trial_weeks=4)
    placement = up_to_introduced(mira, task, coordinator)
    placement = activities.start_trial(placement=placement, by=coordinator)
    assert (placement.trial_ends_on - placement.trial_at.date()).days in (27, 28, 29)
    make.agreement(placement)
    placement = activities.activate(placement=placement, by=coordinator)
    assert sorted(FollowUp.objects.values_list("kind", flat=True)) == ["three_months", "two_weeks"]
    placement = ending.end(placement=placement, reason="completed", by=mira.user)
    assert [placement.state, placement.end_reason, placement.line_number] == ["ended", "completed", 1]
    steps = [event.pgh_context["what"] for event in placement.events.order_by("pgh_id")]
    assert steps == [
        "vorgeschlagen",
        "zugesagt",
        "Einrichtung gefragt",
        "Einrichtung einverstanden",
        "vorgestellt",
        "Probezeit begonnen",
        "begonnen",
        "beendet",
    ]


def test_contact_data_is_released_only_when_they_are_introduced(coordinator):
    mira, task = make.volunteer(), make.opportunity()
    seen = []
    placement = placements.suggest(volunteer=mira, opportunity=task, by=coordinator)
    steps = [
        lambda: placements.say_yes(placement=placement, by=mira.user),
        lambda: placements.ask_organisation(placement=placement, by=coordinator),
        lambda: placements.agree(placement=placement, by=task.contact),
        lambda: placements.introduce(placement=placement, by=coordinator),
        lambda: ending.end(placement=placement, reason="completed", by=coordinator),
    ]
    for step in [lambda: None, *steps]:
        step()
        now = Placement.objects.get(pk=placement.pk)
        by_organisation = doors.contact_of_volunteer(now, task.contact)
        by_volunteer = doors.contact_of_organisation(now, mira.user)
        seen.append((bool(by_organisation), bool(by_volunteer)))
    assert seen == [(False, False)] * 4 + [(True, True), (False, False)]
    assert doors.contact_of_volunteer(placement, coordinator).email == mira.email
    stranger = make.contact()
    assert doors.contact_of_volunteer(make.placement(mira, state="active"), stranger) is None


def test_mails_before_and_after_name_nobody(coordinator):
    mira, task = make.volunteer(family_name="Zqxname", phone="0999"), make.opportunity(contact_name="Zqxkontakt")
    up_to_introduced(mira, task, coordinator)
    text = "".join(f"{mail.subject} {mail.body}" for mail in OutboxMail.objects.all())
    assert OutboxMail.objects.count() >= 4
    assert [word in text for word in ("Zqxname", "Zqxkontakt", "0999", task.title)] == [False] * 4


def test_an_organisation_sees_its_own_once_it_is_asked_and_nobody_elses(coordinator):
    mira, task = make.volunteer(), make.opportunity()
    placement = make.placement(mira, task, state="interested")
    assert not Placement.objects.visible_to(task.contact).exists()
    placements.ask_organisation(placement=placement, by=coordinator)
    assert list(Placement.objects.visible_to(task.contact)) == [placement]
    assert not Placement.objects.visible_to(make.contact()).exists()
    assert list(Placement.objects.visible_to(mira.user)) == [placement]
    assert not Placement.objects.visible_to(make.volunteer().user).exists()
    assert not Volunteer.objects.visible_to(task.contact).exists()


def test_only_whose_turn_it_is_decides(coordinator):
    mira, task = make.volunteer(), make.opportunity()
    with pytest.raises(RuleBroken, match="nur die Koordination"):
        placements.suggest(volunteer=mira, opportunity=task, by=mira.user)
    placement = placements.suggest(volunteer=mira, opportunity=task, by=coordinator)
    with pytest.raises(RuleBroken, match="Person selbst"):
        placements.say_yes(placement=placement, by=task.contact)
    placements.say_yes(placement=placement, by=mira.user)
    placements.ask_organisation(placement=placement, by=coordinator)
    for foreign in (mira.user, make.contact()):
        with pytest.raises(RuleBroken, match="Ansprechperson"):
            placements.agree(placement=placement, by=foreign)
    with pytest.raises(RuleBroken, match="noch nicht ja gesagt"):
        placements.introduce(placement=placement, by=coordinator)


def test_a_second_yes_and_a_second_suggestion_are_answered_in_words(coordinator):
    mira, task = make.volunteer(), make.opportunity()
    placement = placements.suggest(volunteer=mira, opportunity=task, by=coordinator)
    with pytest.raises(RuleBroken, match="läuft mit dieser Person schon"):
        placements.suggest(volunteer=mira, opportunity=task, by=coordinator)
    placements.say_yes(placement=placement, by=mira.user)
    with pytest.raises(RuleBroken, match="geht jetzt nicht mehr"):
        placements.say_yes(placement=placement, by=mira.user)
    placements.say_no(placement=placement, by=mira.user, reason="time")
    assert Placement.objects.get(pk=placement.pk).decline_reason == "time"
    with pytest.raises(RuleBroken, match="hat schon eine Seite Nein gesagt"):
        placements.suggest(volunteer=mira, opportunity=task, by=coordinator)


@pytest.mark.parametrize("door", ["suggest", "come_forward", "say_yes", "ask", "introduce", "trial"])
def test_every_door_refuses_whoever_does_not_fit(coordinator, door):
    mira, task = make.volunteer(), make.opportunity()
    states = {"say_yes": "suggested", "ask": "interested", "introduce": "asked", "trial": "introduced"}
    placement = make.placement(mira, task, state=states[door]) if door in states else None
    if door == "introduce":
        placements.agree(placement=placement, by=task.contact)
    Volunteer.objects.filter(pk=mira.pk).update(state="paused")
    calls = {
        "suggest": lambda: placements.suggest(volunteer=mira, opportunity=task, by=coordinator),
        "come_forward": lambda: placements.come_forward(volunteer=mira, opportunity=task, by=mira.user),
        "say_yes": lambda: placements.say_yes(placement=placement, by=mira.user),
        "ask": lambda: placements.ask_organisation(placement=placement, by=coordinator),
        "introduce": lambda: placements.introduce(placement=placement, by=coordinator),
        "trial": lambda: activities.start_trial(placement=placement, by=coordinator),
    }
    with pytest.raises(eligible.NotEligible) as refused:
        calls[door]()
    assert [str(reason.code) for reason in refused.value.reasons] == ["paused"]


def test_what_is_no_law_can_be_set_aside_with_role_and_reason(coordinator):
    mira, task = make.volunteer(german_level="A1"), make.opportunity(german_level="B2")
    with pytest.raises(eligible.NotEligible):
        placements.suggest(volunteer=mira, opportunity=task, by=coordinator)
    empty = eligible.Override(role="Koordination", reason=" ")
    with pytest.raises(RuleBroken, match="Rolle und Begründung"):
        placements.suggest(volunteer=mira, opportunity=task, by=coordinator, override=empty)
    why = eligible.Override(role="Koordination Ehrenamt", reason="Die Gruppe spricht Arabisch.")
    placement = placements.suggest(volunteer=mira, opportunity=task, by=coordinator, override=why)
    assert [placement.override_codes, placement.override_role, placement.overridden_by] == [
        ["german_too_low"],
        "Koordination Ehrenamt",
        coordinator,
    ]
    placements.say_yes(placement=placement, by=mira.user)
    assert placement.events.filter(override_reason=why.reason).exists()


def test_what_the_law_demands_nobody_sets_aside(coordinator):
    mira, task = make.volunteer(), make.opportunity(task_class="minors")
    why = eligible.Override(role="Koordination", reason="Es eilt.")
    with pytest.raises(eligible.NotEligible) as refused:
        placements.suggest(volunteer=mira, opportunity=task, by=coordinator, override=why)
    assert [str(reason.code) for reason in refused.value.reasons] == ["legal_missing"]
    make.clearance(mira, by=coordinator)
    assert placements.suggest(volunteer=mira, opportunity=task, by=coordinator).override_codes == []


def test_an_override_of_a_running_placement_is_kept_and_not_for_nothing(coordinator):
    mira, task = make.volunteer(), make.opportunity()
    placement = make.placement(mira, task)
    with pytest.raises(RuleBroken, match="nichts im Weg"):
        placements.override(placement=placement, by=coordinator, role="Koordination", reason="x")
    Volunteer.objects.filter(pk=mira.pk).update(german_level="", hours_per_week=1)
    with pytest.raises(RuleBroken, match="nur die Koordination"):
        placements.override(placement=placement, by=mira.user, role="Koordination", reason="x")
    placement = placements.override(placement=placement, by=coordinator, role="Koordination", reason="Nur ein Treffen.")
    assert placement.override_codes == ["hours_too_few"]


def test_signing_up_on_an_unconfirmed_one_goes_to_the_coordinator_and_no_further(coordinator):
    mira, task = make.volunteer(), make.unconfirmed_opportunity()
    placement = placements.come_forward(volunteer=mira, opportunity=task, by=mira.user)
    assert [placement.state, placement.is_enquiry, placement.coordinator] == ["interested", True, None]
    assert list(Placement.objects.coordinated_by(coordinator)) == [placement]
    with pytest.raises(RuleBroken, match="niemand bestätigt"):
        placements.ask_organisation(placement=placement, by=coordinator)
    with pytest.raises(RuleBroken, match="niemand bestätigt"):
        placements.suggest(volunteer=make.volunteer(), opportunity=task, by=coordinator)


def test_a_full_opportunity_has_a_line(coordinator):
    task = make.opportunity(capacity=1)
    first, second = make.volunteer(), make.volunteer()
    up_to_introduced(first, task, coordinator)
    waiting = placements.come_forward(volunteer=second, opportunity=task, by=second.user)
    assert [waiting.line_number, list(Placement.objects.in_line())] == [2, [waiting]]
    placements.ask_organisation(placement=waiting, by=coordinator)
    placements.agree(placement=waiting, by=task.contact)
    with pytest.raises(RuleBroken, match="Alle Plätze"):
        placements.introduce(placement=waiting, by=coordinator)
    ending.end(placement=Placement.objects.live().get(), reason="volunteer", by=first.user)
    assert placements.introduce(placement=waiting, by=coordinator).state == "introduced"


def test_the_database_keeps_one_placement_per_place():
    task = make.opportunity(capacity=1)
    make.placement(make.volunteer(), task, state="introduced")
    other = make.placement(make.volunteer(), task, state="asked", agreed_at=task.confirmed_at, agreed_by=task.contact)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL pgtrigger.ignore = '{volunteers_placement_has_a_place}'")
        stamps = {"introduced_at": task.confirmed_at, "introduced_by": task.contact}
        with pytest.raises(IntegrityError, match="volunteers_placement_has_a_place"), transaction.atomic():
            Placement.objects.filter(pk=other.pk).update(state="introduced", **stamps)
    with pytest.raises(IntegrityError, match="volunteers_opportunity_holds_its_placements"), transaction.atomic():
        type(task).objects.filter(pk=task.pk).update(capacity=None, state="unconfirmed")
    with pytest.raises(IntegrityError, match="volunteers_placement_opportunity_confirmed"), transaction.atomic():
        make.placement(make.volunteer(), make.unconfirmed_opportunity(capacity=3), state="active")


@pytest.mark.parametrize("state", PlacementState)
def test_the_database_lets_states_follow_as_the_table_says(state):
    placement = make.placement(state=state)
    for wanted in set(PlacementState) - {state}:
        try:
            with transaction.atomic():
                Placement.objects.filter(pk=placement.pk).update(state=wanted)
                transaction.set_rollback(True)
            moved = True
        except IntegrityError as error:
            # Another constraint may miss a stamp; this one alone says that the move is none.
            moved = "volunteers_placement_moves_as_told" not in str(error)
        assert moved == (wanted in NEXT_STATES[state])


def test_both_sides_of_a_placement_stay():
    placement = make.placement()
    with pytest.raises(IntegrityError, match="volunteers_placement_keeps_both_sides"), transaction.atomic():
        Placement.objects.update(volunteer=make.volunteer())
    assert set(FINAL) == {state for state, following in NEXT_STATES.items() if not following}
    assert placement.state == "suggested"


@pytest.mark.django_db(transaction=True)
def test_fifty_say_yes_to_one_tandem_at_once_one_is_introduced_the_others_wait_in_order():
    with transaction.atomic():
        coordinator = make.coordinator()
        task = make.opportunity(kind="tandem", capacity=1)
        waiting = [make.placement(make.volunteer(), task, by=coordinator) for _ in range(50)]

    def all_the_way(number):
        placement = placements.say_yes(placement=waiting[number], by=waiting[number].volunteer.user)
        placements.ask_organisation(placement=placement, by=coordinator)
        placements.agree(placement=placement, by=task.contact)
        return placements.introduce(placement=placement, by=coordinator).state

    outcome = race(all_the_way, 50)
    assert sorted(map(str, outcome)) == sorted([placements.FULL] * 49 + ["introduced"])
    assert Placement.objects.live().count() == 1
    lines = Placement.objects.order_by("line_number").values_list("line_number", flat=True)
    assert list(lines) == list(range(1, 51))
    asked_in_order = list(Placement.objects.order_by("interested_at").values_list("line_number", flat=True))
    assert asked_in_order == sorted(asked_in_order)
    assert Placement.objects.in_line().count() == 49
