"""When a notice counts as served and until when one may oppose it: the table of the issue, then the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.service_days import (
    deemed_served,
    is_working_day,
    months_after,
    next_working_day,
    remedy_ends,
    served,
    working_days_after,
)

days = st.dates(date(2016, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("posted", "served_on", "ends_on"),
    [
        # Third day, the old law: posted on the last day of 2024, served in 2025.
        (date(2024, 12, 31), date(2025, 1, 3), date(2025, 2, 3)),
        # Fourth day since 2025.
        (date(2025, 1, 2), date(2025, 1, 6), date(2025, 2, 6)),
        (date(2026, 1, 8), date(2026, 1, 12), date(2026, 2, 12)),
        # Good Friday is not moved; the end, a Sunday, is.
        (date(2026, 3, 30), date(2026, 4, 3), date(2026, 5, 4)),
        # First day of the new law.
        (date(2025, 1, 1), date(2025, 1, 5), date(2025, 2, 5)),
        # End on a Saturday before Whit Monday; end on Labour Day, a Friday.
        (date(2026, 4, 19), date(2026, 4, 23), date(2026, 5, 26)),
        (date(2026, 3, 28), date(2026, 4, 1), date(2026, 5, 4)),
        # Corpus Christi and All Saints are holidays in North Rhine-Westphalia.
        (date(2026, 4, 30), date(2026, 5, 4), date(2026, 6, 5)),
        (date(2027, 9, 27), date(2027, 10, 1), date(2027, 11, 2)),
        # No 31st in February: its last day, which is a Saturday.
        (date(2026, 1, 27), date(2026, 1, 31), date(2026, 3, 2)),
    ],
)
def test_the_days_of_a_notice(posted, served_on, ends_on):
    assert (deemed_served(posted), remedy_ends(deemed_served(posted))) == (served_on, ends_on)


@pytest.mark.parametrize(
    ("arrived", "counts"),
    [(None, date(2026, 1, 12)), (date(2026, 1, 9), date(2026, 1, 12)), (date(2026, 1, 15), date(2026, 1, 15))],
)
def test_a_letter_that_came_later_counts_from_then_and_never_earlier(arrived, counts):
    assert served(date(2026, 1, 8), arrived_on=arrived) == counts


def test_without_a_remedy_text_one_has_a_year():
    assert remedy_ends(date(2026, 1, 12), is_instructed=False) == date(2027, 1, 12)
    assert remedy_ends(date(2024, 2, 29), is_instructed=False) == date(2025, 2, 28)
    assert remedy_ends(date(2026, 1, 12), months=2) == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 11, 15), 1, date(2026, 12, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_months_end_on_the_day_of_the_same_number(day, months, end):
    assert months_after(day, months) == end


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 11, 30), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 1, 1), False),
        (date(2026, 6, 4), False),
        (date(2026, 1, 6), True),
        (date(2026, 10, 31), False),
        (date(2025, 10, 31), True),
        (date(2017, 10, 31), False),
    ],
    ids=["Monday", "Saturday", "Sunday", "New Year", "Corpus Christi", "Epiphany", "Saturday 31", "31", "Luther 2017"],
)
def test_working_days_of_north_rhine_westphalia(day, is_working):
    assert is_working_day(day) is is_working


def test_working_days_are_counted_from_the_next_day_on():
    assert working_days_after(date(2026, 4, 2), 0) == date(2026, 4, 2)
    assert working_days_after(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert working_days_after(date(2026, 4, 2), 5) == date(2026, 4, 13)


@given(days)
def test_a_period_never_ends_on_a_day_off_and_is_never_short(day):
    end = remedy_ends(day)
    assert is_working_day(end)
    assert timedelta(days=28) <= end - day <= timedelta(days=31 + 5)
    assert all(
        not is_working_day(months_after(day, 1) + timedelta(days=off))
        for off in range((end - months_after(day, 1)).days)
    )


@given(days, st.integers(0, 4))
def test_who_is_served_later_never_has_less_time(day, later):
    assert remedy_ends(day + timedelta(days=later)) >= remedy_ends(day)
    assert next_working_day(day + timedelta(days=later)) >= next_working_day(day)


@given(days)
def test_a_letter_takes_three_or_four_days_whatever_day_it_is(posted):
    assert (deemed_served(posted) - posted).days == (4 if posted.year >= 2025 else 3)
