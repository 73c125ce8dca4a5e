"""Fills a database with made-up volunteers, opportunities and placements, and times what reads them all.

    python bench/volunteers.py [--people 5000] [--tasks 1000] [--seed 1]

Works on the database that DATABASE_URL names; take one of its own, nothing is taken back. The same seed gives the same
people and tasks (their keys are random). Names say "Beispiel", everything else comes from the vocabulary; most people
are active, most tasks confirmed, some places are taken. Prints how long facts, a run of matching and the reasons of
one task take; other measurements call `fill`.
"""

import argparse
import os
import random
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herne_integration.settings")

if __name__ == "__main__":
    import django

    django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from bench import matching as made_up
from herne_integration import database_roles
from herne_integration.accounts.actions.people import installer
from herne_integration.accounts.models import User
from offers.models import District, FieldOfAction, Language, Organisation, TargetGroup
from volunteers import eligibility_reading, facts_reading, matching_reading, relaxing
from volunteers.actions import matching
from volunteers.choices.opportunities import ConfirmedVia, OpportunityState, TaskClass
from volunteers.choices.placements import LIVE, PlacementState
from volunteers.choices.profiles import VolunteerState
from volunteers.eligibility import eligibility
from volunteers.models import (
    Absence,
    AvailabilityWindow,
    Clearance,
    Consent,
    ConsentText,
    Opportunity,
    OpportunityWindow,
    Placement,
    RequirementType,
    Volunteer,
    VolunteerLanguage,
)

BATCH = 1000
MARK = "Messung (erfunden)"
GIVEN = ["Amal", "Bana", "Ciwan", "Dilan", "Elif", "Farid", "Gül", "Hamid", "Ines", "Jamal", "Karim", "Layla", "Mira"]
DECIDED = {
    PlacementState.SUGGESTED: (),
    PlacementState.INTERESTED: ("interested",),
    PlacementState.ASKED: ("interested", "asked"),
    PlacementState.INTRODUCED: ("interested", "asked", "agreed", "introduced"),
    PlacementState.ACTIVE: ("interested", "asked", "agreed", "introduced", "activated"),
}


class City:
    """The words and people that rows refer to."""

    def __init__(self):
        self.now, self.by = timezone.now(), installer()
        self.words = {
            model: {term.key: term for term in model.objects.all()}
            for model in (District, FieldOfAction, TargetGroup, Language, RequirementType)
        }
        self.consent = ConsentText.objects.current()["placement"]
        if not Organisation.objects.exists():
            named = [f"Verein {n} (erfunden)" for n in range(40)]
            Organisation.objects.bulk_create([Organisation(name=name, source=MARK, city="Herne") for name in named])
        self.organisations = list(Organisation.objects.order_by("name_sort", "pk")[:150])

    def ago(self, days):
        """A moment so many days ago."""
        return self.now - timedelta(days=days)


@transaction.atomic
def fill(people, tasks, *, seed=1):
    """Makes so many of both, with everything around them; returns (volunteers, opportunities)."""
    city, chance = City(), random.Random(seed)
    volunteers = _people(city, chance, people)
    opportunities = _tasks(city, chance, tasks)
    _placements(city, chance, volunteers, opportunities)
    return volunteers, opportunities


def _people(city, chance, number):
    facts = [made_up.person(chance, n) for n in range(number)]
    first = User.objects.count()
    users = User.objects.bulk_create(
        [User(email=f"ehrenamt{first + n}@beispiel.invalid", name="Beispiel", password="!") for n in range(number)],
        batch_size=BATCH,
    )
    rows = [_person(city, chance, n, user, one) for n, (user, one) in enumerate(zip(users, facts, strict=True))]
    Volunteer.objects.bulk_create(rows, batch_size=BATCH)
    pairs = list(zip(rows, facts, strict=True))
    _link(Volunteer.fields_of_action, [(row.pk, city.words[FieldOfAction][k].pk) for row, f in pairs for k in f.areas])
    _link(
        Volunteer.target_groups, [(row.pk, city.words[TargetGroup][k].pk) for row, f in pairs for k in f.target_groups]
    )
    _link(Volunteer.districts, [(row.pk, city.words[District][k].pk) for row, f in pairs for k in f.districts])
    _around(city, pairs)
    return rows


def _person(city, chance, number, user, facts):
    return Volunteer(
        user=user,
        state=VolunteerState.PAUSED if facts.is_paused else VolunteerState.ACTIVE,
        given_name=GIVEN[number % len(GIVEN)],
        family_name=f"Beispiel{number}",
        email=user.email,
        born_on=facts.born_on,
        german_level="C2" if facts.german_level == "native" else facts.german_level,
        activity_types=sorted(facts.activity_types),
        is_open_to_all=facts.is_open_to_all,
        radius_km=facts.radius_km,
        hours_per_week=facts.hours_per_week,
        is_always_free=facts.is_always_free,
        started_at=city.ago(400),
        confirmed_at=city.ago(chance.randint(0, 399)),
        confirmed_by=user,
    )


def _around(city, pairs):
    """Consents, languages, free time, absences, proofs."""
    today = timezone.localdate()
    certificate = city.words[RequirementType]["fuehrungszeugnis"]
    rows = {model: [] for model in (Consent, VolunteerLanguage, AvailabilityWindow, Absence, Clearance)}
    for row, facts in pairs:
        given = {"given_at": row.confirmed_at, "given_by_id": row.user_id}
        rows[Consent].append(Consent(volunteer=row, purpose="placement", text=city.consent, **given))
        rows[VolunteerLanguage] += [
            VolunteerLanguage(
                volunteer=row,
                language=city.words[Language][spoken.language],
                level=spoken.level,
                may_interpret=spoken.may_interpret,
            )
            for spoken in facts.languages
        ]
        rows[AvailabilityWindow] += [
            AvailabilityWindow(volunteer=row, weekday=str(one.weekday), starts=one.starts, ends=one.ends)
            for one in set(facts.windows)
        ]
        rows[Absence] += [
            Absence(volunteer=row, first_on=today, last_on=today + timedelta(days=14)) for _one in facts.absences
        ]
        rows[Clearance] += [
            Clearance(
                volunteer=row,
                requirement=certificate,
                issued_on=min(one.issued_on, today),
                inspected_on=min(one.inspected_on, today),
                recorded_at=city.now,
                recorded_by=city.by,
            )
            for one in facts.clearances
        ]
    for model, made in rows.items():
        model.objects.bulk_create(made, batch_size=BATCH)


def _tasks(city, chance, number):
    facts = [made_up.task(chance, n) for n in range(number)]
    rows = [_task(city, chance, n, one) for n, one in enumerate(facts)]
    Opportunity.objects.bulk_create(rows, batch_size=BATCH)
    pairs = list(zip(rows, facts, strict=True))
    _link(
        Opportunity.target_groups,
        [(row.pk, city.words[TargetGroup][k].pk) for row, f in pairs for k in f.target_groups],
    )
    _link(Opportunity.languages, [(row.pk, city.words[Language][w.key].pk) for row, f in pairs for w in f.languages])
    OpportunityWindow.objects.bulk_create(
        [
            OpportunityWindow(opportunity=row, weekday=str(one.weekday), starts=one.starts, ends=one.ends)
            for row, f in pairs
            for one in f.windows
        ],
        batch_size=BATCH,
    )
    return rows


def _task(city, chance, number, facts):
    is_confirmed = chance.random() < 0.8
    state = {}
    if is_confirmed:
        state = {
            "state": OpportunityState.CONFIRMED,
            "confirmed_at": city.ago(chance.randint(0, 89)),
            "confirmed_by": city.by,
            "confirmed_via": ConfirmedVia.PERSON,
            "ask_again_on": timezone.localdate() + timedelta(days=chance.randint(1, 90)),
        }
    return Opportunity(
        title=f"Einsatz {number} (erfunden)",
        kind=chance.choice(("regular", "regular", "tandem")),
        activity_type=facts.activity_type,
        field_of_action=city.words[FieldOfAction][min(facts.areas)],
        organisation=chance.choice(city.organisations),
        task_class=TaskClass.MINORS if facts.requirements else TaskClass.GENERAL,
        minimum_age=facts.minimum_age,
        german_level=facts.german_level,
        district=city.words[District][facts.district],
        is_time_open=facts.is_time_open,
        hours_per_week=facts.hours_per_week,
        capacity=facts.places_left,
        contact_name="Karla Beispiel",
        contact_email="kontakt@beispiel.invalid",
        source=MARK,
        **state,
    )


def _placements(city, chance, volunteers, opportunities):
    """One for every fifth volunteer, as far as there are places."""
    free = {one.pk: one.capacity for one in opportunities if one.state == OpportunityState.CONFIRMED}
    lines, rows = dict.fromkeys(free, 0), []
    for volunteer in volunteers[::5] if free else ():
        task, state = chance.choice(list(free)), chance.choice(list(DECIDED))
        if state in LIVE:
            if not free[task]:
                continue
            free[task] -= 1
        columns = {"suggested_at": city.ago(30), "suggested_by": city.by}
        for decision in DECIDED[state]:
            columns |= {f"{decision}_at": city.ago(20), f"{decision}_by": city.by}
        if DECIDED[state]:
            lines[task] += 1
            columns["line_number"] = lines[task]
        rows.append(Placement(volunteer=volunteer, opportunity_id=task, state=state, coordinator=city.by, **columns))
    Placement.objects.bulk_create(rows, batch_size=BATCH)


def _link(relation, keys):
    """Rows of a many-to-many table, from pairs of keys."""
    field, through = relation.field, relation.through
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through.objects.bulk_create([through(**{own: one, other: two}) for one, two in keys], batch_size=BATCH)


def timed(words, work):
    """What `work` returns, with its time and its queries printed."""
    before, begun = len(connection.queries_log), time.perf_counter()
    result = work()
    print(f"{words}: {time.perf_counter() - begun:.2f} s, {len(connection.queries_log) - before} queries")
    return result


def board(opportunity, day):
    """What the matching board reads for one task: everybody who fits or not, and the single ways out."""
    task = eligibility_reading.task(opportunity, day)
    people = facts_reading.people(Volunteer.objects.here())
    refusals = [eligibility(person.facts, task, day) for person in people]
    return refusals, relaxing.ways(refusals)


def main():
    """Fills the database and measures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    call_command("prepare")
    connection.force_debug_cursor = True
    _people_made, tasks = timed("filled", lambda: fill(options.people, options.tasks, seed=options.seed))
    with database_roles.as_owner(connection), connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    today = timezone.localdate()
    timed("facts of everybody", lambda: matching_reading.read(today))
    run = timed("a run of matching, kept", lambda: matching.run_unasked(by=installer()))
    print(f"{run.volunteers} people, {run.opportunities} tasks: {run.fitting} pairs fit, {run.proposals} proposals")
    print(f"{run.scores.count()} rows kept")
    refusals, ways = timed("reasons of one task for everybody", lambda: board(tasks[0], today))
    print(f"{sum(not one for one in refusals)} of {len(refusals)} fit; {'; '.join(way.sentence for way in ways)}")


if __name__ == "__main__":
    main()
