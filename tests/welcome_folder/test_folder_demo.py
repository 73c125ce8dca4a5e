"""The demo's folders: invented lives that show every case, told through the actions, and nobody is lost in them."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from herne_integration import moved_clock
from herne_integration.roof.demo import folders, people
from herne_integration.roof.demo_people import PEOPLE
from offers.demo import paths
from offers.models import Membership
from tests.welcome_folder import make
from welcome_folder import checking
from welcome_folder.actions import nightly
from welcome_folder.choices.agreements import AgreementState
from welcome_folder.choices.appointments import AppointmentState, Source, Visibility
from welcome_folder.choices.documents import DocumentState
from welcome_folder.choices.folders import FolderState
from welcome_folder.choices.handovers import HandoverKind, HandoverState
from welcome_folder.demo import institutions
from welcome_folder.demo.stories import STORIES
from welcome_folder.models import (
    Agreement,
    Appointment,
    FamilyTie,
    FolderDocument,
    Handover,
    IntegrationPlan,
    LegalAreaPeriod,
    WelcomeFolder,
)

# Told once for all tests of this file, so they have to run in one process.
pytestmark = [pytest.mark.xdist_group("folder-demo"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The folders, told once for all tests of this module that only look at them."""
    with django_db_blocker.unblock(), transaction.atomic():
        make.words()
        people.load()
        paths.load(by=get_user_model().objects.get(email="redaktion@demo.invalid"))
        yield folders.load()
        transaction.set_rollback(True)


def test_seven_folders_are_told_once(told):
    assert told == "7 erfundene Willkommensordner sind angelegt."
    before = Appointment.objects.count(), Membership.objects.count()
    assert folders.load() == ""
    assert (Appointment.objects.count(), Membership.objects.count()) == before
    assert WelcomeFolder.objects.count() == 7


def test_a_folder_that_was_erased_does_not_come_back(told):
    with transaction.atomic():
        WelcomeFolder.objects.update(
            state=FolderState.ERASED,
            person=None,
            number=None,
            lead=None,
            resting_until=None,
            resting_reason="",
            erased_at=timezone.now(),
            erased_by=get_user_model().objects.first(),
        )
        assert folders.load() == ""
        transaction.set_rollback(True)


def test_each_folder_has_a_year_and_a_half_of_appointments_and_a_team(told):
    today = timezone.localdate()
    for folder in WelcomeFolder.objects.all():
        days = list(folder.appointments.values_list("day", flat=True))
        assert 12 <= len(days) <= 25
        assert min(days) < today - timedelta(days=480)
        assert 2 <= folder.team.filter(ended_at__isnull=True).values("organisation").distinct().count() <= 4
        assert folder.plans.filter(ended_at__isnull=True).count() == 1
        assert folder.assessments.first().wishes
        assert folder.person.languages.exists()
        assert FamilyTie.objects.of(folder.person).exists()


def test_every_state_is_shown_somewhere(told):
    def shown(model, field):
        return set(model.objects.values_list(field, flat=True))

    assert shown(Appointment, "state") == set(AppointmentState)
    assert shown(Appointment, "visibility") == set(Visibility)
    assert shown(Appointment, "source") == {Source.STAFF, Source.PAPER}
    assert Appointment.objects.filter(corrects__isnull=False).count() >= 5
    assert shown(Agreement, "state") == set(AgreementState)
    assert Agreement.objects.filter(state=AgreementState.OPEN, due_on__lt=timezone.localdate()).exists()
    assert shown(FolderDocument, "state") == set(DocumentState)
    assert shown(WelcomeFolder, "state") == {FolderState.OPEN, FolderState.RESTING}
    assert {HandoverState.OFFERED, HandoverState.DECLINED, HandoverState.DONE} <= shown(Handover, "state")
    assert shown(Handover, "kind") == set(HandoverKind)
    assert FamilyTie.objects.filter(keep_apart=True).count() == 1
    assert FamilyTie.objects.filter(person__folder__isnull=False, relative__folder__isnull=False).count() == 1
    assert max(Counter(LegalAreaPeriod.objects.values_list("folder", flat=True)).values()) == 2
    assert IntegrationPlan.objects.values("path_version__path").distinct().count() == 5


def test_a_paper_is_missing_for_the_next_appointment(told):
    coming = Appointment.objects.planned().filter(day__gte=timezone.localdate())
    missing = [
        (one, paper)
        for one in coming.prefetch_related("papers")
        for paper in one.papers.all()
        if one.folder.documents.filter(kind=paper, state=DocumentState.MISSING).exists()
    ]
    assert len(missing) >= 3


def test_nobody_is_lost_today_nor_in_the_next_two_weeks(told):
    now = timezone.now()
    with transaction.atomic():
        for ahead in range(15):
            moment = now + timedelta(days=ahead)
            with moved_clock.moved_to(moment):
                nightly.run(day=timezone.localdate(moment))
                assert checking.breaches(day=timezone.localdate(moment)) == []
        transaction.set_rollback(True)


def test_an_expiring_paper_without_its_step_is_found(told):
    today = timezone.localdate()
    soon = FolderDocument.objects.filter(state="present", valid_until__range=(today, today + timedelta(days=80)))
    with transaction.atomic():
        soon.first().folder.steps.filter(origin="paper").delete()
        found = checking.breaches(day=today)
        assert {breach.promise for breach in found} <= {"expiring", "next_step"}
        assert "expiring" in {breach.promise for breach in found}
        transaction.set_rollback(True)


def test_invented_people_work_only_in_invented_places(told):
    places = {place.name for place in institutions.INSTITUTIONS.values()}
    assert all(name.endswith("(erfunden)") for name in places)
    works = [person for person in PEOPLE if person.works_for]
    live = Membership.objects.filter(user__email__in=[person.email for person in works])
    assert set(live.values_list("organisation__name", flat=True)) == places
    assert live.count() == len(works)


# The script


def test_surnames_say_that_nobody_is_meant():
    """Each is the word for "example" in a language."""
    example = {"المثال", "Abnet", "نمونه", "Sample", "Shembull", "Exemplu", "Nemuna"}
    assert {story.person["family_name"] for story in STORIES} == example
    assert all(story.person.get("street", "Musterstraße").startswith("Musterstraße") for story in STORIES)
    assert all(story.person["phone"].startswith("030 23125-") for story in STORIES)


def test_the_clock_of_the_demo_comes_back_even_after_an_error():
    moment, seen = timezone.now() - timedelta(days=400), []

    def broken():
        with moved_clock.moved_to(moment):
            seen.append(timezone.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert seen == [moment]
    assert timezone.now() - moment > timedelta(days=399)
