"""What may still be edited, what is missing for an appointment, what is overdue."""

from datetime import UTC, date, datetime, timedelta

import pytest

from welcome_folder import timeline
from welcome_folder.timeline import Missing, Paper

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)


def hours(number):
    return NOW - timedelta(hours=number)


@pytest.mark.parametrize(
    ("state", "entered", "logged", "expected"),
    [
        ("planned", hours(1), None, timeline.PLAN),
        ("planned", hours(25), None, ()),
        ("kept", hours(1), hours(0), (*timeline.PLAN, "result")),
        ("kept", hours(99), hours(1), ("result",)),
        ("no_show", hours(99), hours(25), ()),
        ("moved", hours(1), hours(1), ()),
        ("cancelled", hours(1), hours(1), ()),
    ],
    ids=["new plan", "old plan", "new entry", "old plan, new result", "old", "moved", "cancelled"],
)
def test_what_may_be_edited(state, entered, logged, expected):
    assert timeline.editable(state, entered, logged, NOW) == expected


def test_the_page_freezes_a_little_before_the_database():
    assert [timeline.is_frozen(hours(24), NOW), timeline.is_frozen(hours(23), NOW)] == [True, False]


@pytest.mark.parametrize(
    ("papers", "why"),
    [
        ([], "nicht erfasst"),
        ([Paper("pass", "present")], ""),
        ([Paper("pass", "not_needed")], ""),
        ([Paper("pass", "present", DAY)], ""),
        ([Paper("pass", "present", DAY - timedelta(days=1))], "abgelaufen"),
        ([Paper("pass", "expired")], "abgelaufen"),
        ([Paper("pass", "applied")], "beantragt"),
        ([Paper("pass", "missing")], "fehlt"),
        ([Paper("pass", "missing"), Paper("pass", "present")], ""),
        ([Paper("foto", "present")], "nicht erfasst"),
    ],
    ids=[
        "none",
        "there",
        "not needed",
        "last day",
        "runs out before",
        "expired",
        "applied",
        "missing",
        "one will do",
        "x",
    ],
)
def test_what_is_missing_for_a_day(papers, why):
    assert timeline.missing(["pass"], papers, DAY) == ([Missing("pass", why)] if why else [])


def test_a_planned_appointment_of_yesterday_is_overdue():
    yesterday = DAY - timedelta(days=1)
    assert [
        timeline.is_overdue("planned", yesterday, DAY),
        timeline.is_overdue("planned", DAY, DAY),
        timeline.is_overdue("kept", yesterday, DAY),
    ] == [True, False, False]


def test_only_a_planned_appointment_can_become_something():
    assert [timeline.may_follow("planned", "kept"), timeline.may_follow("kept", "moved")] == [True, False]
