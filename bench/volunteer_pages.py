"""Measures the coordination's pages: queries, milliseconds of CPU and weight, with few and with many volunteers.

    python bench/volunteer_pages.py [--people 5000] [--tasks 1000] [--rounds 3]

Runs the whole application in this process on the database that DATABASE_URL names; everything that it makes there is
rolled back. First 50 volunteers and 50 tasks, then as many as asked for; the last column says how many times as much
CPU the many cost. The database's own time is left out; `ms` has it. What the pages have in common with an empty one
(session, permissions) is the first line.
"""

import argparse
import gzip
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herne_integration.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench import volunteers as made_up  # noqa: E402
from tests.people import log_in  # noqa: E402
from tests.volunteers import make  # noqa: E402

HOST = {"headers": {"host": "127.0.0.1"}}
LISTS = ("policy-list", "inbox", "placement-list", "volunteer-list", "opportunity-work-list", "clearance-list")


def measure(client, address, rounds):
    """(queries, milliseconds of CPU, milliseconds, bytes of HTML, the same compressed) of a page."""
    client.get(address, **HOST)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, **HOST)
    number = len(queries)
    assert response.status_code == 200, (address, response.status_code)
    began, worked = time.perf_counter(), time.process_time()
    for _ in range(rounds):
        client.get(address, **HOST)
    spent, effort = time.perf_counter() - began, time.process_time() - worked
    html = response.content
    return number, 1000 * effort / rounds, 1000 * spent / rounds, len(html), len(gzip.compress(html, 6))


def addresses(volunteers, tasks):
    """{name: address} of the pages."""
    found = {name: reverse(f"volunteers:{name}") for name in (*LISTS, "statistics")}
    task = next(task for task in tasks if task.state == "confirmed")
    found["opportunity-board"] = reverse("volunteers:opportunity-board", args=[task.pk])
    found["volunteer-board"] = reverse("volunteers:volunteer-board", args=[volunteers[0].pk])
    return found


def table(client, people, tasks, rounds, before=None):
    """Makes as many, prints a line for each page; returns {name: milliseconds of CPU}."""
    made = made_up.fill(people, tasks, seed=1)
    print(f"{people} volunteers, {tasks} tasks\n queries   ms CPU       ms     html     gzip    ratio")
    found = {}
    for name, address in addresses(*made).items():
        queries, effort, spent, html, packed = measure(client, address, rounds)
        ratio = f"{effort / before[name]:8.1f}" if before else "       1"
        print(f"{queries:8} {effort:8.0f} {spent:8.0f} {html:8} {packed:8} {ratio}  {name}", flush=True)
        found[name] = effort
    return found


def main():
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    call_command("prepare")
    with transaction.atomic():
        client = log_in(Client(), make.coordinator())
        few = table(client, 50, 50, options.rounds)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '60s'")
        table(client, options.people, options.tasks, options.rounds, few)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
