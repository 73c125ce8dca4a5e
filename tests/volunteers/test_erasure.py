"""Erasing a volunteer: nothing of the person stays anywhere, the numbers stay, and she does not come back."""

import json
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.choices import MembershipRole
from tests.offers.make import membership
from tests.volunteers import make
from tests.volunteers.full_volunteer import MARKS, NOTE, full_world
from tests.welcome_folder import traces
from volunteers import counting, tombstones
from volunteers.actions import erasure, profiles
from volunteers.models import Clearance, Consent, Placement, Tombstone, Volunteer

pytestmark = pytest.mark.django_db
# Not of one person, or of the matching, which its own tests fill.
OTHERS = {
    "AgreementText",
    "ConfirmationRequest",
    "ConsentText",
    "CoordinatorRoute",
    "ImportedOpportunity",
    "MatchRun",
    "MatchScore",
    "MatchWeights",
    "OpportunityOccasion",
    "OpportunityWindow",
    "Tombstone",
}


@pytest.fixture(autouse=True)
def _state(settings, tmp_path):
    settings.STATE_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def world(db):
    return full_world()


def numbers():
    """Everything that the statistics show."""
    return [counting.sign_ups(), counting.placements(), counting.end_reasons(), counting.totals()]


def test_nothing_of_her_stays_anywhere_and_the_numbers_stay(
    world, datenschutz, tmp_path, django_capture_on_commit_callbacks
):
    marks = [*MARKS.values(), NOTE]
    models = apps.get_app_config("volunteers").get_models()
    empty = {model.__name__ for model in models if not model.objects.exists()}
    assert {name.removesuffix("Event") for name in empty} <= OTHERS
    assert {table for table, _ in traces.in_tables(marks)} >= {
        "accounts_user",
        "portal_draft",
        "portal_outboxmail",
        "volunteers_volunteer",
        "volunteers_volunteerevent",
        "volunteers_placementevent",
        "volunteers_cooperationagreement",
        "volunteers_followup",
    }
    assert traces.in_files([NOTE], tmp_path)
    profiles.leave(volunteer=world.volunteer, by=world.user)
    before = numbers()
    with django_capture_on_commit_callbacks(execute=True):
        counts = erasure.erase(volunteer=world.volunteer, by=datenschutz)
    assert traces.in_tables(marks) == []
    assert traces.in_files(marks, tmp_path) == []
    assert numbers() == before
    assert [counts["volunteers_consent"], counts["accounts_user"]] == [2, 1]


def test_what_stays_is_a_husk_that_leads_to_nobody(world, datenschutz):
    key, account = world.volunteer.pk, world.user.pk
    erasure.erase(volunteer=world.volunteer, by=datenschutz)
    husk = Volunteer.objects.get(pk=key)
    assert [husk.state, husk.user, husk.lead, husk.activity_types, husk.erased_by] == [
        "erased",
        None,
        None,
        [],
        datenschutz,
    ]
    assert [rows.count() for rows in (Clearance.objects, Consent.objects, husk.languages)] == [0, 0, 0]
    assert husk.events.count() == 0
    stamps = [f for f in Placement._meta.concrete_fields if f.name.endswith("_by")]
    told = {getattr(row, field.attname) for row in husk.placements.all() for field in stamps}
    assert account not in told
    user = get_user_model().objects.get(pk=account)
    assert [user.is_active, user.name, user.has_usable_password()] == [False, "gelöschte Person", False]


def test_she_erases_herself_and_nobody_else_may(world):
    stranger = make.volunteer()
    with pytest.raises(RuleBroken, match="Person selbst oder der Datenschutz"):
        erasure.erase(volunteer=world.volunteer, by=stranger.user)
    with pytest.raises(RuleBroken, match="Person selbst oder der Datenschutz"):
        erasure.erase(volunteer=world.volunteer, by=world.coordinator)
    erasure.erase(volunteer=world.volunteer, by=world.user)
    assert Tombstone.objects.get().erased_by.email == erasure.NOBODY
    with pytest.raises(RuleBroken):
        erasure.erase(volunteer=world.volunteer, by=world.user)
    assert Volunteer.objects.get(pk=stranger.pk).given_name == "Mira"


def test_an_account_with_another_role_stays_open(datenschutz):
    mira = make.volunteer()
    membership(mira.user, role=MembershipRole.CONTACT)
    placement = make.placement(mira, state="interested")
    erasure.erase(volunteer=mira, by=datenschutz)
    user = get_user_model().objects.get(pk=mira.user.pk)
    placement.refresh_from_db()
    assert [user.is_active, user.email, placement.interested_by == user] == [True, mira.user.email, False]


def test_who_was_erased_does_not_come_back(datenschutz):
    mira = make.volunteer()
    erasure.erase(volunteer=mira, by=datenschutz)
    with pytest.raises(IntegrityError, match="volunteers_volunteer_stays_erased"), transaction.atomic():
        Volunteer.objects.filter(pk=mira.pk).update(given_name="Wieder")
    key = uuid4()
    Tombstone.objects.create(key=key, erased_at=timezone.now(), erased_by=datenschutz)
    with pytest.raises(IntegrityError, match="volunteers_volunteer_stays_erased"), transaction.atomic():
        Volunteer.objects.create(pk=key, started_at=timezone.now())


def test_the_function_erases_nothing_without_a_tombstone():
    mira = make.volunteer()
    with pytest.raises(IntegrityError, match="volunteers_erase_needs_tombstone"), transaction.atomic():
        erasure._remove(mira.pk)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'; DELETE FROM volunteers_volunteerevent")


def test_a_restored_backup_is_erased_again(world, tmp_path, capsys, django_capture_on_commit_callbacks):
    file = tmp_path / "tombstones_volunteers.jsonl"
    stones = [{"key": str(key), "erased_at": "2026-03-02T10:00:00+00:00"} for key in (world.volunteer.pk, uuid4())]
    file.write_text("\n".join(map(json.dumps, stones)) + '\n{"key": "half')
    with django_capture_on_commit_callbacks(execute=True):
        call_command("replay_erasures", str(tmp_path))
    assert "2 Löschvermerke gelesen, 1 noch einmal gelöscht." in capsys.readouterr().out
    assert traces.in_tables([*MARKS.values(), NOTE]) == []
    assert [len(tombstones.read()), tombstones.write_missing()] == [2, 0]
