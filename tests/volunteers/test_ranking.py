"""What speaks for a pairing: parts that add up, and waiting that always helps and never overtakes overnight."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.volunteers.chance import patient
from tests.volunteers.facts import DARI, FARSI, OPPORTUNITY, VOLUNTEER, opportunity, volunteer
from volunteers.choices.matching import Aspect, Point
from volunteers.choices.profiles import SpokenLevel
from volunteers.eligibility_facts import Spoken
from volunteers.ranking import ONE, Waiting, Weights, points, ranked, restored, score, stored

WEIGHTS = Weights()
NOW = Waiting()


def part(aspect, person=VOLUNTEER, task=OPPORTUNITY, waiting=NOW):
    """What one aspect says: (point, points, sentence)."""
    found = {one.aspect: one for one in score(person, task, waiting, WEIGHTS).parts}[aspect]
    return found.point, found.points, found.sentence


def test_every_aspect_is_named_once_and_the_parts_make_the_sum():
    found = score(VOLUNTEER, OPPORTUNITY, Waiting(12, 30), WEIGHTS)
    assert [(one.aspect, one.points) for one in found.parts] == [
        (Aspect.AREA, 30_000),
        (Aspect.TARGET_GROUP, 20_000),
        (Aspect.LANGUAGE, 20_000),
        (Aspect.CLOSENESS, 10_000),
        (Aspect.LOAD, 10_000),
        (Aspect.VOLUNTEER_WAITS, 1_200),
        (Aspect.OPPORTUNITY_WAITS, 1_500),
    ]
    assert found.points == 92_700
    assert [one.sentence for one in found.parts] == [
        "Genau diese Art von Aufgabe ist gewünscht, auch der Bereich passt.",
        "Die Menschen, um die es geht, passen zum Wunsch.",
        "Spricht die gebrauchte Sprache als Muttersprache.",
        "Im gewünschten Stadtbezirk.",
        "Hat noch keine Aufgabe.",
        "Wartet auf eine Aufgabe, Tage: 12.",
        "Die Aufgabe wartet auf jemanden, Tage: 30.",
    ]


NONE = frozenset()


@pytest.mark.parametrize(
    ("aspect", "person", "task", "point", "worth"),
    [
        (Aspect.AREA, {"areas": NONE}, {}, Point.AREA_TYPE, 24_000),
        (Aspect.AREA, {"activity_types": NONE}, {}, Point.AREA_FIELD, 18_000),
        (Aspect.AREA, {"activity_types": NONE, "areas": NONE, "is_open_to_all": True}, {}, Point.AREA_OPEN, 15_000),
        (Aspect.AREA, {"activity_types": NONE, "areas": NONE}, {}, Point.AREA_NONE, 0),
        (Aspect.TARGET_GROUP, {"target_groups": NONE}, {}, Point.GROUP_OPEN, 10_000),
        (Aspect.TARGET_GROUP, {}, {"target_groups": NONE}, Point.GROUP_OPEN, 10_000),
        (Aspect.TARGET_GROUP, {"target_groups": frozenset({"seniors"})}, {}, Point.GROUP_OTHER, 0),
        (Aspect.LANGUAGE, {}, {"languages": ()}, Point.LANGUAGE_FREE, 10_000),
        (Aspect.LANGUAGE, {"languages": (Spoken("prs", SpokenLevel.FLUENT),)}, {}, Point.LANGUAGE_FLUENT, 15_000),
        (Aspect.LANGUAGE, {"languages": (Spoken("prs", SpokenLevel.GOOD),)}, {}, Point.LANGUAGE_GOOD, 10_000),
        (Aspect.LANGUAGE, {"languages": (Spoken("prs", SpokenLevel.BASIC),)}, {}, Point.LANGUAGE_BASIC, 5_000),
        (Aspect.LANGUAGE, {"languages": (Spoken("prs"),)}, {}, Point.LANGUAGE_UNKNOWN, 0),
        (Aspect.LANGUAGE, {}, {"languages": (FARSI,)}, Point.LANGUAGE_UNKNOWN, 0),
        (
            Aspect.LANGUAGE,
            {"languages": (Spoken("fa", SpokenLevel.GOOD), Spoken("prs", SpokenLevel.FLUENT))},
            {"languages": (DARI, FARSI)},
            Point.LANGUAGE_FLUENT,
            15_000,
        ),
        (Aspect.CLOSENESS, {}, {"district": "eickel"}, Point.CLOSE_KILOMETRES, 6_250),
        (Aspect.CLOSENESS, {}, {"district": "sodingen"}, Point.CLOSE_KILOMETRES, 1_250),
        (Aspect.CLOSENESS, {}, {"is_anywhere": True}, Point.CLOSE_ANYWHERE, 10_000),
        (Aspect.CLOSENESS, {"districts": NONE, "is_mobile": True}, {}, Point.CLOSE_ANYWHERE, 5_000),
        (Aspect.CLOSENESS, {"is_mobile": True}, {"district": None}, Point.CLOSE_UNKNOWN, 0),
        (Aspect.CLOSENESS, {"districts": NONE}, {}, Point.CLOSE_UNKNOWN, 0),
        (Aspect.LOAD, {"tasks": 1}, {}, Point.LOAD_TAKEN, 5_000),
        (Aspect.LOAD, {"tasks": 2}, {}, Point.LOAD_TAKEN, 3_333),
    ],
)
def test_each_grade_has_its_points(aspect, person, task, point, worth):
    person, task = volunteer(**person), opportunity(**task)
    assert part(aspect, person, task)[:2] == (point, worth)
    assert points(person, task, NOW, WEIGHTS) == score(person, task, NOW, WEIGHTS).points


def test_sentences_carry_their_numbers():
    assert part(Aspect.CLOSENESS, task=opportunity(district="eickel"))[2] == ("Etwa 3 km vom gewünschten Stadtbezirk.")
    assert part(Aspect.LOAD, volunteer(tasks=2))[2] == "Laufende Aufgaben: 2."


DAYS = st.integers(0, 40_000)
PER_DAY = st.integers(1, 199).flatmap(lambda one: st.tuples(st.just(one), st.integers(1, 200 - one)))
PEOPLE = st.builds(
    lambda districts, level, tasks: replace(
        VOLUNTEER, districts=districts, languages=(Spoken("prs", level),), tasks=tasks
    ),
    st.frozensets(st.sampled_from(["wanne", "eickel", "sodingen"])),
    st.sampled_from(SpokenLevel.values),
    st.integers(0, 5),
)


@patient
@given(person=PEOPLE, waits=DAYS, task_waits=DAYS, per_day=PER_DAY)
def test_a_day_more_always_counts_and_at_most_two_hundredths(person, waits, task_waits, per_day):
    weights = Weights(volunteer_waits=per_day[0], opportunity_waits=per_day[1])
    today = score(person, OPPORTUNITY, Waiting(waits, task_waits), weights).points
    for more in (
        Waiting(waits + 1, task_waits),
        Waiting(waits, task_waits + 1),
        Waiting(waits + 1, task_waits + 1),
    ):
        assert points(person, OPPORTUNITY, more, weights) == score(person, OPPORTUNITY, more, weights).points
        rise = Decimal(score(person, OPPORTUNITY, more, weights).points - today) / ONE
        assert 0 < rise <= Decimal("0.02")


@patient
@given(people=st.lists(st.tuples(PEOPLE, DAYS), min_size=1, max_size=6), who=st.integers(0, 5))
def test_a_day_more_never_lowers_a_rank(people, who):
    who %= len(people)
    before = {key: score(one, OPPORTUNITY, Waiting(days), WEIGHTS).points for key, (one, days) in enumerate(people)}
    person, days = people[who]
    after = before | {who: score(person, OPPORTUNITY, Waiting(days + 1), WEIGHTS).points}
    assert ranked(after).index(who) <= ranked(before).index(who)


def test_whoever_waits_long_enough_overtakes_everybody():
    worst = volunteer(activity_types=NONE, areas=NONE, target_groups=frozenset({"x"}), languages=(), districts=NONE)
    gap = score(VOLUNTEER, OPPORTUNITY, NOW, WEIGHTS).points - score(worst, OPPORTUNITY, NOW, WEIGHTS).points
    days = gap // WEIGHTS.volunteer_waits
    assert score(worst, OPPORTUNITY, Waiting(days + 1), WEIGHTS).points > (
        score(VOLUNTEER, OPPORTUNITY, NOW, WEIGHTS).points
    )


def test_days_before_one_began_count_as_none():
    assert points(VOLUNTEER, OPPORTUNITY, Waiting(-3, -1), WEIGHTS) == points(VOLUNTEER, OPPORTUNITY, NOW, WEIGHTS)
    assert score(VOLUNTEER, OPPORTUNITY, Waiting(-3, -1), WEIGHTS) == score(VOLUNTEER, OPPORTUNITY, NOW, WEIGHTS)


def test_a_score_is_kept_whole():
    found = score(volunteer(tasks=1), opportunity(district="eickel"), Waiting(3, 4), WEIGHTS)
    kept = json.loads(json.dumps(stored(found)))
    assert restored(kept) == found
    assert restored(kept).points == found.points


def test_equal_scores_stand_in_the_order_of_their_keys():
    assert ranked({"b": 5, "a": 5, "c": 9}) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"volunteer_waits": 0}, "A day of waiting counts."),
        ({"opportunity_waits": -1}, "A day of waiting counts."),
        ({"volunteer_waits": 150, "opportunity_waits": 51}, "at most 0.02"),
        *(({name: -1}, "not negative") for name in ("area", "target_group", "language", "closeness", "load")),
    ],
)
def test_weights_that_would_break_a_promise_are_refused(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        Weights(**changes)


def test_weights_at_the_limit_are_fine():
    assert Weights(volunteer_waits=150, opportunity_waits=50, area=0).area == 0
