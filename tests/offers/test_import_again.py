"""The second file: what a person has edited stays, what differs is told."""

import io
import os

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from pghistory.models import Event

from offers.actions import findings, imports, offers
from offers.choices import (
    Cost,
    FindingKind,
    ImportKind,
    State,
)
from offers.models import (
    ImportedRow,
    ImportFinding,
    ImportRun,
    Offer,
    WeeklyHours,
)
from tests.offers import files, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("redaktion@example.org", name="Rita Redaktion (erfunden)")


def changes():
    """How many changes the history knows, of everything."""
    return sum(model.objects.count() for model in apps.get_models() if issubclass(model, Event))


def found(kind):
    """Identifiers on the work list."""
    return list(ImportFinding.objects.open().filter(kind=kind).values_list("reference", flat=True))


def test_a_field_follows_the_source_where_nobody_has_edited_it(bring):
    bring(files.offer(phone="02323 1", schedule="Di 10–12 Uhr"))
    report = bring(files.offer(phone="02323 2", schedule="Mi 10–12 Uhr", topic_keys="sport", street="Weg 1"))
    offer = Offer.objects.get()
    assert (offer.phone, offer.schedule_text, offer.location.street) == ("02323 2", "Mi 10–12 Uhr", "Weg 1")
    assert [str(row) for row in offer.weekly_hours.all()] == ["Mittwoch 10:00–12:00"]
    assert [topic.key for topic in offer.topics.all()] == ["sport"]
    assert report.changed == {
        "A900": ["Themen", "Zeiten, in Worten", "Öffnungszeiten", "Ort", "Telefon"],
    }
    assert (offer.version, offer.text_revision) == (2, 2)


def test_only_a_changed_german_text_makes_translations_outdated(bring):
    bring(files.offer(phone="02323 1"))
    bring(files.offer(phone="02323 2"))
    assert Offer.objects.get().text_revision == 1


def test_a_persons_edit_stays_while_the_source_says_the_same(bring):
    bring(files.offer(phone="02323 1"))
    Offer.objects.update(phone="02323 9")
    report = bring(files.offer(phone="02323 1", title="Deutsch am Morgen"))
    offer = Offer.objects.get()
    assert (offer.phone, offer.title) == ("02323 9", "Deutsch am Morgen")
    assert report.findings == [finding for finding in report.findings if finding.kind != FindingKind.CONFLICT]


def test_a_persons_edit_wins_over_the_source_and_the_conflict_is_reported(bring):
    bring(files.offer(phone="02323 1", provider=""))
    Offer.objects.update(phone="02323 9")
    before = changes()
    report = bring(files.offer(phone="02323 2", provider=""))
    assert Offer.objects.get().phone == "02323 9"
    assert changes() == before
    conflict = ImportFinding.objects.get()
    assert (conflict.kind, conflict.field, conflict.line) == (FindingKind.CONFLICT, "phone", 2)
    assert (conflict.current_value, conflict.old_value, conflict.new_value) == ("02323 9", "02323 1", "02323 2")
    assert len(report.findings) == 1
    assert bring(files.offer(phone="02323 2", provider="")).findings == []
    assert ImportFinding.objects.open().count() == 1


def test_edited_links_places_and_hours_win_too(bring):
    bring(files.offer(schedule="Di 10–12 Uhr", street="Weg 1"))
    offer = Offer.objects.get()
    offer.topics.clear()
    offer.weekly_hours.all().delete()
    offer.location = None
    offer.save()
    report = bring(files.offer(schedule="Mi 10–12 Uhr", street="Weg 2", topic_keys="sport"))
    offer.refresh_from_db()
    assert (offer.topics.count(), offer.weekly_hours.count(), offer.location) == (0, 0, None)
    conflicts = {finding.field for finding in report.findings if finding.kind == FindingKind.CONFLICT}
    assert conflicts == {"topics", "weekly_hours", "location"}
    told = {one.field: (one.current_value, one.old_value, one.new_value) for one in ImportFinding.objects.all()}
    assert told["topics"] == ("leer", "Spracherwerb", "Sport")
    assert told["weekly_hours"] == ("leer", "Di 10–12 Uhr", "Mi 10–12 Uhr")
    assert told["location"] == ("leer", "Weg 1, Herne", "Weg 2, Herne")
    assert offer.schedule_text == "Mi 10–12 Uhr"


def test_a_conflict_is_told_in_the_words_of_the_form(bring):
    bring(files.offer(cost_type="kostenlos"))
    Offer.objects.update(cost=Cost.PAID)
    bring(files.offer(cost_type="teilweise kostenlos"))
    conflict = ImportFinding.objects.get(kind=FindingKind.CONFLICT)
    assert conflict.subject == "Deutsch am Abend: Kosten"
    told = conflict.current_value, conflict.old_value, conflict.new_value
    assert told == ("kostenpflichtig", "kostenlos", "teilweise kostenlos")


def test_who_adopts_the_sources_value_is_back_under_the_source(bring):
    bring(files.offer(phone="02323 1"))
    Offer.objects.update(phone="02323 9")
    bring(files.offer(phone="02323 2"))
    Offer.objects.update(phone="02323 2")
    bring(files.offer(phone="02323 3"))
    assert Offer.objects.get().phone == "02323 3"


def test_a_better_reader_does_not_touch_fields_whose_source_has_not_changed(bring):
    bring(files.offer(schedule="Di 10–12 Uhr", phone="02323 1"))
    # As if an earlier version of the portal had not understood these hours.
    WeeklyHours.objects.all().delete()
    row = ImportedRow.objects.get(kind=ImportKind.OFFERS)
    row.values["weekly_hours"] = []
    row.save()
    bring(files.offer(schedule="Di 10–12 Uhr", phone="02323 2"))
    assert not WeeklyHours.objects.exists()
    report = bring(files.offer(schedule="Mi 10–12 Uhr", phone="02323 2"))
    assert [finding for finding in report.findings if finding.kind == FindingKind.CONFLICT] == []
    assert [str(row) for row in WeeklyHours.objects.all()] == ["Mittwoch 10:00–12:00"]


def test_an_entry_that_a_person_has_confirmed_is_no_longer_changed_by_a_source(bring, editor):
    bring(files.offer(phone="02323 1"))
    offer = Offer.objects.get()
    offers.confirm(offer=offer, version=offer.version, by=editor)
    report = bring(files.offer(phone="02323 2"))
    offer.refresh_from_db()
    assert (offer.phone, offer.state) == ("02323 1", State.CONFIRMED)
    assert [one.field for one in report.findings if one.kind == FindingKind.CONFLICT] == ["phone"]


def test_a_dry_run_tells_everything_and_changes_nothing(tmp_path, bring):
    bring(files.offer(phone="02323 1"))
    before = changes(), ImportRun.objects.count(), ImportFinding.objects.count()
    path = files.written(tmp_path, [files.offer(phone="02323 2"), files.offer(id="A901", title="Neu")])
    out = io.StringIO()
    call_command("import_offers", str(path), "--dry-run", stdout=out)
    assert out.getvalue().splitlines() == [
        "Probelauf: Nichts wurde geändert. Es würde geschehen:",
        "Angebote: 2 Zeilen gelesen, 1 neu, 1 geändert, 0 unverändert.",
        "  A900: Telefon",
        "Anbieter keiner Einrichtung zugeordnet: 2",
        "  A900 (Zeile 2): Verein Beispiel",
        "  A901 (Zeile 3): Verein Beispiel",
    ]
    assert (changes(), ImportRun.objects.count(), ImportFinding.objects.count()) == before
    assert Offer.objects.get().phone == "02323 1"


def test_the_same_offer_under_another_identifier_is_listed_and_still_loaded(bring):
    make.offer(title="DEUTSCH am Abend", organisation=None, provider_text="Verein Beispiel")
    bring(files.offer(id="A1"), files.offer(id="A2"))
    assert Offer.objects.count() == 3
    assert set(found(FindingKind.DUPLICATE)) == {"A1", "A2"}


def test_what_is_no_longer_in_the_source_is_listed_and_not_deleted(bring):
    bring(files.offer(id="A1"), files.offer(id="A2", title="Anders"))
    bring(files.offer(id="A1"))
    assert found(FindingKind.GONE) == ["A2"]
    bring(files.offer(id="A1"), files.offer(id="A2", title="Anders"))
    assert found(FindingKind.GONE) == []


def test_a_provider_that_was_matched_by_a_person_leaves_the_work_list(bring):
    bring(files.offer())
    assert found(FindingKind.PROVIDER) == ["A900"]
    Offer.objects.update(organisation=make.organisation())
    report = bring(files.offer())
    assert found(FindingKind.PROVIDER) == []
    assert report.unchanged == 1


def test_a_finding_is_settled_once_by_a_person(bring, editor):
    bring(files.offer())
    finding = findings.settle(finding=ImportFinding.objects.get(), by=editor)
    assert finding.settled_by == editor
    assert finding.settled_at <= timezone.now()
    assert not ImportFinding.objects.open().exists()


def test_a_file_may_have_any_name(tmp_path):
    path = files.written(tmp_path, [files.offer()], name=os.fsdecode(b"angebote-\xff.csv"))
    imports.import_file(kind=ImportKind.OFFERS, path=path)
    assert ImportRun.objects.get().file_name == "angebote-?.csv"


def test_a_run_is_kept_for_the_redaktion(bring):
    bring(files.offer())
    run = ImportRun.objects.get()
    assert (run.kind, run.file_name, run.rows, run.created) == (ImportKind.OFFERS, "angebote.csv", 1, 1)
