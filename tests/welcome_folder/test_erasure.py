"""Erasing a folder: nothing of the person stays anywhere, her family's folders stay, and she does not come back."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from herne_integration import pdf
from herne_integration.models import OutboxMail, StoredFile
from herne_integration.rules import RuleBroken
from tests.people import log_in
from tests.welcome_folder import make, traces
from tests.welcome_folder.full_folder import MARKS, NOTE, full_world
from welcome_folder import retaining, retention, tombstones
from welcome_folder.actions import erasure
from welcome_folder.choices.erasure import ArchiveAnswer, ErasureReason
from welcome_folder.choices.team import Basis
from welcome_folder.models import Erasure, FamilyTie, Person, Tombstone, ViewLog, WelcomeFolder

pytestmark = pytest.mark.django_db
# Not of one person, or meant to stay.
STAYING = {"Tombstone", "ViewLog", "Erasure", "Institution", "WelcomeFolder"}
WORDS = {"AppointmentKind", "CounsellingArea", "DocumentKind", "RegisterSheet"}


@pytest.fixture(autouse=True)
def _state(settings, tmp_path):
    settings.STATE_DIR, settings.MEDIA_ROOT, settings.CLAMAV = tmp_path, tmp_path / "media", None


def closed_folder(lead=None, *, years=0, **person_fields):
    """A folder that was closed some years ago."""
    folder = make.folder(lead=lead, whose=make.person(**person_fields))
    now = timezone.now()
    folder.state, folder.closed_at, folder.closed_by = "closed", now - timedelta(days=366 * years), folder.opened_by
    folder.closing_reason = f"Weggezogen {NOTE}"
    folder.save()
    return folder


def begun(folder, by, *, answered=True, reason=ErasureReason.REQUEST):
    """An erasing that has come as far as the archive's answer."""
    one = erasure.offer(folder=folder, by=by, reason=reason)
    return erasure.answer(erasure=one, by=by, archive_answer=ArchiveAnswer.DECLINED) if answered else one


@pytest.fixture
def world(db):
    make.words()
    return full_world()


def markers(world):
    """What says something about her: names, address, words about her, and the keys of what hung on her."""
    person = world.folder.person
    keys = [person.pk, world.baby.pk, world.folder.number, *world.folder.appointments.values_list("pk", flat=True)]
    return [*MARKS.values(), NOTE, *map(str, keys)]


def erased(folder, by, capture):
    """Erases a folder as data protection does; returns the certificate."""
    close(folder)
    with capture(execute=True):
        return erasure.erase(erasure=begun(folder, by), by=by)


def close(folder):
    folder.state, folder.closed_at, folder.closed_by = "closed", timezone.now(), folder.opened_by
    folder.closing_reason = NOTE
    folder.save()


def own_tables():
    """Models that hold something of one person."""
    found = [model for model in apps.get_app_config("welcome_folder").get_models() if not model._meta.proxy]
    return [model for model in found if model.__name__.removesuffix("Event") not in STAYING | WORDS]


def test_nothing_of_her_stays_anywhere(world, datenschutz, tmp_path, django_capture_on_commit_callbacks):
    looked_for = markers(world)
    assert [model.__name__ for model in own_tables() if not model.objects.exists()] == []
    assert {table for table, _ in traces.in_tables(looked_for)} >= {
        "portal_draft",
        "portal_outboxmail",
        "portal_storedfile",
        "welcome_folder_personevent",
    }
    assert traces.in_files([NOTE], tmp_path)
    done = erased(world.folder, datenschutz, django_capture_on_commit_callbacks)
    assert traces.in_tables(looked_for) == [
        ("welcome_folder_tombstone", str(key)) for key in sorted([world.baby.pk, world.folder.person_id])
    ]
    assert traces.in_files(MARKS.values(), tmp_path) == traces.in_files([NOTE], tmp_path) == []
    assert [done.counts["welcome_folder_person"], done.counts["portal_outboxmail"], done.counts["portal_draft"]] == [
        2,
        2,
        2,
    ]
    assert not StoredFile.objects.exists()


def test_her_family_keeps_its_folders_and_everybody_whom_they_know(
    world, datenschutz, django_capture_on_commit_callbacks
):
    erased(world.folder, datenschutz, django_capture_on_commit_callbacks)
    kept = {(tie.person_id, tie.relative_id) for tie in FamilyTie.objects.all()}
    assert kept == {(world.sister.person_id, world.in_law.pk)}
    assert set(Person.objects.values_list("pk", flat=True)) == {world.sister.person_id, world.in_law.pk}
    assert [world.sister.team.count(), world.sister.steps.count()] == [1, 1]


def test_the_folder_stays_as_a_husk_and_the_log_keeps_its_keys(world, datenschutz, django_capture_on_commit_callbacks):
    ViewLog.objects.create(user_id=world.lead.pk, purpose="log", outcome="seen", folder_id=world.folder.pk)
    erased(world.folder, datenschutz, django_capture_on_commit_callbacks)
    husk = WelcomeFolder.objects.get(pk=world.folder.pk)
    assert (husk.state, husk.person, husk.number, husk.lead, husk.closing_reason) == ("erased", None, None, None, "")
    assert husk.erased_by == datenschutz
    purposes = ViewLog.objects.filter(folder_id=husk.pk).values_list("purpose", flat=True)
    assert sorted(purposes) == ["erasure", "erasure", "log"]


def test_a_mail_for_two_with_one_address_stays(world, datenschutz, django_capture_on_commit_callbacks):
    world.sister.person.email = MARKS["email"]
    world.sister.person.save()
    erased(world.folder, datenschutz, django_capture_on_commit_callbacks)
    assert [mail.to for mail in OutboxMail.objects.all()] == [MARKS["email"].upper()]


def test_what_was_erased_does_not_come_back(world, datenschutz, django_capture_on_commit_callbacks):
    person, folder = world.folder.person, world.folder
    erased(folder, datenschutz, django_capture_on_commit_callbacks)
    with pytest.raises(IntegrityError, match="welcome_folder_person_stays_erased"), transaction.atomic():
        Person.objects.create(pk=person.pk, family_name="Wieder")
    other = uuid4()
    Tombstone.objects.create(key=other, kind="folder", erased_at=timezone.now(), erased_by=datenschutz)
    with pytest.raises(IntegrityError, match="welcome_folder_folder_stays_erased"), transaction.atomic():
        WelcomeFolder.objects.create(pk=other, opened_at=timezone.now(), opened_by=datenschutz, state="closed")


def test_the_function_erases_nothing_without_a_tombstone(world):
    with pytest.raises(IntegrityError, match="welcome_folder_erase_needs_tombstone"), transaction.atomic():
        erasure._remove(world.folder.pk, by=world.lead, at=timezone.now())
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'; DELETE FROM welcome_folder_personevent")


def test_a_restored_backup_is_erased_again(world, datenschutz, tmp_path, django_capture_on_commit_callbacks):
    looked_for, key = markers(world), world.folder.pk
    stones = [(key, "folder"), (world.folder.person_id, "person"), (world.baby.pk, "person"), (uuid4(), "folder")]
    lines = [{"key": str(one), "kind": kind, "erased_at": "2026-03-02T10:00:00+00:00"} for one, kind in stones]
    file = tmp_path / "tombstones.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)) + '\n{"key": "half')
    said = []
    with django_capture_on_commit_callbacks(execute=True):
        call_command(
            "replay_erasures", str(tmp_path), stdout=type("Out", (), {"write": lambda _self, text: said.append(text)})()
        )
    assert "4 Löschvermerke gelesen, 1 noch einmal gelöscht." in "".join(said)
    assert {table for table, _ in traces.in_tables(looked_for)} == {"welcome_folder_tombstone"}
    assert Erasure.objects.get().reason == ErasureReason.REPLAY
    assert erasure.replay(tombstones.read(file).values()) == []


def test_somebody_erased_with_a_folder_goes_again_alone(world, datenschutz):
    stone = {"key": str(world.in_law.pk), "kind": "person", "erased_at": "2026-03-02T10:00:00+00:00"}
    own = {"key": str(world.sister.person_id), "kind": "person", "erased_at": "2026-03-02T10:00:00+00:00"}
    assert erasure.replay([stone, own]) == [str(world.in_law.pk)]
    assert not Person.objects.filter(pk=world.in_law.pk).exists()


def test_tombstones_stand_outside_the_database_once_each(
    world, datenschutz, tmp_path, django_capture_on_commit_callbacks
):
    key = world.folder.pk
    erased(world.folder, datenschutz, django_capture_on_commit_callbacks)
    assert {stone["kind"] for stone in tombstones.read().values()} == {"folder", "person"}
    with tombstones.place().open("a") as file:
        file.write('{"key": "cut')
    Tombstone.objects.create(key=uuid4(), kind="person", erased_at=timezone.now(), erased_by=datenschutz)
    assert [tombstones.write_missing(), tombstones.write_missing()] == [1, 0]
    assert [str(key) in tombstones.read(), len(tombstones.read())] == [True, 4]


@pytest.mark.parametrize(
    ("closed_on", "bases", "until"),
    [
        (date(2020, 1, 1), [Basis.CONSENT], date(2023, 12, 31)),
        (date(2020, 12, 31), [Basis.CONSENT, Basis.LAW], date(2030, 12, 31)),
        (date(2020, 6, 1), [], date(2030, 12, 31)),
    ],
    ids=["consent", "law", "unknown"],
)
def test_a_closed_folder_is_kept_until_the_end_of_a_year(closed_on, bases, until):
    kept = retention.kept_until(closed_on, bases)
    assert [kept, *(retention.is_due(closed_on, bases, day=kept + timedelta(days=n)) for n in (0, 1))] == [
        until,
        False,
        True,
    ]


def test_the_dry_run_names_what_is_due(db):
    due, _kept, _open = closed_folder(years=12), closed_folder(years=2), make.folder()
    assert retaining.due(day=timezone.localdate()) == [retaining.numbers.spaced(due.number)]


def test_the_archive_comes_first_and_work_before_it(world, datenschutz):
    with pytest.raises(RuleBroken, match="noch gearbeitet"):
        begun(world.folder, datenschutz)
    with pytest.raises(RuleBroken, match="nur der Datenschutz"):
        begun(closed_folder(), world.lead)
    folder = closed_folder(years=2)
    with pytest.raises(RuleBroken, match="aufbewahrt"):
        begun(folder, datenschutz, reason=ErasureReason.RETENTION)
    one = begun(folder, datenschutz, answered=False)
    assert begun(folder, datenschutz, answered=False) == one
    with pytest.raises(RuleBroken, match="nicht geantwortet"):
        erasure.erase(erasure=one, by=datenschutz)
    with pytest.raises(IntegrityError, match="welcome_folder_erasure_archive_first"), transaction.atomic():
        Erasure.objects.update(erased_at=timezone.now(), erased_by=datenschutz)
    erasure.answer(erasure=one, by=datenschutz, archive_answer=ArchiveAnswer.TAKEN)
    WelcomeFolder.objects.filter(pk=folder.pk).update(
        state="resting", resting_until=date(2099, 1, 1), resting_reason="x"
    )
    with pytest.raises(RuleBroken, match="nicht mehr geschlossen"):
        erasure.erase(erasure=one, by=datenschutz)
    erasure.withdraw(erasure=one, by=datenschutz)
    assert not Erasure.objects.exists()


def test_data_protection_erases_by_typing_the_number_and_gets_a_certificate(client, datenschutz):
    folder = closed_folder(years=12)
    log_in(client, datenschutz)
    page = client.get(reverse("welcome_folder:retention-list"), {"nur": "faellig"})
    assert retaining.numbers.spaced(folder.number) in page.content.decode()
    answer = client.post(reverse("welcome_folder:erasure-offer"), {"number": folder.number, "reason": "retention"})
    one = Erasure.objects.get()
    detail = reverse("welcome_folder:erasure-detail", args=[one.pk])
    assert answer.url == detail
    assert "Erst wenn das Archiv geantwortet hat." in client.get(detail).content.decode()
    client.post(reverse("welcome_folder:erasure-answer", args=[one.pk]), {"archive_answer": "declined"})
    erase = reverse("welcome_folder:erasure-erase", args=[one.pk])
    refused = client.post(erase, {"number": make.numbers.new_number()})
    assert "Das ist nicht die Nummer dieses Ordners." in refused.content.decode()
    assert client.post(erase, {"number": folder.number.upper()}).url == detail
    text = client.get(detail).content.decode()
    assert ["Personen: 1" in text or "Person: 1" in text, folder.person.family_name in text, folder.number in text] == [
        True,
        False,
        False,
    ]
    again = client.post(erase, {"number": folder.number})
    assert again.status_code == 409
    if pdf.available():
        paper = client.get(reverse("welcome_folder:erasure-certificate", args=[one.pk]))
        assert (paper["Content-Type"], paper["Cache-Control"]) == ("application/pdf", "private, no-store")


def test_a_wrong_number_is_said_at_the_field(client, datenschutz):
    log_in(client, datenschutz)
    url = reverse("welcome_folder:erasure-offer")
    for typed, said in [("abc", "keine Ordnernummer"), (make.numbers.new_number(), "gibt es nicht")]:
        assert said in client.post(url, {"number": typed, "reason": "request"}).content.decode()
    open_folder = make.folder()
    assert "noch gearbeitet" in client.post(url, {"number": open_folder.number, "reason": "request"}).content.decode()


def test_consents_stand_on_one_page_without_content(client, datenschutz):
    folder = make.folder()
    make.member(folder, make.case_worker(), basis="consent", consent_on=date(2026, 3, 2), consent_slot="Fach 7")
    log_in(client, datenschutz)
    text = client.get(reverse("welcome_folder:consent-list")).content.decode()
    assert ["02.03.2026" in text, "Fach 7" in text, folder.person.family_name in text] == [True, True, False]
