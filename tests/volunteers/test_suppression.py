"""Counts of people: none under five is published, and none can be worked out from what is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.volunteers.chance import patient, patiently
from volunteers.suppression import LEAST, Published, publish, publish_list


def test_large_counts_are_published_as_they_are():
    assert publish([[5, 6], [7, 8]]) == Published(((5, 6), (7, 8)), (11, 15), (12, 14), 26)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], ((), None)),
        ([20], ((20,), 20)),
        ([3], ((None,), None)),
        ([3, 10], ((None, None), 13)),
        ([3, 10, 20], ((None, None, 20), 33)),
        ([0, 0, 20], ((None, None, None), 20)),
        ([4, 4, 20], ((None, None, 20), 28)),
        ([2, 2, 20, 30], ((None, None, None, 30), 54)),
        ([1, 1, 1], ((None, None, None), None)),
        ([5, 5], ((5, 5), 10)),
    ],
)
def test_lists(counts, expected):
    assert publish_list(counts) == expected


def test_a_table_without_columns_says_nothing():
    assert publish([[], []]) == Published(((), ()), (None, None), (), None)


def test_a_table_that_lines_alone_would_not_protect():
    """Each line hides two numbers or none, yet the first could be worked out: 3 = row - column + row …"""
    found = publish([[3, 10, 20], [30, 40, 50], [60, 70, 80]])
    hidden = [(r, c) for r, row in enumerate(found.cells) for c, count in enumerate(row) if count is None]
    assert hidden == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert found.total == 363


@pytest.mark.parametrize("rows", [[[1, 2], [3]], [[-1]]])
def test_what_is_no_table_of_counts_is_refused(rows):
    with pytest.raises(ValueError, match="equal length and no negative"):
        publish(rows)


COUNTS = st.integers(0, 12) | st.integers(0, 3) | st.integers(20, 60)


def tables(most):
    """Tables of at most so many lines and columns."""
    return st.integers(1, most).flatmap(
        lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=most)
    )


def highest(published, rows, wanted):
    """How high a hidden number of the table can be for a reader who knows all that is published and can count.

    Integer programming over everything that could stand in the table; `wanted` names coefficients of the cells.
    """
    width, cells = len(rows[0]), len(rows) * len(rows[0])
    sums = [({(r, c): 1}, published.cells[r][c]) for r in range(len(rows)) for c in range(width)]
    sums += [({(r, c): 1 for c in range(width)}, total) for r, total in enumerate(published.row_totals)]
    sums += [({(r, c): 1 for r in range(len(rows))}, total) for c, total in enumerate(published.column_totals)]
    sums += [({(r, c): 1 for r in range(len(rows)) for c in range(width)}, published.total)]
    known = [
        ([places.get(divmod(n, width), 0) for n in range(cells)], total) for places, total in sums if total is not None
    ]
    # A reader may also think that ten thousand came, which keeps the search within bounds.
    goal = [-wanted.get(divmod(n, width), 0) for n in range(cells)]
    constraints = (
        LinearConstraint([row for row, _ in known], [t for _, t in known], [t for _, t in known]) if known else ()
    )
    return -milp(goal, constraints=constraints, integrality=[1] * cells, bounds=Bounds(0, 10_000)).fun


@patiently(150)
@given(rows=tables(4))
def test_nobody_can_work_out_a_number_under_five(rows):
    found = publish(rows)
    width = len(rows[0])
    shown = [*(count for row in found.cells for count in row), *found.row_totals, *found.column_totals, found.total]
    assert all(count is None or count >= LEAST for count in shown)
    lines = [({(r, c): 1 for c in range(width)}, sum(rows[r])) for r in range(len(rows))]
    lines += [({(r, c): 1 for r in range(len(rows))}, sum(row[c] for row in rows)) for c in range(width)]
    lines += [({(r, c): 1}, rows[r][c]) for r in range(len(rows)) for c in range(width)]
    lines += [({(r, c): 1 for r in range(len(rows)) for c in range(width)}, sum(map(sum, rows)))]
    for places, count in lines:
        if count < LEAST:
            assert highest(found, rows, places) >= LEAST


@patiently(150)
@given(rows=tables(4))
def test_what_is_published_is_true(rows):
    found = publish(rows)
    pairs = [
        (seen, count)
        for line, row in zip(found.cells, rows, strict=True)
        for seen, count in zip(line, row, strict=True)
    ]
    pairs += zip(found.row_totals, map(sum, rows), strict=True)
    pairs += zip(found.column_totals, map(sum, zip(*rows, strict=True)), strict=True)
    pairs.append((found.total, sum(map(sum, rows))))
    assert all(seen in (None, count) for seen, count in pairs)


@patient
@given(rows=tables(3))
def test_nothing_is_hidden_without_need(rows):
    if all(count >= LEAST for row in rows for count in row):
        assert publish(rows).cells == tuple(map(tuple, rows))


@patient
@given(counts=st.lists(COUNTS, min_size=2, max_size=8))
def test_in_a_list_what_is_hidden_adds_up_to_five_or_the_total_is_hidden(counts):
    seen, total = publish_list(counts)
    hidden = [count for count, one in zip(counts, seen, strict=True) if one is None]
    assert total is None or not hidden or (len(hidden) > 1 and sum(hidden) >= LEAST)


def test_the_grand_total_is_kept_and_more_of_the_rest_is_hidden():
    found = publish([[0, 3], [3, 6]])
    assert [found.total, found.row_totals, found.column_totals] == [12, (None, None), (None, None)]


def test_the_smallest_of_the_rest_is_hidden():
    assert publish_list([20, 1, 15]) == ((20, None, None), 36)


def test_what_is_hidden_already_is_used_before_more_is():
    assert publish([[4, 20, 8], [5, 2, 12]]).cells == ((None, None, 8), (None, None, 12))
