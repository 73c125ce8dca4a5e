"""A folder's life: opened with lead and step, resting, closed, restricted, and papers that run out."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from herne_integration.rules import RuleBroken
from tests.welcome_folder import make
from welcome_folder import expiry, kinship
from welcome_folder.actions import documents, families, folders, people
from welcome_folder.choices.folders import FolderState
from welcome_folder.choices.people import Relation
from welcome_folder.models import Agreement, FamilyTie, FolderDocument, Handover, Person, WelcomeFolder

DAY = date(2026, 3, 2)
NEXT = ("Weiter beraten", "orientierung", DAY)


@pytest.fixture
def world(db):
    return make.world()


def stored(folder):
    return WelcomeFolder.objects.get(pk=folder.pk)


def at_the_end():
    """Lets the deferred triggers look now, as they do when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.mark.django_db
def test_a_folder_is_opened_only_by_an_institution_that_may_lead():
    make.words()
    office = make.case_worker(of=make.institution(is_immigration_office=True))
    with pytest.raises(RuleBroken, match="arbeitet nicht mit"):
        folders.open_folder(
            person=Person(family_name="B"),
            institution=office.office,
            by=office,
            first_step=NEXT,
            basis="law",
            basis_text="§ 1",
        )
    assert Person.objects.count() == 0


def test_resting_has_a_reason_and_ends_by_itself_with_a_step(world):
    folder, until = world.folder, in_days(30)
    with pytest.raises(RuleBroken, match="Grund"):
        folders.rest(folder=folder, by=world.lead, until=until, reason=" ")
    with pytest.raises(RuleBroken, match="Zukunft"):
        folders.rest(folder=folder, by=world.lead, until=in_days(0), reason="Kur")
    with pytest.raises(RuleBroken, match="federführende"):
        folders.rest(folder=folder, by=world.helper, until=until, reason="Kur")
    folders.rest(folder=folder, by=world.lead, until=until, reason="Kur")
    folder.steps.all().delete()
    assert [folders.wake(day=in_days(29)), folders.wake(day=until), folders.wake(day=until)] == [0, 1, 0]
    folder, step = stored(folder), folder.steps.get()
    assert (folder.state, folder.resting_until, folder.resting_reason) == ("open", None, "")
    assert (step.institution, step.entered_by, step.origin) == (world.lead.office, world.lead, "resting")
    assert step.origin_text == f"Der Ordner ruhte bis {until:%d.%m.%Y}: Kur"
    at_the_end()


def test_going_on_needs_a_next_step_where_nothing_is_open(world):
    folder = world.folder
    folders.rest(folder=folder, by=world.lead, until=in_days(30), reason="Kur")
    folder.steps.all().delete()
    with pytest.raises(RuleBroken, match="keinen nächsten Schritt"):
        folders.resume(folder=folder, by=world.lead)
    folders.resume(folder=folder, by=world.lead, next_step=NEXT)
    assert (stored(folder).state, folder.steps.get().title) == ("open", "Weiter beraten")


def test_closing_leaves_nothing_open_behind(world):
    folder, lead = world.folder, world.lead
    appointment = make.appointment(folder, by=lead)
    kept = make.appointment(folder, by=lead, state="kept")
    agreement = Agreement.objects.create(
        folder=folder, appointment=kept, debtor="person", what="Antrag", entered_at=timezone.now(), entered_by=lead
    )
    with pytest.raises(RuleBroken) as refusal:
        folders.close(folder=folder, by=lead, reason="Umzug")
    words = "ein Termin ist geplant, ein Schritt ist offen, eine Vereinbarung ist offen"
    assert refusal.value.sentence == f"Der Ordner lässt sich noch nicht schließen: {words}."
    with pytest.raises(RuleBroken, match="ein Termin ist geplant"):
        folders.close(folder=folder, by=lead, reason="Umzug", drop_open=True)
    appointment.delete()
    folders.close(folder=folder, by=lead, reason="Umzug", drop_open=True)
    step, agreement = folder.steps.get(), Agreement.objects.get(pk=agreement.pk)
    assert (step.state, step.dropped_reason, step.settled_by) == ("dropped", "Ordner geschlossen: Umzug", lead)
    assert (agreement.state, agreement.void_reason) == ("void", "Ordner geschlossen: Umzug")
    assert (stored(folder).closing_reason, stored(folder).closed_by) == ("Umzug", lead)
    folders.reopen(folder=folder, by=lead, next_step=NEXT)
    assert (stored(folder).state, stored(folder).closed_at) == ("open", None)
    at_the_end()


def test_a_running_handover_keeps_a_folder_open(world):
    other = make.institution()
    Handover.objects.create(
        folder=world.folder, kind="lead", sender=world.lead.office, sender_user=world.lead, receiver=other,
        areas=["wohnen"], reason="Umzug", deadline_on=in_days(5), offered_at=timezone.now(), offered_by=world.lead,
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="eine Übergabe läuft"):
        folders.close(folder=world.folder, by=world.lead, reason="Umzug", drop_open=True)


def test_a_restricted_folder_is_the_lead_s_alone_and_comes_back_as_it_was(world):
    folder = world.folder
    folders.restrict(folder=folder, by=world.lead, reason="Widerspruch")
    visible = WelcomeFolder.objects.visible_to
    assert [visible(one).exists() for one in (world.lead, world.helper)] == [True, False]
    with pytest.raises(RuleBroken, match="nichts mehr eingetragen"):
        people.change(person=folder.person, by=world.lead)
    folders.unrestrict(folder=folder, by=world.lead)
    assert (stored(folder).state, visible(world.helper).exists()) == ("open", True)
    folders.close(folder=folder, by=world.lead, reason="Umzug", drop_open=True)
    folders.restrict(folder=folder, by=world.lead, reason="Widerspruch")
    assert folders.unrestrict(folder=folder, by=world.lead).state == FolderState.CLOSED


@pytest.mark.parametrize("act", ["resume", "reopen", "unrestrict"])
def test_an_open_folder_cannot_be_taken_up_again(world, act):
    with pytest.raises(RuleBroken, match="ist offen"):
        getattr(folders, act)(folder=world.folder, by=world.lead, next_step=NEXT)


def test_kinship_reads_back_from_both_sides():
    for kin in kinship.KIN:
        first, _, relation = kinship.stored("A", "B", kin)
        assert kinship.seen(relation, is_first=first == "A") == kin
    assert kinship.seen(Relation.CHILD, is_first=False) == "parent"


def test_a_family_is_entered_once_and_leaves_nobody_behind(world):
    folder = world.folder
    add = {"folder": folder, "by": world.lead, "kin": "parent"}
    tie = families.add(relative=Person(family_name="Beispiel"), **add)
    assert (tie.relative, tie.relation) == (folder.person, "child")
    with pytest.raises(RuleBroken, match="schon als Familie"):
        families.add(relative=tie.person, **add)
    with pytest.raises(RuleBroken, match="sich selbst"):
        families.add(relative=folder.person, **add)
    families.change(tie=tie, folder=folder, by=world.lead, kin="child")
    assert FamilyTie.objects.get().person == folder.person
    families.remove(tie=FamilyTie.objects.get(), folder=folder, by=world.lead)
    assert list(Person.objects.all()) == [folder.person]


@pytest.mark.parametrize(
    ("left", "mark", "due"),
    [(91, None, None), (90, 90, 60), (31, 90, 1), (30, 30, 23), (8, 30, 1), (7, 7, 7), (0, 7, 0), (-1, 0, 1)],
)
def test_a_paper_is_thought_of_at_90_30_and_7_days_and_when_it_is_over(left, mark, due):
    found = expiry.reminder(DAY + timedelta(days=left), DAY)
    assert (found.mark, (found.due_on - DAY).days) == (mark, due) if mark is not None else found is None


def test_an_expiring_paper_makes_one_step_at_each_mark_however_often_it_is_asked(world):
    until = in_days(90)
    documents.record(folder=world.folder, by=world.lead, kind="pass", state="present", valid_until=until)
    steps = world.folder.steps.filter(origin="paper")
    assert [documents.make_expiry_steps(day=in_days(day)) for day in (-1, 0, 0, 1)] == [0, 1, 0, 0]
    step = steps.get()
    assert (step.title, step.due_on, step.institution) == (
        "Pass oder Passersatz: erneuern",
        in_days(60),
        world.lead.office,
    )
    # Still open at the next mark: the same step becomes more urgent.
    assert documents.make_expiry_steps(day=in_days(60)) == 0
    assert "(30 Tage vorher)" in steps.get().origin_text
    steps.update(state="done", settled_at=timezone.now(), settled_by=world.lead)
    assert [documents.make_expiry_steps(day=in_days(day)) for day in (60, 83, 83, 91, 92)] == [0, 1, 0, 0, 0]
    assert (FolderDocument.objects.get().state, steps.count()) == ("expired", 2)


def test_a_paper_of_a_foreign_area_is_refused_and_its_step_goes_to_whom_it_concerns(world):
    with pytest.raises(RuleBroken, match="nicht beteiligt"):
        documents.record(folder=world.folder, by=world.helper, kind="pass", state="present")
    make.document(world.folder, by=world.lead, kind="wbs", valid_until=in_days(3))
    world.folder.team.filter(user=world.lead).update(areas=["orientierung"])
    documents.make_expiry_steps(day=in_days(0))
    assert world.folder.steps.get(origin="paper").institution == world.helper.office


def test_a_closed_folder_reminds_of_nothing(world):
    make.document(world.folder, by=world.lead, kind="pass", valid_until=in_days(3))
    folders.close(folder=world.folder, by=world.lead, reason="Umzug", drop_open=True)
    assert documents.make_expiry_steps(day=in_days(0)) == 0
