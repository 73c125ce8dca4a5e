"""Importing offers: all shipped rows, nothing invented, and what a person has edited stays."""

import io
import os
import time

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from pghistory.models import Event

from offers import demo
from offers.actions import findings, imports, offers
from offers.choices import (
    Cost,
    CostBasis,
    Evidence,
    FindingKind,
    Gender,
    GermanLevel,
    ImportKind,
    Known,
    Origin,
    Registration,
    Reliability,
    State,
)
from offers.models import (
    ImportedRow,
    ImportFinding,
    ImportRun,
    Location,
    Offer,
    Organisation,
    WeeklyHours,
)
from tests.offers import files, make
from tests.threads import race

pytestmark = pytest.mark.django_db

# Counted by hand from the column `origin` of the shipped file.
BY_ORIGIN = {Origin.HERNE: 117, Origin.NEIGHBOUR: 47, Origin.ELSEWHERE: 44, Origin.NATIONWIDE: 14}


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("redaktion@example.org", name="Rita Redaktion (erfunden)")


@pytest.fixture
def institutions():
    """The shipped institutions."""
    return imports.import_file(kind=ImportKind.ORGANISATIONS, path=demo.ORGANISATIONS)


@pytest.fixture
def bring(tmp_path):
    """Imports rows as a file of offers."""

    def bring(*rows, **options):
        return imports.import_file(kind=ImportKind.OFFERS, path=files.written(tmp_path, rows), **options)

    return bring


def changes():
    """How many changes the history knows, of everything."""
    return sum(model.objects.count() for model in apps.get_models() if issubclass(model, Event))


def found(kind):
    """Identifiers on the work list."""
    return list(ImportFinding.objects.open().filter(kind=kind).values_list("reference", flat=True))


# The shipped data


def test_all_shipped_rows_are_public_and_unconfirmed(institutions):
    start = time.perf_counter()
    report = imports.import_file(kind=ImportKind.OFFERS, path=demo.OFFERS)
    assert time.perf_counter() - start < 3
    assert (institutions.rows, report.rows, report.credited) == (106, 222, 58)
    assert Organisation.objects.filter(state=State.UNCONFIRMED).count() == 106
    assert Offer.objects.filter(state=State.UNCONFIRMED, confirmed_by=None).count() == 222
    assert {origin: Offer.objects.filter(origin=origin).count() for origin in BY_ORIGIN} == BY_ORIGIN
    assert Offer.objects.in_scope().count() == 131
    assert Offer.objects.in_scope(with_neighbours=True).count() == 178
    assert Offer.objects.from_integreat().count() == 58


def test_every_filled_cell_of_the_shipped_offers_arrives(institutions):
    imports.import_file(kind=ImportKind.OFFERS, path=demo.OFFERS)
    stored = {offer.reference: offer for offer in Offer.objects.select_related("location__district", "organisation")}
    plain = {
        "title": "title",
        "provider": "provider_text",
        "description": "description",
        "cost": "cost_text",
        "schedule": "schedule_text",
        "phone": "phone",
        "email": "email",
        "website": "website",
        "source": "source",
        "currency_status": "currency",
        "origin": "origin",
        "verified": "reliability",
        "note": "note",
    }
    for row in files.OFFER_ROWS:
        offer = stored[row["id"]]
        assert {column: getattr(offer, name) for column, name in plain.items()} == {name: row[name] for name in plain}
        assert str(offer.source_year or "") == row["source_year"]
        assert offer.target_text == row["target_group"].replace("|", ", ")
        place = offer.location
        parts = [place.name, place.street, place.postcode, place.city] if place else ["", "", "", "bundesweit"]
        assert parts == [row[name] for name in ("place", "street", "postcode", "city")]
        assert (offer.organisation.reference if offer.organisation else "") == row["provider_ids"].split("|")[0]


def test_every_filled_cell_of_the_shipped_institutions_arrives(institutions):
    stored = {one.reference: one for one in Organisation.objects.select_related("district")}
    plain = {"type": "kind", "roles": "duties", "verified": "reliability"} | {
        name: name for name in ("name", "street", "postcode", "city", "phone", "email", "website", "origin", "note")
    }
    for row in files.ORGANISATION_ROWS:
        one = stored[row["id"]]
        assert {column: getattr(one, name) for column, name in plain.items()} == {name: row[name] for name in plain}
        assert (one.district.label if one.district else "") == row["district"]


def test_providers_without_an_institution_stay_text_on_a_work_list(institutions):
    imports.import_file(kind=ImportKind.OFFERS, path=demo.OFFERS)
    unmatched = [row["id"] for row in files.OFFER_ROWS if not row["provider_ids"]]
    assert found(FindingKind.PROVIDER) == sorted(unmatched)
    assert len(unmatched) == 88
    assert Organisation.objects.count() == 106


def test_reading_the_same_file_again_writes_nothing(institutions):
    imports.import_file(kind=ImportKind.OFFERS, path=demo.OFFERS)
    before = changes(), ImportedRow.objects.order_by("-imported_at")[0].imported_at, ImportFinding.objects.count()
    report = imports.import_file(kind=ImportKind.OFFERS, path=demo.OFFERS)
    assert (report.created, report.changed, report.unchanged) == ([], {}, 222)
    after = changes(), ImportedRow.objects.order_by("-imported_at")[0].imported_at, ImportFinding.objects.count()
    assert after == before


def test_a_large_file_takes_the_same_number_of_statements_as_a_small_one(bring, django_assert_max_num_queries):
    rows = [files.offer(id=f"A{number}", title=f"Kurs {number}", languages="de|ar") for number in range(1000, 1400)]
    with django_assert_max_num_queries(60):
        bring(*rows)
    with django_assert_max_num_queries(45):
        bring(*rows)


# What words of the source mean


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"cost_type": "kostenlos", "cost_basis": "angebotsart"}, {"cost": Cost.FREE, "cost_basis": CostBasis.KIND}),
        ({"cost_type": "teilweise kostenlos"}, {"cost": Cost.PARTLY, "cost_basis": CostBasis.UNKNOWN}),
        ({"cost_type": "kostenpflichtig", "cost_basis": "quelle"}, {"cost": Cost.PAID, "cost_basis": CostBasis.SOURCE}),
        ({"cost_basis": "quelle_seite"}, {"cost": Cost.UNKNOWN, "cost_basis": CostBasis.SOURCE_PAGE}),
        ({}, {"cost": Cost.UNKNOWN, "cost_text": "", "cost_basis": CostBasis.UNKNOWN}),
        ({"level": "ab A2"}, {"german_level": GermanLevel.A2, "level_text": "ab A2"}),
        ({"level": "A1|A2|B1"}, {"german_level": "", "level_text": "A1, A2, B1"}),
        ({"level": "A1"}, {"german_level": "", "level_text": "A1"}),
        ({"accessible": "ja"}, {"accessible": Known.YES, "accessible_text": ""}),
        ({"accessible": "nein"}, {"accessible": Known.NO, "accessible_text": ""}),
        ({"accessible": ""}, {"accessible": Known.UNKNOWN, "accessible_text": ""}),
        ({"childcare": "Kinder willkommen"}, {"childcare": Known.UNKNOWN, "childcare_text": "Kinder willkommen"}),
        ({"online": "nein"}, {"online": Known.NO}),
        ({"target_group": "Frauen"}, {"gender": Gender.WOMEN}),
        ({"target_group": "junge Frauen|Frauen"}, {"gender": Gender.WOMEN}),
        ({"target_group": "Frauen|Kinder ab 6 Jahren"}, {"gender": Gender.UNKNOWN, "age_from": None}),
        ({"target_group": "Frauen|alle"}, {"gender": Gender.UNKNOWN}),
        ({"target_group": "Männer"}, {"gender": Gender.MEN}),
        ({"target_group": "alle"}, {"gender": Gender.UNKNOWN}),
        ({"target_group": "Kinder 6–12 Jahre"}, {"age_from": 6, "age_to": 12}),
        ({"target_group": "Erwachsene ab 27 Jahren"}, {"age_from": 27, "age_to": None}),
        ({"target_group": "Eltern mit Kindern 0–2 Jahre"}, {"age_from": None, "age_to": None}),
        ({"target_group": "Kinder 12–6 Jahre"}, {"age_from": None, "age_to": None}),
        ({"schedule": "nur mit Termin"}, {"registration": Registration.APPOINTMENT}),
        ({"schedule": "nach telefonischer Absprache (Stand 2020)"}, {"registration": Registration.PHONE}),
        ({"schedule": "Di 10–12 Uhr"}, {"registration": Registration.UNKNOWN}),
        ({"legal_status_derived": ""}, {"residence_all": False, "residence_basis": Evidence.UNKNOWN}),
        ({"legal_status_derived": "alle"}, {"residence_all": True, "residence_basis": Evidence.DERIVED}),
        ({"legal_status_derived": "duldung"}, {"residence_all": False, "residence_basis": Evidence.DERIVED}),
        ({"city": "bundesweit", "origin": "bund"}, {"location": None, "origin": Origin.NATIONWIDE}),
        ({"source": "Seed 001_4c.txt (Ratsvorlage 2017/0429)"}, {"source": "Ratsvorlage 2017/0429"}),
        ({"verified": "source_partly", "note": "Jahr geschätzt"}, {"reliability": Reliability.PARTLY}),
    ],
)
def test_a_cell_says_no_more_than_it_says(bring, cells, expected):
    bring(files.offer(**cells))
    offer = Offer.objects.get()
    assert {name: getattr(offer, name) for name in expected} == expected


def test_lists_of_words_become_links(bring):
    bring(
        files.offer(languages="ar|de", topic_keys="frauen|sport", legal_status_derived="duldung", target_keys="frauen")
    )
    offer = Offer.objects.get()
    assert {one.key for one in offer.languages.all()} == {"ar", "de"}
    assert {one.key for one in offer.topics.all()} == {"frauen", "sport"}
    assert [one.key for one in offer.residence_statuses.all()] == ["duldung"]
    assert [one.key for one in offer.target_groups.all()] == ["frauen"]


def test_the_first_provider_is_responsible_and_the_others_take_part(bring, institutions):
    bring(files.offer(provider_ids="O035|O001|O002"))
    offer = Offer.objects.get()
    assert offer.organisation.reference == "O035"
    assert [one.reference for one in offer.partners.all()] == ["O001", "O002"]


def test_one_place_is_kept_once(bring):
    place = {"place": "Haus", "street": "Weg 1", "postcode": "44623", "district": "Wanne"}
    bring(files.offer(id="A1", **place), files.offer(id="A2", **place), files.offer(id="A3", street="Weg 2"))
    assert Location.objects.count() == 2
    assert Location.objects.get(name="Haus").offers.count() == 2


def test_only_schedules_that_are_understood_become_hours(bring):
    bring(
        files.offer(id="A1", schedule="Di 10–12 Uhr"), files.offer(id="A2", schedule="Di 10–12 Uhr, nach Vereinbarung")
    )
    assert [str(row) for row in WeeklyHours.objects.filter(offer__reference="A1")] == ["Dienstag 10:00–12:00"]
    assert not WeeklyHours.objects.filter(offer__reference="A2").exists()
    assert Offer.objects.get(reference="A2").schedule_text == "Di 10–12 Uhr, nach Vereinbarung"


# The second file


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


# Institutions


def test_institutions_follow_the_source_and_keep_edits(tmp_path):
    def bring(**cells):
        path = files.written(tmp_path, [files.organisation(**cells)])
        return imports.import_file(kind=ImportKind.ORGANISATIONS, path=path)

    bring(phone="02323 1", email="alt@example.org", district="Wanne")
    Organisation.objects.update(phone="02323 9")
    report = bring(phone="02323 2", email="neu@example.org", district="Eickel")
    organisation = Organisation.objects.select_related("district").get()
    assert (organisation.phone, organisation.email, organisation.district.label) == (
        "02323 9",
        "neu@example.org",
        "Eickel",
    )
    assert [one.field for one in report.findings] == ["phone"]
    assert organisation.version == 2


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_wait_for_each_other(tmp_path):
    path = files.written(tmp_path, [files.offer(id=f"A{number}", street="Weg 1") for number in range(20)])
    reports = race(lambda _number: imports.import_file(kind=ImportKind.OFFERS, path=path), count=3)
    assert sorted(len(report.created) for report in reports) == [0, 0, 20]
    assert (Offer.objects.count(), Location.objects.count()) == (20, 1)
