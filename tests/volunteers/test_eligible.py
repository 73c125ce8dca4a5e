"""Every reason is refused alike at every door, and only what is no law can be set aside."""

from contextlib import contextmanager
from functools import partial

import pytest
from django.db import transaction

from herne_integration.rules import RuleBroken
from tests.volunteers import make
from volunteers import eligibility_reading
from volunteers.actions import activities, eligible, placements
from volunteers.choices.eligibility import LEGAL, LINE, OVERRIDABLE, ReasonCode
from volunteers.eligibility import Reason

pytestmark = pytest.mark.django_db
WORDS = ("age", "hours", "languages", "level", "requirement", "skill", "until")
# Where one stands in line, a full opportunity is no obstacle: places are counted when two are introduced.
WAITING_DOORS = {"suggest", "come_forward", "say_yes", "ask"}


@pytest.fixture
def doors(db):
    """{name of a door: call}, each for a pair of its own."""
    coordinator, task = make.coordinator(), make.opportunity(capacity=9)

    def placed(state):
        return make.placement(make.volunteer(), task, state=state, by=coordinator)

    mira, rana = make.volunteer(), make.volunteer()
    agreed = placements.agree(placement=placed("asked"), by=task.contact)
    suggested, interested, introduced, tried = map(placed, ("suggested", "interested", "introduced", "trial"))
    return {
        "suggest": lambda **more: placements.suggest(volunteer=mira, opportunity=task, by=coordinator, **more),
        "come_forward": lambda: placements.come_forward(volunteer=rana, opportunity=task, by=rana.user),
        "say_yes": lambda: placements.say_yes(placement=suggested, by=suggested.volunteer.user),
        "ask": lambda: placements.ask_organisation(placement=interested, by=coordinator),
        "introduce": lambda: placements.introduce(placement=agreed, by=coordinator),
        "trial": lambda: activities.start_trial(placement=introduced, by=coordinator),
        "activate": lambda: activities.activate(placement=tried, by=coordinator),
    }


def codes_at(door):
    """The codes for which a door refuses; None where it opens."""
    try:
        door()
    except eligible.NotEligible as refused:
        return [reason.code for reason in refused.reasons]
    return None


@pytest.fixture
def only(monkeypatch):
    """Makes one reason stand in the way of everybody; what happens inside is taken back."""

    @contextmanager
    def standing(code):
        reason = Reason(code, tuple((word, "1") for word in WORDS))
        monkeypatch.setattr(eligibility_reading, "eligibility", lambda *facts: [reason])
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return standing


def test_every_reason_is_refused_at_every_door(doors, only):
    for code in ReasonCode:
        waits = WAITING_DOORS if code == ReasonCode.CAPACITY_FULL else set()
        with only(code):
            told = {name: codes_at(door) for name, door in doors.items()}
        assert told == {name: None if name in waits else [code] for name in doors}


def test_every_reason_is_set_aside_if_it_is_no_law_and_only_then(doors, only):
    override = eligible.Override("Koordination Ehrenamt", "Mit beiden besprochen.")
    for code in ReasonCode:
        with only(code):
            if code in OVERRIDABLE:
                placement = doors["suggest"](override=override)
                assert [placement.override_codes, placement.overridden_by_id] == [[code], placement.suggested_by_id]
            elif code in LINE:
                # Nothing to set aside: whoever says yes waits in line.
                assert doors["suggest"](override=override).override_codes == []
            else:
                assert codes_at(partial(doors["suggest"], override=override)) == [code]
    assert not LEGAL & OVERRIDABLE


def test_on_an_unconfirmed_one_only_what_is_known_stands_in_the_way(monkeypatch):
    task = make.unconfirmed_opportunity()
    for code in (ReasonCode.PLACE_UNKNOWN, ReasonCode.REQUIREMENTS_UNKNOWN):
        mira = make.volunteer()
        monkeypatch.setattr(eligibility_reading, "eligibility", lambda *facts, code=code: [Reason(code)])
        assert placements.come_forward(volunteer=mira, opportunity=task, by=mira.user).is_enquiry
    monkeypatch.setattr(eligibility_reading, "eligibility", lambda *facts: [Reason(ReasonCode.CONSENT_MISSING)])
    with pytest.raises(RuleBroken, match="Einwilligung"):
        placements.come_forward(volunteer=mira, opportunity=make.unconfirmed_opportunity(), by=mira.user)


@pytest.mark.parametrize(
    ("whose", "of", "code"),
    [
        ({"consents": ()}, {}, "consent_missing"),
        ({"state": "paused"}, {}, "paused"),
        ({}, {"task_class": ""}, "requirements_unknown"),
        ({}, {"task_class": "minors_facility", "minimum_age": 50}, "legal_missing legal_missing too_young"),
        ({"born_on": None}, {"task_class": "confidential"}, "age_unknown house_missing"),
        ({}, {"requirements": ["verschwiegenheit"]}, "house_missing"),
        ({}, {"languages": ["ar"], "kind": "interpreting"}, "language_missing"),
        ({"languages": [("ar", "good", False)]}, {"languages": ["ar"], "kind": "interpreting"}, "no_interpreting"),
        ({"languages": [("ar", "basic", None)]}, {"languages": ["ar"], "language_level": "good"}, "language_too_low"),
        ({}, {"german_level": ""}, "german_need_unknown"),
        ({}, {"skills": ["driving"]}, "skill_missing"),
        ({"skills": ["driving"]}, {"skills": ["driving"]}, ""),
        ({"is_open_to_all": False, "activity_types": ["sport"]}, {}, "interest_elsewhere"),
        ({"is_mobile": False, "related": {"districts": ["wanne"]}}, {}, "too_far"),
        ({"is_mobile": False, "related": {"districts": ["wanne"]}, "radius_km": 4}, {}, ""),
        ({"is_always_free": False, "windows": [("1", 9, 12)]}, {"is_time_open": False}, "times_unknown"),
        ({"hours_per_week": 1}, {}, "hours_too_few"),
        ({}, {"hours_per_week": None}, "effort_unknown"),
        ({}, {"capacity": None, "state": "unconfirmed"}, "capacity_unknown"),
    ],
)
def test_the_tables_are_read_as_they_are(whose, of, code):
    mira, task = make.volunteer(**whose), make.opportunity(**of)
    found = eligible.reasons(volunteer=mira, opportunity=task)
    assert " ".join(str(reason.code) for reason in found) == code
