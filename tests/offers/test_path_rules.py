"""What makes a path a way that somebody can go."""

import pytest

from offers import paths
from offers.choices import DueFrom, StepClass
from offers.paths import Step

FULL = {
    "unit": "Bürgerbüro",
    "due_text": "gleich",
    "bring": "Ausweis",
    "necessity": StepClass.LOCAL,
    "offers": 1,
    "live_offers": 1,
    "next": "Der Bescheid kommt mit der Post.",
    "source": "Beispielquelle",
}


def sentences(*steps, **options):
    """What is wrong with these steps."""
    return [problem.sentence for problem in paths.problems(steps, **options)]


def open_keys(*steps):
    """What these steps leave open."""
    return [(point.position, point.key) for point in paths.open_points(steps)]


def test_steps_in_order_are_a_path():
    assert sentences(Step(1), Step(2, needs=(1,)), Step(3, needs=(1, 2))) == []


def test_a_path_has_steps():
    assert sentences() == ["Ein Beratungsweg braucht mindestens einen Schritt."]


@pytest.mark.parametrize(
    ("positions", "stands"),
    [((1, 3), "bei 2 steht 3."), ((1, 1), "bei 2 steht 1."), ((2, 3), "bei 1 steht 2.")],
)
def test_steps_are_counted_without_a_hole(positions, stands):
    assert sentences(*map(Step, positions)) == [f"Die Schritte sind nicht von 1 bis 2 gezählt: {stands}"]


def test_a_step_needs_only_steps_that_there_are():
    assert sentences(Step(1, needs=(4,))) == ["Schritt 1 braucht Schritt 4, den es nicht gibt."]


def test_a_step_needs_only_what_comes_before_it():
    assert sentences(Step(1, needs=(2,)), Step(2)) == ["Schritt 1 braucht Schritt 2, der erst später kommt."]


def test_a_circle_is_told_once_with_all_its_steps():
    steps = Step(1, needs=(3,)), Step(2, needs=(1,)), Step(3, needs=(2,)), Step(4, needs=(3,))
    assert "Die Schritte 1 → 3 → 2 → 1 brauchen einander im Kreis." in sentences(*steps)
    assert sum("im Kreis" in sentence for sentence in sentences(*steps)) == 1


def test_a_step_that_needs_itself_is_a_circle():
    assert sentences(Step(1, needs=(1,))) == ["Die Schritte 1 → 1 brauchen einander im Kreis."]


def test_nothing_is_due_before_what_comes_before_it():
    steps = Step(1, due_days=14, due_from=DueFrom.ARRIVAL), Step(2), Step(3, due_days=7, due_from=DueFrom.ARRIVAL)
    assert sentences(*steps) == ["Schritt 3 ist nach 7 Tagen fällig, Schritt 1 davor aber erst nach 14 Tagen."]


def test_days_after_the_step_before_add_up():
    steps = [
        Step(1, due_days=14, due_from=DueFrom.ARRIVAL),
        Step(2, due_days=7, due_from=DueFrom.STEP),
        Step(3, due_text="bald"),
        Step(4, due_days=7, due_from=DueFrom.STEP),
    ]
    assert paths.due_after_arrival(steps) == {1: 14, 2: 21}
    assert sentences(*steps, Step(5, due_days=20, due_from=DueFrom.ARRIVAL)) == [
        "Schritt 5 ist nach 20 Tagen fällig, Schritt 2 davor aber erst nach 21 Tagen."
    ]


def test_what_the_law_demands_names_its_norm():
    assert sentences(Step(1, necessity=StepClass.LAW)) == [
        "Schritt 1: „Gesetzlich erforderlich“ braucht die Norm, die es verlangt."
    ]
    assert sentences(Step(1, necessity=StepClass.LAW, norm="§ 17 BMG")) == []


def test_a_complete_path_names_who_is_responsible():
    steps = Step(1, unit="Bürgerbüro"), Step(2)
    assert sentences(*steps) == []
    assert sentences(*steps, is_complete=True) == ["Schritt 2: Es fehlt, wer zuständig ist."]


def test_every_problem_names_its_step_and_field():
    steps = Step(1, needs=(4,)), Step(2, necessity=StepClass.LAW)
    found = paths.problems(steps, is_complete=True)
    assert [(problem.position, problem.field) for problem in found] == [
        (1, "prerequisites"),
        (1, "unit_text"),
        (2, "norm"),
        (2, "unit_text"),
    ]


def test_a_step_that_says_everything_leaves_nothing_open():
    assert open_keys(Step(1, **FULL)) == []


@pytest.mark.parametrize(
    ("key", "missing"),
    [
        ("unit", {"unit": ""}),
        ("due", {"due_text": ""}),
        ("bring", {"bring": ""}),
        ("necessity", {"necessity": StepClass.UNCLASSIFIED}),
        ("offers", {"offers": 0, "live_offers": 0}),
        ("ended_offers", {"live_offers": 0}),
        ("next", {"next": ""}),
        ("source", {"source": ""}),
    ],
)
def test_what_a_step_does_not_say_is_an_open_point(key, missing):
    assert open_keys(Step(1, **FULL | missing)) == [(1, key)]
    assert paths.open_points([Step(1, **FULL | missing)])[0].sentence == paths.OPEN[key]


def test_days_are_as_good_as_words_and_the_next_step_says_how_it_goes_on():
    first = Step(1, **FULL | {"due_text": "", "due_days": 7, "due_from": DueFrom.ARRIVAL, "next": ""})
    assert open_keys(first, Step(2, **FULL)) == []
