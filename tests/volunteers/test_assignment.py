"""Proposals: best for all together, as brute force would find them, in any order of asking."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.volunteers.chance import patient
from volunteers.assignment import Assignment, assign
from volunteers.choices.matching import Unassigned


def brute_force(volunteers, places, scores):
    """The most proposals and then the highest sum, by trying everything."""
    best = (0, 0)
    options = [[None, *(task for task in places if (person, task) in scores)] for person in volunteers]
    for choice in product(*options):
        if all(choice.count(task) <= room for task, room in places.items()):
            made = [(person, task) for person, task in zip(volunteers, choice, strict=True) if task]
            best = max(best, (len(made), sum(scores[pair] for pair in made)))
    return best


def instance(chance):
    """Up to seven people and seven tasks with zero to three places; few scores, so that there are ties.

    Brute force looks at (tasks + 1) ** people choices, so large instances fit seldom.
    """
    volunteers = [f"v{n}" for n in range(chance.randint(0, 7))]
    places = {f"o{n}": chance.choice([0, 1, 1, 1, 2, 3]) for n in range(chance.randint(0, 7))}
    density = chance.choice([0.2, 0.4, 0.6])
    top = chance.choice([3, 100, 90_000])
    scores = {
        (person, task): chance.randint(0, top) for person in volunteers for task in places if chance.random() < density
    }
    return volunteers, places, scores


INSTANCES = [instance(random.Random(seed)) for seed in range(200)]


def worth(found, scores):
    """How many proposals, and their sum."""
    return len(found.pairs), sum(scores[pair] for pair in found.pairs.items())


def test_two_hundred_instances_equal_brute_force():
    assert max(len(volunteers) for volunteers, _places, _scores in INSTANCES) == 7
    assert max(len(places) for _volunteers, places, _scores in INSTANCES) == 7
    for volunteers, places, scores in INSTANCES:
        found = assign(volunteers, places, scores)
        assert worth(found, scores) == brute_force(volunteers, places, scores)
        assert all(pair in scores for pair in found.pairs.items())
        for task, room in places.items():
            assert list(found.pairs.values()).count(task) <= room


def test_the_order_of_asking_changes_nothing():
    for seed, (volunteers, places, scores) in enumerate(INSTANCES):
        chance = random.Random(seed)
        mixed = (
            chance.sample(volunteers, len(volunteers)),
            dict(chance.sample(list(places.items()), len(places))),
            dict(chance.sample(list(scores.items()), len(scores))),
        )
        first, second = assign(volunteers, places, scores), assign(*mixed)
        assert first == second
        assert list(first.tasks) == list(second.tasks)
        assert list(first.people) == list(second.people)


def test_nobody_is_left_without_a_proposal_or_a_reason():
    for volunteers, places, scores in INSTANCES:
        found = assign(volunteers, places, scores)
        assert found.pairs.keys() | found.people.keys() == set(volunteers)
        assert not found.pairs.keys() & found.people.keys()
        for person, reason in found.people.items():
            fits = any(one == person for one, _task in scores)
            assert reason == (Unassigned.TASKS_GONE if fits else Unassigned.NO_TASK_FITS)
        for task, room in places.items():
            is_full = room > 0 and list(found.pairs.values()).count(task) == room
            assert (task in found.tasks) != is_full


def test_one_more_person_helped_outweighs_any_score():
    scores = {("anna", "near"): 900_000, ("anna", "far"): 0, ("ben", "near"): 0}
    assert assign(["anna", "ben"], {"near": 1, "far": 1}, scores).pairs == {"anna": "far", "ben": "near"}


def test_why_nothing_is_proposed():
    scores = {("anna", "school"): 5, ("ben", "school"): 3, ("ben", "club"): 1, ("cem", "gone"): 4}
    assert assign(["anna", "ben", "cem", "dora"], {"school": 1, "club": 2, "gone": 0, "odd": 1}, scores) == Assignment(
        pairs={"anna": "school", "ben": "club"},
        people={"cem": Unassigned.TASKS_GONE, "dora": Unassigned.NO_TASK_FITS},
        tasks={"club": Unassigned.PEOPLE_GONE, "gone": Unassigned.NO_PLACES, "odd": Unassigned.NOBODY_FITS},
    )


@pytest.mark.parametrize(("volunteers", "places"), [([], {}), ([], {"a": 1}), (["v"], {}), (["v"], {"a": 0})])
def test_without_people_or_places_nothing_is_proposed(volunteers, places):
    assert assign(volunteers, places, {}).pairs == {}


def test_a_score_for_a_stranger_is_left_alone():
    assert assign(["anna"], {"school": 1}, {("anna", "else"): 1, ("ben", "school"): 2}).pairs == {}


@pytest.mark.parametrize(("points", "sentence"), [(-1, "not negative"), (2**53, "too high")])
def test_points_that_cannot_be_added_exactly_are_refused(points, sentence):
    with pytest.raises(ValueError, match=sentence):
        assign(["anna", "ben"], {"school": 1}, {("anna", "school"): points, ("ben", "school"): 5})


@patient
@given(
    table=st.lists(st.lists(st.none() | st.integers(0, 50), min_size=3, max_size=3), min_size=1, max_size=4),
    who=st.integers(0, 3),
    which=st.integers(0, 2),
)
def test_a_higher_score_for_a_pair_never_costs_it_its_proposal(table, who, which):
    who %= len(table)
    volunteers, places = [f"v{n}" for n in range(len(table))], {"a": 1, "b": 1, "c": 2}
    scores = {
        (f"v{row}", task): points
        for row, line in enumerate(table)
        for task, points in zip(places, line, strict=True)
        if points is not None
    }
    pair = (f"v{who}", "abc"[which])
    before = assign(volunteers, places, scores)
    if before.pairs.get(pair[0]) == pair[1]:
        after = assign(volunteers, places, scores | {pair: scores[pair] + 1})
        assert after.pairs[pair[0]] == pair[1]
