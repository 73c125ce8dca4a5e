"""What is left of the money: by example, and to the cent like a slow reference for any stream of entries."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund import budget
from fund.budget import Entry, Pot, fold
from fund.choices.ledger import EntryKind

DAY = date(2017, 6, 8)
MOMENT = datetime(2017, 6, 8, 12, tzinfo=UTC)
CENT = Decimal("0.01")


def entry(kind, amount, *, days=0, source="city", envelope=None, **fields):
    """An entry so many days after the day of the council's paper, known at once."""
    at = MOMENT + timedelta(days=days)
    return Entry(
        kind,
        Decimal(amount),
        DAY + timedelta(days=days),
        **{"recorded_at": at} | fields,
        source=source,
        envelope=envelope,
    )


YEAR = [
    entry("allot", "150000.00", days=-158),
    entry("allot", "50000.00", days=-158, source="land", envelope="wohnen"),
    entry("carry_over_in", "1000.00", days=-150),
    entry("reserve", "52440.30", days=-30, subject="all"),
    entry("release", "52440.30", subject="all"),
    entry("commit", "50000.00", subject="a"),
    entry("commit", "2440.30", source="land", envelope="wohnen", subject="b"),
    entry("reserve", "700.00", days=5, subject="c"),
    entry("decommit", "0.01", days=20, subject="a"),
    entry("carry_over_out", "300.00", days=200),
]


def test_the_sums_of_a_year():
    assert fold(YEAR).pots == {
        ("city", None): Pot(
            allotted=Decimal("150000.00"),
            carried_in=Decimal("1000.00"),
            carried_out=Decimal("300.00"),
            reserved=Decimal("700.00"),
            committed=Decimal("49999.99"),
        ),
        ("land", "wohnen"): Pot(allotted=Decimal("50000.00"), committed=Decimal("2440.30")),
    }


def test_what_may_still_be_granted_and_what_no_agenda_speaks_for():
    pot = fold(YEAR).pots["city", None]
    assert (pot.available, pot.left, pot.unplanned) == (
        Decimal("150700.00"),
        Decimal("100700.01"),
        Decimal("100000.01"),
    )


def test_the_day_of_the_councils_paper():
    total = fold(YEAR[:2] + YEAR[3:], valid_on=DAY).total
    assert (total.available, total.committed, total.reserved) == (Decimal("200000.00"), Decimal("52440.30"), 0)
    assert total.left == Decimal("147559.70")


def test_sums_by_source_and_by_envelope_are_the_same_money():
    found = fold(YEAR)
    assert {key: pot.committed for key, pot in found.by_source.items()} == {
        "city": Decimal("49999.99"),
        "land": Decimal("2440.30"),
    }
    assert list(found.by_envelope) == [None, "wohnen"]
    assert sum(found.by_source.values(), Pot()) == sum(found.by_envelope.values(), Pot()) == found.total


@pytest.mark.parametrize(("days", "reserved"), [(-31, 0), (-30, "52440.30"), (-1, "52440.30"), (0, 0), (5, "700.00")])
def test_an_entry_counts_from_its_day_on(days, reserved):
    assert fold(YEAR, valid_on=DAY + timedelta(days=days)).total.reserved == Decimal(reserved)


def test_a_later_correction_changes_what_was_so_and_not_what_was_known():
    late = entry("decommit", "40.30", subject="a", recorded_at=MOMENT + timedelta(days=90))
    assert fold([*YEAR, late], valid_on=DAY).total.committed == Decimal("52400.00")
    assert fold([*YEAR, late], valid_on=DAY, known_at=MOMENT).total.committed == Decimal("52440.30")
    assert fold([*YEAR, late], valid_on=DAY, known_at=late.recorded_at).total.committed == Decimal("52400.00")


def test_what_each_project_was_granted():
    later = [*YEAR, entry("decommit", "2440.30", days=30, subject="b")]
    assert budget.committed_by_subject(YEAR, valid_on=DAY) == {"a": Decimal("50000.00"), "b": Decimal("2440.30")}
    assert budget.committed_by_subject(later) == {"a": Decimal("49999.99")}
    assert budget.committed_by_subject(later, known_at=MOMENT - timedelta(days=1)) == {}


def test_what_is_left_if_the_whole_agenda_passes():
    pot = Pot(allotted=Decimal("100.00"), committed=Decimal("40.00"), reserved=Decimal("60.01"))
    assert budget.after(pot, []) == Decimal("60.00")
    assert budget.after(pot, [Decimal("60.00")]) == 0
    assert budget.after(pot, [Decimal("60.00"), CENT]) == -CENT


@pytest.mark.parametrize(
    ("pot", "sentences"),
    [
        (Pot(allotted=Decimal(1), committed=Decimal(1), reserved=Decimal(5)), []),
        (Pot(allotted=Decimal(1), committed=Decimal(1) + CENT), ["Es ist mehr bewilligt, als bereitsteht."]),
        (Pot(allotted=Decimal(1), carried_in=CENT, committed=Decimal(1) + CENT), []),
        (Pot(allotted=Decimal(1), carried_out=CENT, committed=Decimal(1)), ["Es ist mehr bewilligt, als bereitsteht."]),
        (Pot(committed=-CENT), ["Es ist mehr zurückgenommen als bewilligt."]),
        (Pot(reserved=-CENT), ["Es sind mehr Vormerkungen aufgehoben als vorgemerkt."]),
        (Pot(), []),
    ],
)
def test_what_no_pot_may_show(pot, sentences):
    assert budget.problems(pot) == sentences


def test_a_kind_that_nobody_knows_is_no_entry():
    with pytest.raises(ValueError, match="gift"):
        fold([entry("gift", "1.00")])


def reference(entries, day, known_at):
    """The same in cents, kind by kind, and without `fold`: source, envelope -> available, reserved, committed, left."""
    found = {}
    for source in ("city", "land"):
        for envelope in (None, "a", "b"):
            cents = dict.fromkeys(EntryKind.values, 0)
            is_named = False
            for one in entries:
                if one.source != source or one.envelope != envelope:
                    continue
                if one.valid_on > day or one.recorded_at > known_at:
                    continue
                is_named = True
                cents[one.kind] += int(one.amount * 100)
            available = cents["allot"] + cents["carry_over_in"] - cents["carry_over_out"]
            reserved = cents["reserve"] - cents["release"]
            committed = cents["commit"] - cents["decommit"]
            if is_named:
                found[source, envelope] = (available, reserved, committed, available - committed)
    return found


entries = st.lists(
    st.builds(
        Entry,
        kind=st.sampled_from(EntryKind.values),
        amount=st.decimals(CENT, Decimal("200000.00"), places=2),
        valid_on=st.dates(DAY - timedelta(days=9), DAY + timedelta(days=9)),
        recorded_at=st.datetimes(datetime(2017, 5, 30), datetime(2017, 6, 20), timezones=st.just(UTC)),  # noqa: DTZ001
        source=st.sampled_from(["city", "land"]),
        envelope=st.sampled_from([None, "a", "b"]),
    ),
    max_size=30,
)


@given(entries)
def test_any_stream_agrees_with_the_reference_to_the_cent(stream):
    found = fold(stream, valid_on=DAY, known_at=MOMENT)
    sums = {
        key: tuple(int(100 * amount) for amount in (pot.available, pot.reserved, pot.committed, pot.left))
        for key, pot in found.pots.items()
    }
    assert sums == reference(stream, DAY, MOMENT)
    assert all(amount == amount.quantize(CENT) for amount in vars(found.total).values())


@given(entries, st.randoms())
def test_the_order_of_entries_does_not_matter(stream, random):
    shuffled = random.sample(stream, len(stream))
    assert fold(shuffled, valid_on=DAY).pots == fold(stream, valid_on=DAY).pots
