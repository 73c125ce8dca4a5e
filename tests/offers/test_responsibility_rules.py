"""Who is responsible: the pure rules, by example and for all rows that there can be."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from offers.responsibility import NO_GROUP, Gap, Row, Verdict, find, gaps

DAY = date(2026, 3, 1)
TASKS, UNITS, GROUPS, DISTRICTS = ("t1", "t2"), ("u1", "u2", "u3"), (NO_GROUP, "a", "b"), ("north", "south")
days = st.none() | st.integers(-2, 2).map(lambda number: DAY + timedelta(days=number))
rows = st.builds(
    Row,
    task=st.sampled_from(TASKS),
    unit=st.sampled_from(UNITS),
    group=st.sampled_from(GROUPS),
    district=st.sampled_from((None, *DISTRICTS)),
    starts_on=days,
    ends_on=days,
)
many = st.lists(rows, max_size=8)
people = st.builds(
    dict, task=st.sampled_from(TASKS), groups=st.sets(st.sampled_from(GROUPS)), district=st.sampled_from(DISTRICTS)
)


def ask(given_rows, groups=(), district="north", day=DAY):
    """The answer about the first task."""
    return find(given_rows, task="t1", groups=groups, district=district, day=day)


def test_one_row_for_everybody_answers_for_everybody_everywhere():
    answer = ask([Row("t1", "u1")], groups=["a"])
    assert (answer.verdict, answer.units, answer.rows) == (Verdict.UNIT, ("u1",), (Row("t1", "u1"),))


def test_without_a_row_there_is_a_hole():
    assert ask([Row("t2", "u1")]).verdict == Verdict.HOLE


def test_a_named_group_comes_before_everybody():
    general, special = Row("t1", "u1"), Row("t1", "u2", group="a")
    assert ask([general, special], groups=["a"]).rows == (special,)
    assert ask([general, special], groups=["b"]).rows == (general,)


def test_a_named_borough_comes_before_the_whole_city():
    general, special = Row("t1", "u1"), Row("t1", "u2", district="north")
    assert ask([general, special]).rows == (special,)
    assert ask([general, special], district="south").rows == (general,)


def test_a_group_outweighs_a_borough():
    by_place, by_law = Row("t1", "u1", district="north"), Row("t1", "u2", group="a")
    assert ask([by_place, by_law], groups=["a"]).rows == (by_law,)


def test_two_units_that_are_equally_close_are_an_overlap():
    answer = ask([Row("t1", "u1", group="a"), Row("t1", "u2", group="b")], groups=["a", "b"])
    assert (answer.verdict, answer.units) == (Verdict.OVERLAP, ("u1", "u2"))


def test_the_same_unit_said_twice_is_no_overlap():
    answer = ask([Row("t1", "u1", group="a"), Row("t1", "u1", group="b")], groups=["a", "b"])
    assert (answer.verdict, answer.units) == (Verdict.UNIT, ("u1",))


def test_the_first_and_the_last_day_count():
    row = Row("t1", "u1", starts_on=DAY, ends_on=DAY)
    found = [ask([row], day=DAY + timedelta(days=number)).verdict for number in (-1, 0, 1)]
    assert found == [Verdict.HOLE, Verdict.UNIT, Verdict.HOLE]


def test_what_reads_the_same_is_one_line():
    found = gaps([Row("t1", "u1", group="a", district="north")], ("t1",), GROUPS, DISTRICTS, DAY)
    assert found == [
        Gap(Verdict.HOLE, "t1", frozenset(), (NO_GROUP, "b"), DISTRICTS),
        Gap(Verdict.HOLE, "t1", frozenset(), ("a",), ("south",)),
    ]


@given(many, people)
def test_an_answer_counts_its_units(given_rows, person):
    answer = find(given_rows, **person, day=DAY)
    assert answer.verdict == [Verdict.HOLE, Verdict.UNIT, Verdict.OVERLAP][min(len(answer.units), 2)]


@given(many, people, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(given_rows, person, chance):
    shuffled = chance.sample(given_rows, len(given_rows))
    one, other = find(given_rows, **person, day=DAY), find(shuffled, **person, day=DAY)
    assert (one.verdict, set(one.units)) == (other.verdict, set(other.units))


@given(many, rows, people)
def test_one_more_row_never_makes_a_hole(given_rows, more, person):
    if find(given_rows, **person, day=DAY).verdict != Verdict.HOLE:
        assert find([*given_rows, more], **person, day=DAY).verdict != Verdict.HOLE


@given(many, people)
def test_a_row_for_just_this_person_settles_it(given_rows, person):
    group = next((one for one in person["groups"] if one), None)
    others = [row for row in given_rows if row.rank < (group is not None, True)]
    own = Row(person["task"], "u9", group=group, district=person["district"])
    assert find([*others, own], **person, day=DAY).units == ("u9",)


@given(many, people)
def test_rows_that_are_over_or_to_come_say_nothing(given_rows, person):
    live = [row for row in given_rows if row.is_live_on(DAY)]
    assert find(live, **person, day=DAY) == find(given_rows, **person, day=DAY)


@given(many)
def test_every_combination_is_either_settled_or_in_exactly_one_line(given_rows):
    listed = [
        (gap.task, group, district, gap.verdict, gap.units)
        for gap in gaps(given_rows, TASKS, GROUPS, DISTRICTS, DAY)
        for group, district in product(gap.groups, gap.districts)
    ]
    expected = []
    for task, group, district in product(TASKS, GROUPS, DISTRICTS):
        answer = find(given_rows, task=task, groups=[group], district=district, day=DAY)
        if answer.verdict != Verdict.UNIT:
            expected.append((task, group, district, answer.verdict, frozenset(answer.units)))
    assert len(listed) == len(expected)
    assert set(listed) == set(expected)
