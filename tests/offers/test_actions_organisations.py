"""What can happen to an institution."""

import pytest

from herne_integration.rules import RuleBroken
from offers.actions import organisations
from offers.choices import State
from tests.offers import make
from tests.people import person
from tests.threads import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db):
    return person("Anna Alt", "redaktion")


def test_it_is_created_unconfirmed_changed_confirmed_archived_and_restored(anna):
    made = organisations.create(columns={"name": "Verein"}, by=anna)
    assert made.state == State.UNCONFIRMED
    made = organisations.change(organisation=made, columns={"name": "Verein e. V."}, version=1, by=anna)
    made = organisations.confirm(organisation=made, version=2, by=anna)
    assert (made.name, made.state, made.confirmed_by) == ("Verein e. V.", State.CONFIRMED, anna)
    made = organisations.archive(organisation=made, version=3, by=anna, reason="aufgelöst")
    assert (made.state, made.archived_by, made.confirmed_by) == (State.ARCHIVED, anna, None)
    made = organisations.restore(organisation=made, version=4, by=anna)
    assert (made.state, made.archived_by, made.version) == (State.UNCONFIRMED, None, 5)
    told = [event.pgh_context["what"] for event in made.pgh_event_model.objects.order_by("pgh_id")]
    assert told == ["angelegt", "geändert", "bestätigt", "archiviert", "wiederhergestellt"]


def test_nobody_belongs_to_their_own_part(anna):
    above = make.organisation(name="Oben")
    below = make.organisation(name="Unten", parent=make.organisation(parent=above))
    with pytest.raises(RuleBroken, match="„Unten“ gehört selbst zu „Oben“"):
        organisations.change(organisation=above, columns={"parent": below}, version=1, by=anna)


def test_an_old_version_is_refused(anna):
    with pytest.raises(RuleBroken, match="hat sich geändert"):
        organisations.change(organisation=make.organisation(), columns={"name": "Neu"}, version=0, by=anna)


@pytest.mark.django_db(transaction=True)
def test_of_ten_archivings_at_once_one_counts():
    anna, made = person("Anna Alt", "redaktion"), make.organisation()
    results = race(lambda number: organisations.archive(organisation=made, version=1, by=anna), 10)
    assert sum(not isinstance(result, Exception) for result in results) == 1
    assert {type(result) for result in results if isinstance(result, Exception)} == {RuleBroken}
