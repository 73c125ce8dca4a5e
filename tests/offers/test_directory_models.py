"""What the database itself guarantees about the directory."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from offers.choices import State, Weekday
from offers.models import LINKS, Offer, Organisation, Topic
from offers.models.sorting import ACCENTED, PLAIN
from tests.offers import make

pytestmark = pytest.mark.django_db


def test_titles_are_in_german_order():
    titles = ["Zumba", "Übersetzen", "Uhr", "Äpfel", "Apfelbaum", "Straße", "Strasse 2", "Öl", "Ofen", "ärztlich"]
    for title in titles:
        make.offer(title=title)
    assert list(Offer.objects.values_list("title", flat=True)) == [
        "Äpfel",
        "Apfelbaum",
        "ärztlich",
        "Ofen",
        "Öl",
        "Straße",
        "Strasse 2",
        "Übersetzen",
        "Uhr",
        "Zumba",
    ]


def test_every_accent_has_its_plain_letter():
    assert len(ACCENTED) == len(PLAIN)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("offers_offer_has_title", {"title": ""}),
        ("offers_offer_confirmed_by_a_person", {"state": State.CONFIRMED}),
        ("offers_offer_confirmed_stamped", {"confirmed_at": timezone.now()}),
        ("offers_offer_archived_by_a_person", {"state": State.ARCHIVED}),
        ("offers_offer_archived_stamped", {"archived_at": timezone.now()}),
        (
            "offers_offer_valid_until_after_from",
            {"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)},
        ),
        ("offers_offer_age_to_after_from", {"age_from": 12, "age_to": 6}),
        ("offers_offer_age_of_a_person", {"age_to": 121}),
        ("offers_offer_source_year_has_four_digits", {"source_year": 24}),
    ],
)
def test_an_offer_that_cannot_be_is_refused(constraint, fields):
    offer = make.offer()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(**fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("offers_organisation_has_name", {"name": ""}),
        ("offers_organisation_postcode_five_digits", {"postcode": "4462"}),
        ("offers_organisation_confirmed_by_a_person", {"state": State.CONFIRMED}),
        ("offers_organisation_archived_by_a_person", {"state": State.ARCHIVED}),
        ("offers_organisation_archived_stamped", {"archived_at": timezone.now()}),
    ],
)
def test_an_institution_that_cannot_be_is_refused(constraint, fields):
    organisation = make.organisation()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(**fields)


def test_an_institution_is_not_its_own_part():
    organisation = make.organisation()
    with pytest.raises(IntegrityError, match="offers_organisation_not_its_own_parent"), transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(parent=organisation)


def test_one_place_is_there_once():
    place = {"name": "Haus", "street": "Weg 1", "postcode": "44623", "city": "Herne"}
    make.location(**place)
    with pytest.raises(IntegrityError, match="offers_location_once"), transaction.atomic():
        make.location(**place)
    with pytest.raises(IntegrityError, match="offers_location_postcode_five_digits"), transaction.atomic():
        make.location(**place | {"postcode": "446"})


def test_hours_end_after_they_begin_and_midnight_is_an_end():
    offer = make.offer()
    make.hours(offer, opens=time(18), closes=time(0))
    with pytest.raises(IntegrityError, match="offers_hours_close_after_opening"), transaction.atomic():
        make.hours(offer, Weekday.TUESDAY, opens=time(12), closes=time(9))
    with pytest.raises(IntegrityError, match="offers_hours_once"), transaction.atomic():
        make.hours(offer, opens=time(18), closes=time(20))


def test_a_course_ends_after_it_begins():
    with pytest.raises(IntegrityError, match="offers_run_ends_after_start"), transaction.atomic():
        make.run(make.offer(), date(2026, 9, 1), ends_on=date(2026, 8, 1))


def test_a_provider_with_offers_is_not_deleted_by_accident():
    with pytest.raises(ProtectedError):
        make.offer().organisation.delete()


def test_everybody_sees_every_offer_and_the_archive_is_in_no_list(redaktion):
    offer, archived = make.offer(), make.archived_offer(by=redaktion)
    assert set(Offer.objects.visible_to(None)) == {offer, archived}
    assert list(Offer.objects.listed()) == [offer]


def test_expired_offers_are_told_apart():
    offer = make.offer(valid_until=date(2026, 6, 30))
    assert Offer.objects.valid_on(date(2026, 6, 30)).get() == offer
    assert not Offer.objects.valid_on(date(2026, 7, 1)).exists()


def test_memberships_are_seen_by_their_person_and_by_who_may_see_people(newcomer, stranger, datenschutz):
    membership = make.membership(newcomer)
    model = type(membership)
    assert model.objects.visible_to(newcomer).get() == membership
    assert not model.objects.visible_to(stranger).exists()
    assert model.objects.visible_to(datenschutz).get() == membership


@pytest.mark.parametrize("name", LINKS)
def test_history_knows_when_a_word_was_added_and_taken_away(name):
    offer = make.offer()
    word = offer._meta.get_field(name).related_model.objects.first() or make.organisation()
    getattr(offer, name).add(word)
    getattr(offer, name).clear()
    link, other_end = LINKS[name]
    events = link.pgh_event_model.objects.filter(offer_id=offer.pk).order_by("pgh_id")
    assert [(event.pgh_label, getattr(event, f"{other_end}_id")) for event in events] == [
        ("added", word.pk),
        ("removed", word.pk),
    ]


def test_history_knows_hours_that_were_taken_away():
    hours = make.hours(make.offer())
    event_model, pk = type(hours).pgh_event_model, hours.pk
    hours.delete()
    assert list(event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id").values_list("pgh_label", flat=True)) == [
        "insert",
        "delete",
    ]


def test_offers_on_the_integreat_data_are_known_by_their_source():
    credited = make.offer(source="Integreat Landkreis Augsburg, aus Datensatz digitalfabrik/integreat-qa-dataset")
    make.offer()
    assert credited.is_from_integreat
    assert Offer.objects.from_integreat().get() == credited


def test_tiles_and_terms_are_ordered_by_position():
    positions = list(Topic.objects.values_list("position", flat=True))
    assert positions == sorted(positions)
