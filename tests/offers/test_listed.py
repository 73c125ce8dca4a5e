"""What list and search keep of an offer: one row, derived from everything the offer says."""

from datetime import date, time

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange

from offers import audience, listed
from offers.choices import Cost, Currency, Known, Origin, SelfWord, State, Weekday
from offers.models import ListedOffer, Offer
from tests.offers import make

HOUR, DAY = 60, 24 * 60


def test_confirmed_comes_first_then_what_is_near_then_the_younger_source():
    ordered = [
        (State.CONFIRMED, Origin.NATIONWIDE, Currency.CURRENT),
        (State.CONFIRMED, Origin.HERNE, ""),
        (State.CONFIRMED, Origin.NEIGHBOUR, Currency.CURRENT),
        (State.CONFIRMED, Origin.ELSEWHERE, Currency.CURRENT),
        (State.UNCONFIRMED, Origin.HERNE, Currency.CURRENT),
        (State.UNCONFIRMED, Origin.HERNE, Currency.OLDER),
        (State.UNCONFIRMED, Origin.HERNE, Currency.HISTORIC),
        (State.UNCONFIRMED, Origin.STATE, Currency.CURRENT),
    ]
    places = [listed.standing(*said) for said in ordered]
    assert places == sorted(set(places))


def test_what_is_known_moves_an_offer_in_a_search_by_a_third_at_most():
    best = listed.favour(State.CONFIRMED, Origin.HERNE, Currency.CURRENT)
    worst = listed.favour(State.UNCONFIRMED, Origin.ELSEWHERE, Currency.HISTORIC)
    assert (best, worst) == (1.08, 0.836)
    assert best / worst < 4 / 3
    assert listed.favour(State.UNCONFIRMED, Origin.NATIONWIDE, "") == 0.97


def test_the_bits_of_the_self_words_are_stored_and_stay():
    assert [str(word) for word in audience.BITS] == [
        *("asyl", "anerkannt", "duldung", "ukraine", "eu", "aufenthalt", "frau", "mann", "eltern"),
        *("alleinerziehend", "jugend", "allein", "jung", "alt", "behinderung", "arbeit", "helfen", "fachkraft"),
    ]
    assert audience.bits(["asyl", "duldung"]) == 0b101
    assert set(audience.BITS) == set(SelfWord)


@pytest.mark.django_db
class TestRow:
    def row(self, **fields):
        return listed.columns(Offer.objects.get(pk=make.offer(**fields).pk))

    def test_silence_is_no_no(self):
        row = self.row(cost=Cost.UNKNOWN, online=Known.NO, childcare=Known.YES)
        assert (row["free"], row["online"], row["childcare"], row["accessible"]) == (None, False, True, None)
        assert (row["district"], row["field"], row["topics"], row["hours"], row["starts"]) == ("", "", [], [], [])
        assert self.row(cost=Cost.PARTLY)["free"] is False

    def test_hours_are_spans_of_minutes_and_midnight_ends_the_day(self):
        offer = make.offer()
        make.hours(offer, Weekday.TUESDAY, time(9, 30), time(12))
        make.hours(offer, Weekday.HOLIDAY, time(20), time(0))
        make.run(offer, date(2026, 9, 1))
        row = ListedOffer.objects.get(offer=offer)
        assert row.hours == [
            NumericRange(DAY + 9 * HOUR + 30, DAY + 12 * HOUR),
            NumericRange(7 * DAY + 20 * HOUR, 8 * DAY),
        ]
        assert row.starts == [date(2026, 9, 1)]

    def test_provider_and_partners_count_alike(self):
        house, partner = make.organisation(), make.organisation()
        assert self.row(organisation=house, partners=[partner])["providers"] == sorted([house.pk, partner.pk])
        assert self.row(organisation=None, provider_text="Verein")["providers"] == []
