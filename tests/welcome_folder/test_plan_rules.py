"""From a path to somebody's steps, and working days, without a database."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcome_folder import deadlines, planning

DAY = date(2026, 3, 2)


def path_step(pk, **fields):
    defaults = {
        "title": f"Schritt {pk}",
        "detail": "",
        "due_days": None,
        "due_from": "",
        "organisation_id": None,
        "norm": "",
        "position": pk,
    }
    return SimpleNamespace(pk=pk, **defaults | fields)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Anhörung beim BAMF", "aufenthalt"),
        ("Anmeldung zum Integrationskurs", "bildung"),
        ("Schulplatz für die Kinder", "bildung"),
        ("Kita-Platz suchen", "familie"),
        ("Wohnungssuche", "wohnen"),
        ("Anerkennung des Berufs", "arbeit"),
        ("Konto eröffnen", "sozialleistungen"),
        ("Erstuntersuchung", "gesundheit"),
        ("Einbürgerung beantragen", "einbuergerung"),
        ("Ankommen", "orientierung"),
        ("", "orientierung"),
    ],
)
def test_words_tell_the_area_of_a_step(text, area):
    assert planning.area_of(text) == area


def test_steps_follow_one_another_and_keep_their_own_deadlines():
    steps = [
        path_step(1, due_days=14, due_from="arrival"),
        path_step(2, due_days=10, due_from="step", norm="§ 44 AufenthG"),
        path_step(3),
    ]
    made = planning.proposals(steps, path="Weg", day=DAY, arrived_on=date(2026, 2, 25))
    assert [(step.due_on, step.is_due_proposed, step.origin_text) for step in made] == [
        (date(2026, 3, 11), False, "Weg, Schritt 1"),
        (date(2026, 3, 21), False, "Weg, Schritt 2, § 44 AufenthG"),
        (date(2026, 4, 18), True, "Weg, Schritt 3"),
    ]


def test_what_should_have_happened_long_ago_is_due_now():
    steps = [path_step(1, due_days=14, due_from="arrival")]
    assert planning.proposals(steps, path="Weg", day=DAY, arrived_on=date(2020, 1, 1))[0].due_on == DAY


def test_without_a_day_of_arrival_its_deadline_is_proposed():
    (made,) = planning.proposals([path_step(1, due_days=14, due_from="arrival")], path="Weg", day=DAY)
    assert (made.due_on, made.is_due_proposed) == (DAY + planning.PACE, True)


def test_a_new_version_keeps_what_was_copied_and_names_the_rest():
    planned = {1: "Anmeldung", 2: "Konto", 3: "Kurs"}
    change = planning.difference(planned, [11, 12, 13], {11: (1,), 12: (7, 3)})
    assert change == planning.Difference(add=(13,), drop=("Konto",), keep=((11, "Anmeldung"), (12, "Kurs")))


@given(st.sets(st.integers(1, 30)), st.lists(st.integers(1, 30), unique=True))
def test_every_step_is_added_dropped_or_kept_exactly_once(planned, wanted):
    change = planning.difference({key: key for key in planned}, wanted, {})
    kept = {old for _new, old in change.keep}
    assert (set(change.add) | kept, set(change.drop) | kept) == (set(wanted), planned)
    assert not set(change.drop) & kept


@pytest.mark.parametrize(
    ("day", "number", "due"),
    [
        (date(2026, 3, 2), 3, date(2026, 3, 5)),
        (date(2026, 3, 5), 3, date(2026, 3, 10)),
        (date(2026, 4, 2), 3, date(2026, 4, 9)),  # Karfreitag and Ostermontag lie between
        (date(2026, 10, 30), 1, date(2026, 11, 2)),  # Allerheiligen is a Sunday
        (date(2025, 12, 23), 5, date(2026, 1, 2)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays_of_the_state(day, number, due):
    assert deadlines.working_days_after(day, number) == due


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 20))
def test_working_days_only_go_forward(day, number):
    due = deadlines.working_days_after(day, number)
    assert due >= day + timedelta(days=number)
    assert number == 0 or deadlines.is_working_day(due)
