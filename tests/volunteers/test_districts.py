"""How close Herne's boroughs are."""

import json
from itertools import combinations, product

import pytest

from offers.vocabulary import FILE
from volunteers.districts import DISTRICTS, FARTHEST, kilometres, nearest


def test_the_boroughs_are_those_of_the_vocabulary():
    assert {one["key"] for one in json.loads(FILE.read_text(encoding="utf-8"))["districts"]} == DISTRICTS


def test_every_pair_has_a_distance_both_ways():
    for one, other in product(DISTRICTS, repeat=2):
        assert kilometres(one, other) == kilometres(other, one)
        assert (kilometres(one, other) == 0) == (one == other)


@pytest.mark.parametrize(("one", "other"), [("wanne", "bochum"), (None, "wanne"), ("wanne", ""), (None, None)])
def test_what_is_not_known_has_no_distance(one, other):
    assert kilometres(one, other) is None


def test_the_way_round_is_never_shorter():
    for one, between, other in product(DISTRICTS, repeat=3):
        assert kilometres(one, other) <= kilometres(one, between) + kilometres(between, other)


def test_the_closest_counts():
    assert nearest({"eickel", "sodingen", "bochum"}, "wanne") == 3
    assert nearest({"wanne", "eickel"}, "wanne") == 0
    assert nearest(set(), "wanne") is None
    assert nearest({"wanne"}, None) is None


def test_the_farthest_are_seven_kilometres_apart():
    assert FARTHEST == 7


def test_distances_are_these():
    found = {f"{one} {other}": kilometres(one, other) for one, other in combinations(sorted(DISTRICTS), 2)}
    assert found == {
        "eickel herne-mitte": 4,
        "eickel sodingen": 7,
        "eickel wanne": 3,
        "herne-mitte sodingen": 3,
        "herne-mitte wanne": 4,
        "sodingen wanne": 7,
    }
