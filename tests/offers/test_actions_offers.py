"""What can happen to an offer, and what cannot."""

from datetime import date

import pytest
from django.utils import timezone

from herne_integration.models import ShortLink
from herne_integration.rules import RuleBroken
from offers.actions import offers
from offers.choices import NEXT_STATES, State
from offers.dates import months_after
from offers.forms.offers import COLUMNS, RELATED
from offers.models import TEXT_FIELDS, Offer, WeeklyHours
from tests.offers import make
from tests.people import person
from tests.threads import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db):
    return person("Anna Alt", "redaktion")


def content_of(offer, **columns):
    """What stands there, with some columns typed anew."""
    there = offers.Content.of(offer, columns=COLUMNS, related=RELATED)
    there.columns.update(columns)
    return there


def last_event(thing):
    return thing.pgh_event_model.objects.filter(pgh_obj_id=thing.pk).order_by("pgh_id").last()


class TestCreate:
    def test_it_has_a_short_link_and_its_author_in_the_history(self, anna):
        offer = offers.create(content=offers.Content({"title": "Nähcafé"}), by=anna)
        assert ShortLink.objects.get().path == f"/angebote/{offer.pk}/"
        assert last_event(offer).pgh_context == {"what": "angelegt", "user": anna.pk}


class TestChange:
    @pytest.mark.parametrize("name", TEXT_FIELDS)
    def test_a_changed_text_raises_the_text_revision(self, anna, name):
        offer = make.offer()
        changed = offers.change(offer=offer, content=content_of(offer, **{name: "Neu"}), version=1, by=anna)
        assert (changed.text_revision, changed.version) == (2, 2)

    def test_anything_else_does_not(self, anna):
        offer = make.offer()
        changed = offers.change(offer=offer, content=content_of(offer, phone="02323 160"), version=1, by=anna)
        assert (changed.text_revision, changed.version) == (1, 2)

    def test_an_old_version_is_refused(self, anna):
        offer = make.offer(title="Deutsch")
        with pytest.raises(RuleBroken, match="„Deutsch“ hat sich geändert"):
            offers.change(offer=offer, content=content_of(offer), version=0, by=anna)

    def test_rows_that_stay_leave_no_trace_in_the_history(self, anna):
        offer = make.offer()
        make.hours(offer)
        offers.change(offer=offer, content=content_of(offer), version=1, by=anna)
        assert WeeklyHours.pgh_event_model.objects.count() == 1

    def test_the_state_stays(self, anna):
        offer = make.confirmed_offer(by=anna)
        changed = offers.change(offer=offer, content=content_of(offer, title="Neu"), version=1, by=anna)
        assert changed.state == State.CONFIRMED


class TestConfirm:
    def test_it_is_stamped_and_comes_up_again_in_half_a_year(self, anna):
        offer = offers.confirm(offer=make.offer(), version=1, by=anna)
        assert (offer.state, offer.confirmed_by) == (State.CONFIRMED, anna)
        assert offer.review_on == months_after(timezone.localdate(), 6)
        assert last_event(offer).pgh_context["what"] == "bestätigt"

    def test_the_day_a_person_names_wins(self, anna):
        day = date(2027, 1, 31)
        assert offers.confirm(offer=make.offer(), version=1, by=anna, review_on=day).review_on == day

    def test_again_is_possible_for_whoever_has_seen_the_confirmed_entry(self, anna):
        offer = offers.confirm(offer=make.offer(), version=1, by=anna)
        assert offers.confirm(offer=offer, version=2, by=anna).version == 3

    def test_a_second_click_is_answered_in_words(self, anna):
        offer = make.offer()
        offers.confirm(offer=offer, version=1, by=anna)
        with pytest.raises(RuleBroken, match="hat sich geändert"):
            offers.confirm(offer=offer, version=1, by=anna)


class TestArchive:
    def test_it_is_stamped_and_the_reason_stays_in_the_history(self, anna):
        offer = make.confirmed_offer(by=anna)
        archived = offers.archive(offer=offer, version=1, by=anna, reason="Der Kurs ist zu Ende.")
        assert (archived.state, archived.archived_by, archived.confirmed_at) == (State.ARCHIVED, anna, None)
        assert last_event(offer).pgh_context["reason"] == "Der Kurs ist zu Ende."
        assert not Offer.objects.listed().exists()

    def test_it_comes_back_unconfirmed(self, anna):
        offer = offers.archive(offer=make.offer(), version=1, by=anna)
        restored = offers.restore(offer=offer, version=2, by=anna)
        assert (restored.state, restored.archived_at, restored.archived_by) == (State.UNCONFIRMED, None, None)


ACTS = {State.CONFIRMED: offers.confirm, State.ARCHIVED: offers.archive}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("target", ACTS)
def test_only_the_listed_states_follow_each_other(anna, state, target):
    made = {
        State.UNCONFIRMED: make.offer,
        State.CONFIRMED: lambda: make.confirmed_offer(by=anna),
        State.ARCHIVED: lambda: make.archived_offer(by=anna),
    }[state]()
    if target in NEXT_STATES[state]:
        assert ACTS[target](offer=made, version=1, by=anna).state == target
    else:
        with pytest.raises(RuleBroken, match="archiviert"):
            ACTS[target](offer=made, version=1, by=anna)


def test_what_is_not_archived_cannot_be_restored(anna):
    with pytest.raises(RuleBroken, match="nicht archiviert"):
        offers.restore(offer=make.offer(), version=1, by=anna)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("act", "state"), [(offers.confirm, State.CONFIRMED), (offers.archive, State.ARCHIVED)])
def test_of_twenty_clicks_at_once_one_counts(act, state):
    anna, offer = person("Anna Alt", "redaktion"), make.offer()
    results = race(lambda number: act(offer=offer, version=1, by=anna), 20)
    assert sum(not isinstance(result, Exception) for result in results) == 1
    assert {type(result) for result in results if isinstance(result, Exception)} == {RuleBroken}
    offer.refresh_from_db()
    assert (offer.state, offer.version) == (state, 2)
    assert offer.pgh_event_model.objects.count() == 2


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 22), 6, date(2027, 5, 22)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months, later):
    assert months_after(day, months) == later
