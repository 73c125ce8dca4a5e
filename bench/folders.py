"""Fills a database with made-up folders and measures the pages of a case worker: queries, time, tables read in full.

    python bench/folders.py [--folders 300] [--appointments 30] [--tries 5]

Works on the database that DATABASE_URL names; take one of its own, nothing is taken back. Measured twice, with 40
folders of one worker alone and then among all the others: her pages must cost the same. Rows are written without their
history, which no page of these reads.
"""

import argparse
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    import django

    django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.plans import sequential_scans, watched
from herne_integration import database_roles
from tests.people import log_in
from tests.welcome_folder import make
from welcome_folder import names, numbers
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import CareTeamMember, Person, PlanStep, WelcomeFolder

OWN = 40
GROWING = ("welcome_folder_",)
# Words and institutions: few, whatever the city.
FEW = {"welcome_folder_institution", "welcome_folder_counsellingarea", "welcome_folder_appointmentkind",
       "welcome_folder_documentkind", "welcome_folder_registersheet"}  # fmt: skip
GIVEN = ["Amal", "Bana", "Ciwan", "Dilan", "Elif", "Farid", "Gul", "Hamid", "Ines", "Jamal", "Karim", "Layla"]
APPOINTMENTS = """
INSERT INTO welcome_folder_appointment (id, folder_id, kind_id, area_id, institution_id, keeper_id, visibility, day,
    place, with_whom, state, cancel_reason, result, source, entered_at, entered_by_id, logged_at, logged_by_id, version)
SELECT gen_random_uuid(), m.folder_id, 'beratung', m.areas[1 + n %% cardinality(m.areas)], m.organisation_id, m.user_id,
    'shared', %(today)s::date + (n - %(past)s) * 7, '', '', CASE WHEN n < %(past)s THEN 'kept' ELSE 'planned' END, '',
    CASE WHEN n < %(past)s THEN 'Besprochen, was als Nächstes ansteht.' ELSE '' END, 'staff', now(), m.user_id,
    CASE WHEN n < %(past)s THEN now() END, CASE WHEN n < %(past)s THEN m.user_id END, 1
FROM welcome_folder_careteammember AS m CROSS JOIN generate_series(1, %(each)s) AS n WHERE m.folder_id = ANY (%(keys)s)
    AND m.role = 'lead'
"""


def without_history(cursor):
    """Until the transaction ends no trigger runs: the rows are valid, and their history is not what is measured."""
    cursor.execute(
        "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger"
        " WHERE tgname LIKE 'pgtrigger%'), true)"
    )


@transaction.atomic
def fill(number, leads, *, each):
    """So many open folders, led by these workers in turn, with `each` appointments, most of them past."""
    today, now = timezone.localdate(), timezone.now()
    with connection.cursor() as cursor:
        without_history(cursor)
        people = [_person(one) for one in range(number)]
        Person.objects.bulk_create(people, batch_size=1000)
        folders, members, steps = [], [], []
        for index, person in enumerate(people):
            lead = leads[index % len(leads)]
            folder = WelcomeFolder(
                person=person, number=numbers.new_number(), lead=lead.office, opened_at=now, opened_by=lead
            )
            folders.append(folder)
            members.append(_member(folder, lead, today, now))
            steps.append(_step(folder, lead, today + timedelta(days=index % 60), now))
        for model, rows in ((WelcomeFolder, folders), (CareTeamMember, members), (PlanStep, steps)):
            model.objects.bulk_create(rows, batch_size=1000)
        keys = [folder.pk for folder in folders]
        cursor.execute(APPOINTMENTS, {"today": today, "each": each, "past": each - 2, "keys": keys})
    return folders


def _person(index):
    person = Person(given_name=GIVEN[index % len(GIVEN)], family_name=f"Beispiel{uuid4().hex[:6]}")
    person.name_keys = names.keys(names.identity(person))
    return person


def _member(folder, lead, today, now):
    return CareTeamMember(
        folder=folder, organisation=lead.office, user=lead, role=TeamRole.LEAD, purpose="Fallführung", areas=make.AREAS,
        basis="law", basis_text="§ 67a SGB X", starts_on=today - timedelta(days=30), joined_at=now, joined_by=lead,
    )  # fmt: skip


def _step(folder, lead, due_on, now):
    return PlanStep(
        folder=folder, area_id="orientierung", title="Nachfragen", origin="intake", origin_text="Aufnahme",
        owner="person", due_on=due_on, entered_at=now, entered_by=lead,
    )  # fmt: skip


def analyse():
    """What a running portal gets from autovacuum; only who owns the tables may."""
    with database_roles.as_owner(connection), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def workers(number, offices):
    """Case workers of some institutions."""
    places = [make.institution() for _ in range(offices)]
    return [make.case_worker(places[one % offices], email=f"{uuid4().hex}@beispiel.invalid") for one in range(number)]


def measure(client, url, tries, data=None):
    """(queries, median ms, tables that grow and are read from beginning to end); without tries the queries only."""
    ask = (lambda: client.post(url, data)) if data else (lambda: client.get(url))
    ask()
    asked = []
    with connection.execute_wrapper(lambda execute, *rest: (asked.append(rest[0]), execute(*rest))[1]):
        answer = ask()
    assert answer.status_code == 200, (url, answer.status_code)
    if not tries:
        return len(asked), 0, []
    with watched() as statements:
        ask()
    scanned = {table for table, _sql in sequential_scans(statements) if table.startswith(GROWING)} - FEW
    spent = []
    for _ in range(tries):
        began = time.perf_counter()
        ask()
        spent.append(1000 * (time.perf_counter() - began))
    return len(asked), statistics.median(spent), sorted(scanned)


def pages(folder):
    """{what: (address, what is sent)}."""
    ask = {"family_name": "Beispiel", "born": "1.1.1990"}
    return {
        "folder": (reverse("welcome_folder:folder-detail", args=[folder.pk]), None),
        "plan": (reverse("welcome_folder:plan-detail", args=[folder.pk]), None),
        "looks": (reverse("welcome_folder:look-list", args=[folder.pk]), None),
        "day": (reverse("welcome_folder:day"), None),
        "search": (reverse("welcome_folder:intake-search"), ask),
    }


def measured(client, folder, tries):
    """{what: (queries, ms, tables)} of all pages."""
    return {what: measure(client, url, tries, data) for what, (url, data) in pages(folder).items()}


def main():
    """Prints both tables side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in [("folders", 300), ("appointments", 30), ("tries", 5)]:
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    settings.ALLOWED_HOSTS.append("testserver")
    settings.FOLDER_SEARCHES_PER_HOUR = 10_000
    make.words()
    (lead,) = workers(1, 1)
    folder = fill(OWN, [lead], each=given.appointments)[0]
    client = log_in(Client(), lead)
    analyse()
    before = measured(client, folder, given.tries)
    began = time.perf_counter()
    fill(max(given.folders - OWN, 0), workers(60, 20), each=given.appointments)
    print(f"filled in {time.perf_counter() - began:.0f} s")
    analyse()
    after, grown = measured(client, folder, given.tries), False
    print(f"{'page':8} {'queries':>14} {'ms':>16}  read from beginning to end")
    for what, (queries, spent, tables) in after.items():
        grown = grown or queries > before[what][0]
        print(
            f"{what:8} {before[what][0]:6} -> {queries:4} {before[what][1]:7.0f} -> {spent:5.0f}  {', '.join(tables)}"
        )
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
