"""Importing offers: all shipped rows, nothing invented, and what a person has edited stays."""

import time

import pytest
from django.apps import apps
from pghistory.models import Event

from offers import demo
from offers.actions import imports
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
    Location,
    Offer,
    Organisation,
    WeeklyHours,
)
from tests.offers import files

pytestmark = pytest.mark.django_db

# Counted by hand from the column `origin` of the shipped file.
BY_ORIGIN = {Origin.HERNE: 117, Origin.NEIGHBOUR: 47, Origin.ELSEWHERE: 44, Origin.NATIONWIDE: 14}


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
    with django_assert_max_num_queries(61):
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
