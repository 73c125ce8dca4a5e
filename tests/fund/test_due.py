"""Who waits for whom: every state has one who acts, and a day where there is one."""

from datetime import date, timedelta

import pytest

from fund.choices.applications import ApplicationState
from fund.choices.due import Actor
from fund.due import LASTS, Case, Due, late_since, of, supplement_due_on

# A Thursday; Good Friday and Easter Monday follow.
SINCE = date(2026, 4, 2)
ROUND, SUPPLEMENT, SESSION = date(2026, 4, 30), date(2026, 5, 4), date(2026, 6, 10)
FIVE_DAYS = date(2026, 4, 13)
TWENTY_DAYS = date(2026, 5, 5)


@pytest.mark.parametrize(
    ("state", "notice", "actor", "what", "due_on"),
    [
        ("draft", "", Actor.APPLICANT, "Antrag einreichen", ROUND),
        ("submitted", "", Actor.OFFICE, "Formale Prüfung beginnen", FIVE_DAYS),
        ("formal_check", "", Actor.OFFICE, "Formale Prüfung abschließen", date(2026, 4, 20)),
        ("supplement", "", Actor.APPLICANT, "Nachforderung beantworten", SUPPLEMENT),
        ("admissible", "", Actor.OFFICE, "Auf eine Tagesordnung setzen", TWENTY_DAYS),
        ("scheduled", "", Actor.BOARD, "Entscheiden", SESSION),
        ("deferred", "", Actor.OFFICE, "Wieder auf eine Tagesordnung setzen", TWENTY_DAYS),
        ("approved", "", Actor.OFFICE, "Bewilligung schreiben", FIVE_DAYS),
        ("approved", "draft", Actor.SIGNER, "Bewilligung unterschreiben", FIVE_DAYS),
        ("approved", "signed", Actor.POST, "Bewilligung absenden", FIVE_DAYS),
        ("approved_with_conditions", "", Actor.OFFICE, "Bewilligung schreiben", FIVE_DAYS),
        ("rejected", "draft", Actor.SIGNER, "Ablehnung unterschreiben", FIVE_DAYS),
        ("inadmissible", "signed", Actor.POST, "Ablehnung absenden", FIVE_DAYS),
        ("notified", "posted", Actor.NOBODY, "Nichts zu tun", None),
        ("withdrawn", "", Actor.NOBODY, "Nichts zu tun", None),
    ],
)
def test_whose_turn_it_is(state, notice, actor, what, due_on):
    case = Case(state, SINCE, ROUND, SUPPLEMENT, SESSION, notice)
    assert of(case) == Due(actor, what, due_on)


@pytest.mark.parametrize("state", ApplicationState.values)
def test_every_state_has_an_answer(state):
    assert of(Case(state, SINCE)).what


@pytest.mark.parametrize(("days", "late"), [(-1, 0), (0, 0), (1, 1), (9, 9)])
def test_the_last_day_is_in_time(days, late):
    due, day = Due(Actor.OFFICE, "x", SINCE), SINCE + timedelta(days=days)
    assert (due.days_late(day), due.is_late(day)) == (late, late > 0)
    assert not Due(Actor.BOARD, "x").is_late(day)


@pytest.mark.parametrize(
    ("asked", "due_on"),
    [
        (date(2026, 3, 2), date(2026, 3, 16)),
        (date(2026, 3, 20), date(2026, 4, 7)),
        (date(2026, 5, 11), date(2026, 5, 26)),
    ],
)
def test_an_answer_is_never_due_on_a_day_off(asked, due_on):
    assert supplement_due_on(asked, 14) == due_on


OPINION = date(2026, 4, 9)


@pytest.mark.parametrize(
    ("state", "actor", "due_on"),
    [
        ("submitted", Actor.DEPARTMENT, OPINION),
        ("formal_check", Actor.DEPARTMENT, OPINION),
        ("supplement", Actor.APPLICANT, SUPPLEMENT),
        ("admissible", Actor.DEPARTMENT, OPINION),
        ("deferred", Actor.DEPARTMENT, OPINION),
        ("scheduled", Actor.BOARD, SESSION),
        ("inadmissible", Actor.OFFICE, FIVE_DAYS),
        ("withdrawn", Actor.NOBODY, None),
    ],
)
def test_who_asked_a_department_waits_for_it(state, actor, due_on):
    found = of(Case(state, SINCE, ROUND, SUPPLEMENT, SESSION, "", OPINION))
    assert (found.actor, found.due_on) == (actor, due_on)


@pytest.mark.parametrize("state", list(LASTS))
@pytest.mark.parametrize("day", [date(2026, 4, 13), date(2026, 1, 2), date(2026, 12, 28)])
def test_what_is_late_can_be_told_by_the_day_it_began(state, day):
    last = late_since(state, day)
    assert of(Case(state, last)).is_late(day)
    assert not of(Case(state, last + timedelta(days=1))).is_late(day)


def test_where_no_days_count_nothing_is_late_by_them():
    assert late_since("scheduled", SINCE) is None
