"""Why somebody does not fit a task: every reason by itself, and what is never a reason."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from tests.volunteers.facts import (
    DARI,
    FARSI,
    OPPORTUNITY,
    SEEN,
    TODAY,
    TRAINED,
    VOLUNTEER,
    opportunity,
    volunteer,
)
from tests.volunteers.refusals import FURTHER, REFUSALS
from volunteers.choices.eligibility import (
    GERMAN_ORDER,
    LEGAL,
    OVERRIDABLE,
    RELAXATIONS,
    UNKNOWN,
    ReasonCode,
    Relaxation,
)
from volunteers.choices.profiles import SpokenLevel
from volunteers.eligibility import eligibility
from volunteers.eligibility_facts import Away, ClearanceFacts, Occasion, Spoken, Window
from volunteers.eligibility_reasons import Reason


def codes(person, task, at=TODAY):
    """What stands in the way, by code."""
    return [reason.code for reason in eligibility(person, task, at)]


def test_who_fits_is_told_nothing():
    assert eligibility(VOLUNTEER, OPPORTUNITY, TODAY) == []


@pytest.mark.parametrize("case", REFUSALS + FURTHER, ids=lambda case: case.code)
def test_each_reason_stands_alone_and_says_so_in_words(case):
    found = eligibility(*case.facts, TODAY)
    assert [(reason.code, reason.sentence) for reason in found] == [(case.code, case.sentence)]


def test_every_reason_has_a_case():
    assert [case.code for case in REFUSALS] == list(ReasonCode)


@pytest.mark.parametrize("code", ReasonCode)
def test_what_the_law_demands_is_relaxed_and_overridden_by_nobody(code):
    reason = Reason(code)
    assert reason.is_legal == (code in LEGAL)
    assert reason.relaxation == RELAXATIONS.get(code)
    assert reason.is_overridable == (code in OVERRIDABLE)
    assert not (reason.is_legal and (reason.is_overridable or reason.relaxation))
    assert reason.is_overridable == (reason.relaxation is not None)


def test_the_law_stands_in_one_list():
    assert {code.value for code in LEGAL} == {
        "consent_missing",
        "legal_missing",
        "legal_expired",
        "legal_unknown",
        "requirements_unknown",
    }


def test_every_relaxation_answers_some_reason():
    assert set(RELAXATIONS.values()) == set(Relaxation)


def test_unknown_is_told_from_refused():
    assert {code for code in ReasonCode if "nicht bekannt" in code.label or "reichen nicht" in code.label} | {
        ReasonCode.REQUIREMENTS_UNKNOWN,
        ReasonCode.HOUSE_UNKNOWN,
    } == UNKNOWN


def test_reasons_come_in_the_order_of_the_codes():
    person = volunteer(has_consent=False, clearances=(), windows=(), german_level="", born_on=None)
    assert codes(person, OPPORTUNITY) == [
        ReasonCode.CONSENT_MISSING,
        ReasonCode.LEGAL_MISSING,
        ReasonCode.AGE_UNKNOWN,
        ReasonCode.HOUSE_MISSING,
        ReasonCode.GERMAN_UNKNOWN,
        ReasonCode.AVAILABILITY_UNKNOWN,
    ]


# Everything a volunteer may leave open, as it then stands in the facts.
OPEN = {
    "born_on": None,
    "german_level": "",
    "languages": (),
    "activity_types": frozenset(),
    "districts": frozenset(),
    "windows": (),
    "hours_per_week": None,
    "clearances": (),
    "has_consent": False,
    "is_confirmed": False,
    "skills": frozenset(),
}
OPEN_TASK = {
    "places_left": None,
    "requirements": None,
    "german_level": "",
    "district": None,
    "windows": (),
    "hours_per_week": None,
    "languages": (),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_is_not_known_about_somebody_is_never_eligible(name):
    person = volunteer(**{name: OPEN[name], "areas": frozenset()})
    assert codes(volunteer(areas=frozenset()), OPPORTUNITY) == []
    assert len(codes(person, OPPORTUNITY)) >= 1


@pytest.mark.parametrize("name", OPEN_TASK)
def test_what_is_not_known_about_a_task_is_never_eligible(name):
    assert len(codes(VOLUNTEER, opportunity(**{name: OPEN_TASK[name]}))) == 1


@pytest.mark.parametrize(
    ("person", "task"),
    [
        ({"is_open_to_all": True, "activity_types": frozenset(), "areas": frozenset()}, {}),
        ({"activity_types": frozenset()}, {"activity_type": "sport"}),
        ({"areas": frozenset()}, {"areas": frozenset()}),
        ({"districts": frozenset(), "is_mobile": True}, {}),
        ({"districts": frozenset()}, {"district": None, "is_anywhere": True}),
        ({"districts": frozenset({"eickel"})}, {}),
        ({"windows": ()}, {"windows": (), "is_time_open": True}),
        ({"windows": (), "is_always_free": True}, {}),
        ({"windows": (Window(2, time(14), time(16)), Window(2, time(16), time(18)))}, {}),
        ({"windows": (Window(2, time(15), time(17)),)}, {}),
        ({"windows": (Window(2, time(16), time(18)), Window(2, time(12), time(19)))}, {}),
        ({}, {"windows": (Window(5, time(8), time(9)), Window(2, time(16), time(17)))}),
        ({"hours_per_week": None}, {"is_weekly": False, "hours_per_week": None}),
        ({"hours_taken": Decimal(2)}, {}),
        ({"german_level": ""}, {"german_level": "none"}),
        ({"german_level": "A2"}, {}),
        ({"german_level": "native"}, {"german_level": "C2"}),
        ({"languages": ()}, {"languages": (), "is_interpreting": False}),
        ({}, {"languages": (FARSI, DARI)}),
        ({"languages": (Spoken("prs", "", None),)}, {"language_level": "", "is_interpreting": False}),
        ({"languages": (Spoken("prs", SpokenLevel.GOOD, True),)}, {}),
        ({"born_on": None}, {"minimum_age": None}),
        ({"born_on": date(2008, 3, 3)}, {}),
        ({"clearances": ()}, {"requirements": ()}),
        ({"is_paused": True, "paused_until": date(2026, 3, 1)}, {}),
        ({"absences": (Away(date(2026, 2, 1), TODAY), Away(date(2026, 3, 4), date(2026, 3, 9)))}, {}),
        ({"placed_at": frozenset({"other"}), "declined": frozenset({"other"})}, {}),
        ({}, {"ends_on": date(2026, 3, 3)}),
        ({"skills": frozenset({"teaching", "car"})}, {}),
    ],
)
def test_this_is_no_reason(person, task):
    assert codes(volunteer(**person), opportunity(**task)) == []


def test_of_two_languages_the_closer_one_speaks():
    person = volunteer(languages=(Spoken("prs", SpokenLevel.NATIVE, None), Spoken("fa", SpokenLevel.BASIC, True)))
    task = opportunity(languages=(FARSI, DARI))
    assert [reason.sentence for reason in eligibility(person, task, TODAY)] == [
        "Ob Dolmetschen möglich ist, ist nicht bekannt: Farsi, Dari."
    ]


def test_one_who_holds_the_last_place_is_not_told_that_it_is_full():
    person = volunteer(placed_at=frozenset({"school"}))
    assert codes(person, opportunity(places_left=0)) == [ReasonCode.ALREADY_PLACED]


def test_every_missing_proof_is_named():
    found = eligibility(volunteer(clearances=()), OPPORTUNITY, TODAY)
    assert [reason.sentence for reason in found] == [
        "Gesetzlich vorgeschrieben und noch nicht da: erweitertes Führungszeugnis.",
        "Für diese Aufgabe fehlt noch: Schulung.",
    ]


class TestTheDayOfTheTask:
    """Asked is on Monday, 2 March 2026; the task is on Tuesdays."""

    @pytest.mark.parametrize(
        ("issued_on", "expected"),
        [(date(2021, 3, 3), []), (date(2021, 3, 2), [ReasonCode.LEGAL_EXPIRED])],
    )
    def test_a_proof_has_to_hold_on_tuesday(self, issued_on, expected):
        seen = ClearanceFacts("fuehrungszeugnis", issued_on, issued_on)
        assert codes(volunteer(clearances=(seen, TRAINED)), OPPORTUNITY) == expected

    @pytest.mark.parametrize(
        ("starts_on", "expected"),
        [(date(2026, 5, 5), []), (date(2026, 5, 6), [ReasonCode.HOUSE_EXPIRED])],
    )
    def test_a_task_that_begins_later_is_judged_then(self, starts_on, expected):
        trained = ClearanceFacts("schulung", date(2024, 5, 5), date(2024, 5, 5))
        assert codes(volunteer(clearances=(SEEN, trained)), opportunity(starts_on=starts_on)) == expected

    def test_a_task_by_arrangement_is_judged_on_the_day_of_asking(self):
        seen = ClearanceFacts("fuehrungszeugnis", date(2021, 3, 2), date(2021, 3, 2))
        task = opportunity(windows=(), is_time_open=True)
        assert codes(volunteer(clearances=(seen, TRAINED)), task) == []
        assert codes(volunteer(clearances=(seen, TRAINED)), task, TODAY + timedelta(days=1)) == [
            ReasonCode.LEGAL_EXPIRED
        ]

    def test_of_several_dates_one_that_fits_is_enough(self):
        dates = tuple(Occasion(date(2026, 3, day), time(15), time(17)) for day in (3, 4, 10))
        away = Away(date(2026, 3, 1), date(2026, 3, 5))
        assert codes(volunteer(absences=(away,)), opportunity(occasions=dates)) == []
        assert codes(volunteer(absences=(away,)), opportunity(occasions=dates[:2])) == [ReasonCode.ABSENT]

    def test_a_date_that_is_over_does_not_help(self):
        dates = (Occasion(date(2026, 2, 24), time(15), time(17)), Occasion(date(2026, 3, 4), time(15), time(17)))
        assert codes(VOLUNTEER, opportunity(occasions=dates)) == [ReasonCode.TIME_CLASH]

    def test_who_grows_old_enough_in_time_may_come(self):
        dates = tuple(Occasion(date(2026, 3, day), time(15), time(17)) for day in (3, 17))
        assert codes(volunteer(born_on=date(2008, 3, 17)), opportunity(occasions=dates)) == []
        assert codes(volunteer(born_on=date(2008, 3, 18)), opportunity(occasions=dates)) == [ReasonCode.TOO_YOUNG]

    @pytest.mark.parametrize(("day", "is_old_enough"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True)])
    def test_born_on_29_february(self, day, is_old_enough):
        task = opportunity(windows=(), is_time_open=True)
        found = codes(volunteer(born_on=date(2008, 2, 29)), task, day)
        assert (ReasonCode.TOO_YOUNG not in found) == is_old_enough

    def test_a_moment_is_no_day(self):
        with pytest.raises(TypeError):
            eligibility(VOLUNTEER, opportunity(starts_on=TODAY), datetime(2026, 3, 2, tzinfo=None))  # noqa: DTZ001


def test_one_place_is_a_place():
    assert codes(VOLUNTEER, opportunity(places_left=1)) == []


def test_exactly_the_hours_that_somebody_gives_fit():
    assert codes(volunteer(hours_per_week=Decimal(2)), opportunity(hours_per_week=Decimal(2))) == []


def test_even_the_lowest_level_of_german_is_asked_for():
    needed = opportunity(german_level=GERMAN_ORDER[1])
    assert codes(volunteer(german_level=""), needed) == [ReasonCode.GERMAN_UNKNOWN]


def test_a_date_today_still_comes():
    dates = (Occasion(TODAY, time(15), time(17)),)
    free = (Window(TODAY.isoweekday(), time(14), time(18)),)
    assert codes(volunteer(windows=free), opportunity(occasions=dates, windows=())) == []


def test_a_short_free_time_within_a_longer_one_takes_nothing_away():
    free = tuple(Window(2, time(*one), time(*other)) for one, other in (((14,), (17,)), ((15,), (16,)), ((17,), (20,))))
    assert codes(volunteer(windows=free), opportunity(windows=(Window(2, time(15), time(19)),))) == []


def test_of_two_absences_the_longer_one_is_named():
    away = (Away(TODAY, date(2026, 3, 20)), Away(TODAY, date(2026, 3, 10)))
    found = eligibility(volunteer(absences=away), OPPORTUNITY, TODAY)
    assert [reason.sentence for reason in found] == ["Abwesend bis 20.03.2026."]
