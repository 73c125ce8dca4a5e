"""Facts that fit each other, so that a test states only what does not."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from volunteers.choices.profiles import SpokenLevel
from volunteers.eligibility_facts import (
    ClearanceFacts,
    OpportunityFacts,
    RequirementFacts,
    Spoken,
    VolunteerFacts,
    Window,
    Word,
)

TODAY = date(2026, 3, 2)  # a Monday
CERTIFICATE = RequirementFacts(
    "fuehrungszeugnis", "erweitertes Führungszeugnis", True, "§ 72a SGB VIII", valid_months=60, fresh_months=3
)
TRAINING = RequirementFacts("schulung", "Schulung", False, valid_months=24)
DARI, FARSI = Word("prs", "Dari"), Word("fa", "Farsi")
SEEN = ClearanceFacts("fuehrungszeugnis", inspected_on=date(2026, 1, 10), issued_on=date(2026, 1, 2))
TRAINED = ClearanceFacts("schulung", inspected_on=date(2025, 6, 1), issued_on=date(2025, 6, 1))
TUESDAY = Window(2, time(15), time(17))

VOLUNTEER = VolunteerFacts(
    key="anna",
    has_consent=True,
    is_confirmed=True,
    born_on=date(1990, 5, 1),
    german_level="B1",
    languages=(Spoken("prs", SpokenLevel.NATIVE, True),),
    activity_types=frozenset({"reading"}),
    areas=frozenset({"kinder"}),
    target_groups=frozenset({"children"}),
    districts=frozenset({"wanne"}),
    radius_km=3,
    windows=(Window(2, time(14), time(18)),),
    hours_per_week=Decimal("4.0"),
    clearances=(SEEN, TRAINED),
    skills=frozenset({"teaching"}),
)
OPPORTUNITY = OpportunityFacts(
    key="school",
    places_left=2,
    activity_type="reading",
    areas=frozenset({"kinder"}),
    target_groups=frozenset({"children"}),
    requirements=(CERTIFICATE, TRAINING),
    minimum_age=18,
    german_level="A2",
    languages=(DARI,),
    language_level=SpokenLevel.GOOD,
    is_interpreting=True,
    skills=(Word("teaching", "erklären und unterrichten"),),
    district="wanne",
    windows=(TUESDAY,),
    hours_per_week=Decimal("2.0"),
)


def volunteer(**changes):
    """Somebody who fits `opportunity()`."""
    return replace(VOLUNTEER, **changes)


def opportunity(**changes):
    """A task that asks for something of every kind."""
    return replace(OPPORTUNITY, **changes)
