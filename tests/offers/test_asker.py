"""What is known of a person who asks."""

from datetime import date

import pytest

from offers.asker import NOT_EU, SOME_EU, STATELESS, Asker

DAY = date(2026, 11, 22)


def test_nothing_is_known_of_somebody_who_has_said_nothing():
    asker = Asker()
    assert asker.known == ()
    assert (asker.ages_on(DAY), asker.is_eu, asker.is_german, asker.is_parent, asker.days_here(DAY)) == (None,) * 5


def test_an_empty_answer_is_an_answer():
    assert Asker(children=(), works=False).known == ("works", "children")
    assert Asker(children=()).is_parent is False


@pytest.mark.parametrize(
    ("citizenship", "is_eu"),
    [("BG", True), ("NO", True), (SOME_EU, True), ("SY", False), (NOT_EU, False), (STATELESS, False), ("DE", False)],
)
def test_the_citizenship_says_whether_somebody_is_from_another_eu_country(citizenship, is_eu):
    assert Asker(citizenship=citizenship).is_eu is is_eu


def test_a_swiss_citizen_is_neither_inside_nor_outside():
    assert Asker(citizenship="CH").is_eu is None


def test_freedom_of_movement_alone_makes_nobody_an_eu_citizen():
    assert Asker(legal_status="eu_freizuegigkeit").is_eu is None


def test_the_year_of_birth_leaves_two_ages_and_the_age_itself_wins():
    assert Asker(birth_year=2000).ages_on(DAY) == (25, 26)
    assert Asker(birth_year=2000, age=26).ages_on(DAY) == (26, 26)
    assert Asker(birth_year=2026).ages_on(DAY) == (0, 0)


def test_learning_keeps_what_was_known():
    assert Asker(age=30).learns(works=True) == Asker(age=30, works=True)


def test_days_are_counted_from_the_arrival():
    assert Asker(arrived_on=date(2026, 11, 1)).days_here(DAY) == 21


@pytest.mark.parametrize(
    "facts",
    [
        {"age": 121},
        {"children": (3, -1)},
        {"gender": "women"},
        {"german_level": "A3"},
        {"legal_area": "sgb99"},
        {"courses": ("cooking",)},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_what_nobody_can_be_is_refused_at_once(facts):
    with pytest.raises(ValueError, match=r"none of|years old"):
        Asker(**facts)
