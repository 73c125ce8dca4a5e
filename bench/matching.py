"""Times one run of matching on made-up facts: 1,000 people and 1,200 tasks, from the facts to the proposals.

    python bench/matching.py [--people 1000] [--tasks 1200] [--seed 1]

Judges every pair, scores what fits and assigns, without a database. The same seed gives the same people and tasks.
Prints the seconds of each part, and checks a sample of pairs one by one against the slow way.
"""

import argparse
import os
import random
import sys
import time
from datetime import date, timedelta
from datetime import time as clock
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herne_integration.settings")

if __name__ == "__main__":
    import django

    django.setup()

from volunteers import ranking
from volunteers.assignment import assign
from volunteers.choices.profiles import ActivityType, SpokenLevel
from volunteers.eligibility import eligibility
from volunteers.eligibility_facts import (
    Away,
    ClearanceFacts,
    OpportunityFacts,
    RequirementFacts,
    Spoken,
    VolunteerFacts,
    Window,
    Word,
)
from volunteers.screening import fitting

DAY = date(2026, 3, 2)
CERTIFICATE = RequirementFacts("zeugnis", "Führungszeugnis", True, valid_months=60, fresh_months=3)
DISTRICTS = ("wanne", "eickel", "herne-mitte", "sodingen")
AREAS = ("ankommen", "kinder", "sprache_beruf", "teilhabe", "wohnen", "netzwerk")
LANGUAGES = ("ar", "fa", "prs", "uk", "ro", "bg", "tr", "ku", "fr", "en")
GROUPS = ("kinder", "familien", "frauen", "gefluechtete", "senioren")


def window(chance):
    """Two to five hours on some day."""
    starts = chance.randint(8, 17)
    return Window(chance.randint(1, 7), clock(starts), clock(starts + chance.randint(2, 5)))


def person(chance, number):
    """Somebody with two or three wishes, a few free afternoons and perhaps a certificate."""
    seen = DAY - timedelta(days=chance.randint(0, 2500))
    return VolunteerFacts(
        key=f"v{number:05}",
        has_consent=True,
        is_confirmed=chance.random() < 0.98,
        is_paused=chance.random() < 0.05,
        born_on=date(chance.randint(1945, 2010), chance.randint(1, 12), chance.randint(1, 28)),
        german_level=chance.choice(("", "A1", "A2", "B1", "B2", "C1", "native")),
        languages=tuple(
            Spoken(key, chance.choice(SpokenLevel.values), chance.choice((True, False, None)))
            for key in chance.sample(LANGUAGES, chance.randint(0, 3))
        ),
        activity_types=frozenset(chance.sample(ActivityType.values, chance.randint(1, 4))),
        areas=frozenset(chance.sample(AREAS, chance.randint(0, 2))),
        target_groups=frozenset(chance.sample(GROUPS, chance.randint(0, 2))),
        is_open_to_all=chance.random() < 0.1,
        districts=frozenset(chance.sample(DISTRICTS, chance.randint(1, 2))),
        radius_km=chance.choice((0, 3, 5, 10)),
        windows=tuple(window(chance) for _ in range(chance.randint(1, 6))),
        is_always_free=chance.random() < 0.2,
        absences=(Away(DAY, DAY + timedelta(days=14)),) if chance.random() < 0.05 else (),
        hours_per_week=Decimal(chance.randint(1, 8)),
        clearances=(ClearanceFacts("zeugnis", seen, seen),) if chance.random() < 0.5 else (),
        tasks=chance.choice((0, 0, 0, 1)),
    )


def task(chance, number):
    """A task with a time, a place and often a need."""
    needs_language = chance.random() < 0.25
    return OpportunityFacts(
        key=f"o{number:05}",
        places_left=chance.choice((1, 1, 1, 2, 3)),
        activity_type=chance.choice(ActivityType.values),
        areas=frozenset({chance.choice(AREAS)}),
        target_groups=frozenset({chance.choice(GROUPS)}),
        requirements=(CERTIFICATE,) if chance.random() < 0.4 else (),
        minimum_age=chance.choice((None, 16, 18)),
        german_level=chance.choice(("none", "A2", "B1")),
        languages=tuple(Word(key, key) for key in chance.sample(LANGUAGES, 1)) if needs_language else (),
        district=chance.choice(DISTRICTS),
        windows=tuple(window(chance) for _ in range(chance.randint(1, 3))),
        is_time_open=chance.random() < 0.3,
        hours_per_week=Decimal(chance.randint(1, 4)),
    )


def timed(words, work):
    """What `work` returns, with its time printed and added up."""
    begun = time.perf_counter()
    result = work()
    timed.total += time.perf_counter() - begun
    print(f"{words}: {time.perf_counter() - begun:.2f} s")
    return result


timed.total = 0.0


def main():
    """Makes the facts, times the parts, checks a sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--tasks", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    people = [person(chance, number) for number in range(options.people)]
    tasks = [task(chance, number) for number in range(options.tasks)]
    waits = {one.key: ranking.Waiting(chance.randint(0, 400), 0) for one in people}
    weights = ranking.Weights()
    pairs = timed("judged", lambda: fitting(people, tasks, DAY))
    scores = timed(
        "scored",
        lambda: {(one.key, other.key): ranking.points(one, other, waits[one.key], weights) for one, other in pairs},
    )
    places = {one.key: one.places_left for one in tasks}
    found = timed("assigned", lambda: assign([one.key for one in people], places, scores))
    print(f"{len(people)} people x {len(tasks)} tasks: {len(pairs)} pairs fit, {len(found.pairs)} proposals")
    print(f"all: {timed.total:.2f} s")
    fit = {(one.key, other.key) for one, other in pairs}
    sample = [(chance.choice(people), chance.choice(tasks)) for _ in range(5000)]
    wrong = [1 for one, other in sample if ((one.key, other.key) in fit) == bool(eligibility(one, other, DAY))]
    assert not wrong, f"{len(wrong)} of {len(sample)} pairs are judged differently one by one"


if __name__ == "__main__":
    main()
