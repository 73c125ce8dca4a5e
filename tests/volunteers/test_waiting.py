"""Since when somebody waits."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.volunteers.chance import patient
from volunteers.waiting import days, since

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("starts", "closed", "served", "expected"),
    [
        ([], [], [], None),
        ([], [], [FEB], None),
        ([FEB], [], [], FEB),
        ([MAR, JAN, FEB], [], [], JAN),
        ([JAN, MAR], [FEB], [], MAR),
        ([JAN, MAR, APR], [FEB], [], MAR),
        ([JAN], [FEB], [], None),
        ([FEB, APR], [JAN, MAR], [], APR),
        ([JAN, APR], [], [FEB, MAR], MAR),
        ([JAN], [], [FEB], FEB),
        ([JAN, APR], [FEB], [MAR], APR),
        ([FEB], [FEB], [], FEB),
    ],
)
def test_when_a_wait_began(starts, closed, served, expected):
    assert since(starts, closed=closed, served=served) == expected


@patient
@given(starts=st.lists(st.dates(JAN, APR), min_size=1), again=st.dates(APR, APR + timedelta(days=400)))
def test_saying_again_that_one_waits_never_shortens_the_wait(starts, again):
    assert since([*starts, again]) == since(starts)


@pytest.mark.parametrize(
    ("first", "number"), [(date(2026, 2, 27), 2), (date(2026, 3, 1), 0), (date(2026, 3, 2), 0), (None, 0)]
)
def test_days_are_whole_and_never_negative(first, number):
    assert days(first, MAR) == number
