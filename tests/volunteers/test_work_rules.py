"""Small rules of the coordination's pages: times typed by line, bars, gaps of routes."""

from dataclasses import dataclass
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from volunteers import bars, routing_gaps, steps_ahead
from volunteers.choices.placements import NEXT_STATES, PlacementState
from volunteers.forms.lines import DatesField, SessionsField, WeekField, written


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Montag 15:00-17:00", ("1", time(15), time(17))),
        ("so 9.05 bis 11.30 Uhr", ("7", time(9, 5), time(11, 30))),
        ("DIENSTAG 08:00 – 08:30", ("2", time(8), time(8, 30))),
    ],
)
def test_times_of_the_week(text, row):
    assert WeekField(label="x").clean(f"\n{text}\n{text}\n") == [
        dict(zip(("weekday", "starts", "ends"), row, strict=True))
    ]


@pytest.mark.parametrize(
    "text",
    ["Montag", "Mon 15:00-17:00", "Montag 17:00-15:00", "Montag 15:00-15:00", "Montag 25:00-26:00", "Montag 15-17"],
)
def test_what_is_no_time_of_the_week_is_named(text):
    with pytest.raises(ValidationError, match="Zeile 2"):
        WeekField(label="x").clean(f"Montag 8:00-9:00\n{text}")


def test_days_with_and_without_times():
    field = DatesField(label="x")
    assert field.clean("29.02.2028\n3.12.2026 15:00-17:00") == [
        {"day": date(2028, 2, 29), "starts": None, "ends": None},
        {"day": date(2026, 12, 3), "starts": time(15), "ends": time(17)},
    ]
    for text in ("29.02.2027", "2026-12-03", "3.12.", "x.y.z"):
        with pytest.raises(ValidationError):
            field.clean(text)
    with pytest.raises(ValidationError):
        SessionsField(label="x").clean("03.12.2026")
    with pytest.raises(ValidationError, match="höchstens"):
        field.clean("\n".join(f"01.01.{year}" for year in range(2000, 2041)))


@dataclass
class Row:
    """A window as the tables have it."""

    weekday: str
    starts: time
    ends: time


def test_what_is_written_is_understood_again():
    assert WeekField(label="x").clean(written([Row("3", time(7, 30), time(9))])) == [
        {"weekday": "3", "starts": time(7, 30), "ends": time(9)}
    ]


def test_a_hidden_number_has_always_the_same_length_and_stands_in_words():
    assert bars.lengths([("a", 10), ("b", 5), ("c", None), ("d", 0)]) == [448, 224, bars.HIDDEN_WIDTH, 0]
    assert bars.lengths([("a", None)]) == [bars.HIDDEN_WIDTH]
    picture = bars.svg([("A & B <x>", None)], "unter 5")
    assert "A &amp; B &lt;x&gt;: unter 5" in picture
    assert bars.sentence("Titel", [("A", 9), ("B", None)], "unter 5") == "Titel: A: 9; B: unter 5."
    assert '"' not in bars.address(picture)


@dataclass
class Route:
    """A live route."""

    field_of_action_id: int | None = None
    target_group_id: int | None = None
    district_id: int | None = None


def test_a_route_of_two_words_covers_neither_alone():
    named = {"district": [(1, "Wanne"), (2, "Eickel")], "target_group": [(7, "Familien")], "field_of_action": []}
    routes = [Route(district_id=1), Route(district_id=2, target_group_id=7)]
    assert [(gap.label, gap.words) for gap in routing_gaps.gaps(routes, named)] == [
        ("Stadtbezirk", ["Eickel"]),
        ("Zielgruppe", ["Familien"]),
    ]
    assert [routing_gaps.fallback(routes), routing_gaps.fallback([*routes, Route()])] == [False, True]


def test_no_step_leads_where_a_placement_may_not_go():
    for state in PlacementState:
        for agreed in (False, True):
            for signed in (False, True):
                found = steps_ahead.ahead(state, is_agreed=agreed, is_fixed=signed, is_signed=signed)
                assert {step.target for step in found} - {None} <= NEXT_STATES[state]
