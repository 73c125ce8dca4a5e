"""Who changed what, read from the event tables."""

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from herne_integration import history
from offers.models import Offer, Organisation
from tests.portal import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return make.person(name="Anna")


@pytest.fixture
def offer():
    return Offer.objects.create(title="Kurs")


def change(offer, by=None, **fields):
    with pghistory.context(user=by.pk if by else None):
        Offer.objects.filter(pk=offer.pk).update(**fields)


def test_the_first_entry_is_the_beginning(offer):
    [edit] = history.edits(offer)
    assert (edit.is_first, edit.by, edit.changes) == (True, None, [])


def test_an_edit_tells_who_and_what_before_and_after(offer, anna):
    provider = Organisation.objects.create(name="Caritas")
    change(offer, anna, title="Sprachkurs", cost="free", organisation=provider, age_from=16)
    edit = history.edits(offer)[0]
    assert edit.by == anna
    assert {(one.label, one.before, one.after) for one in edit.changes} == {
        ("Titel", "Kurs", "Sprachkurs"),
        ("Kosten", "nicht bekannt", "kostenlos"),
        ("Anbieter", "", str(provider)),
        ("Alter ab", "", "16"),
    }


def test_the_newest_edit_comes_first(offer):
    change(offer, title="Zwei")
    change(offer, title="Drei")
    assert [one.changes[0].after for one in history.edits(offer)[:2]] == ["Drei", "Zwei"]


def test_bookkeeping_alone_is_no_edit(offer):
    change(offer, version=2)
    assert len(history.edits(offer)) == 1


def test_a_limit_shows_the_oldest_one_with_what_it_changed(offer):
    change(offer, title="Zwei")
    change(offer, title="Drei")
    edits = history.edits(offer, limit=2)
    assert [(one.is_first, one.changes[0].before) for one in edits] == [(False, "Zwei"), (False, "Kurs")]


def test_days_and_moments_are_written_the_german_way(offer, anna):
    with translation.override("en"):
        change(offer, valid_from="2026-02-01", confirmed_at="2026-07-01T10:00:00Z", confirmed_by=anna)
        after = {one.label: one.after for one in history.edits(offer)[0].changes}
    assert after == {"gültig ab": "01.02.2026", "bestätigt am": "01.07.2026, 12:00", "bestätigt von": "Anna"}


def test_the_last_edit_names_person_and_moment(offer, anna):
    change(offer, anna, title="Neu")
    by, at = history.last_edit(offer)
    assert by == anna
    assert at is not None


def test_what_was_never_recorded_has_no_last_edit():
    assert history.last_edit(Offer()) == (None, None)


def test_many_edits_cost_as_many_queries_as_one(offer, anna):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            history.edits(offer)
        return len(queries)

    change(offer, anna, title="1", confirmed_at="2026-07-01T10:00:00Z", confirmed_by=anna)
    few = cost()
    for number in range(20):
        change(offer, make.person(), title=f"Titel {number}")
    assert cost() == few
