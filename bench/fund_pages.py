"""Fills a database with made-up applications and compares the fund's pages with 50 and with 5,000 of them.

    python bench/fund_pages.py [--applications 5000] [--few 50] [--tries 9]

Works on the database that DATABASE_URL names; take one of its own, nothing is taken back. Both are measured in one run,
so that the machine is the same: a page may cost no query more, and at most 1.5 times the processor time, its own and
that of its database connection (where /proc tells it). A list page has at most 12 queries beyond an empty page of the
same person, and at most 60 kB of HTML, 12 kB compressed. Milliseconds on the clock are told beside.
"""

import argparse
import gzip
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    import django

    django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench import fund_rows
from fund.models import Application, Notice
from offers import vocabulary
from tests.fund import make_boards
from tests.people import log_in

MOST, MOST_QUERIES, MOST_KB, MOST_PACKED_KB = 1.5, 12, 60, 12
EMPTY = "empty"


@dataclass(frozen=True)
class Cost:
    """What a page costs: statements, processor time (ours, the database's) and clock in ms, KB of HTML, compressed."""

    queries: int
    ours: float
    theirs: float
    clock: float
    size: float
    packed: float

    @property
    def effort(self):
        """Processor time of both."""
        return self.ours + self.theirs


def pages(of):
    """{what: (address, who reads it, whether it is a list)}."""
    application = Application.objects.get(number="VF-2026-0043")
    notice = Notice.objects.order_by("number").first()
    found = {
        EMPTY: ("roof:accessibility", of.office, False),
        "office": ("fund:office-list", of.office, True),
        "turn": ("fund:office-list?wer=office", of.office, True),
        "search": ("fund:office-list?q=verein", of.office, True),
        "application": ("fund:office-application", of.office, False, application.pk),
        "applicants": ("fund:applicant-office-list", of.office, True),
        "applicant": ("fund:applicant-office", of.office, True, application.applicant_id),
        "rounds": ("fund:round-list", of.office, True),
        "sessions": ("fund:session-list", of.office, True),
        "topics": ("fund:topic-list", of.office, True),
        "boards": ("fund:board-list", of.office, True),
        "notices": ("fund:notice-list?was=laeuft", of.office, True),
        "notice": ("fund:notice-detail", of.office, False, notice.pk),
        "year": ("fund:year-overview", of.office, False),
        "entries": ("fund:entry-list", of.office, True),
        "report": ("fund:council-report", of.office, True),
        "overview": ("roof:overview", of.office, False),
        "own": ("fund:application-list", of.applicants[0].chair, True),
        "sittings": ("fund:sitting-list", of.member, True),
        "funded": ("fund:funded-list", None, True),
        "public": ("fund:fund-detail", None, False),
    }
    return {what: (_address(name, *rest), who, is_list) for what, (name, who, is_list, *rest) in found.items()}


def _address(name, *args):
    name, mark, query = name.partition("?")
    return reverse(name, args=args) + mark + query


def measured(of, tries):
    """{what: (Cost, whether it is a list)}."""
    clients = {}
    found = {}
    for what, (url, who, is_list) in pages(of).items():
        client = clients.setdefault(who, log_in(Client(), who) if who else Client())
        found[what] = (measure(client, url, tries), is_list)
    return found


def measure(client, url, tries):
    """The `Cost` of one page; of times the shortest, which the machine's other work has lengthened least."""
    client.get(url)
    asked = []
    with connection.execute_wrapper(lambda execute, *rest: (asked.append(rest[0]), execute(*rest))[1]):
        answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    spent = [_one(client, url) for _ in range(tries)]
    ours, theirs, clock = (1000 * min(column) for column in zip(*spent, strict=True))
    size, packed = len(answer.content) / 1024, len(gzip.compress(answer.content, 6)) / 1024
    return Cost(len(asked), ours, theirs, clock, size, packed)


def _one(client, url):
    clock, ours, theirs = time.perf_counter(), time.process_time(), _databases_time()
    client.get(url)
    return time.process_time() - ours, _databases_time() - theirs, time.perf_counter() - clock


def _databases_time():
    """Seconds of processor time that the connection's own process has had; 0 where it runs elsewhere."""
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(stat.read_text().split()[0]) / 1e9 if stat.exists() else 0.0


def problems(what, before, cost, is_list, empty):
    """What of a page is above its limit."""
    if cost.queries > before.queries:
        yield f"{what}: a query more with more applications"
    if cost.effort > MOST * before.effort:
        yield f"{what}: {cost.effort / before.effort:.2f} times the processor time"
    if is_list and cost.queries - empty.queries > MOST_QUERIES:
        yield f"{what}: {cost.queries - empty.queries} queries beyond an empty page"
    if is_list and (cost.size > MOST_KB or cost.packed > MOST_PACKED_KB):
        yield f"{what}: {cost.size:.0f} kB of HTML, {cost.packed:.0f} compressed"


def main():
    """Prints both measurements side by side; ends with 1 where a page is above a limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in [("applications", 5000), ("few", 50), ("tries", 9)]:
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    settings.ALLOWED_HOSTS.append("testserver")
    vocabulary.load()
    of = fund_rows.world()
    of.member = make_boards.seat(make_boards.body(3, purse=of.purse)).user
    fund_rows.fill(given.few, of)
    before = measured(of, given.tries)
    began = time.perf_counter()
    fund_rows.fill(given.applications - given.few, of)
    print(f"filled in {time.perf_counter() - began:.0f} s")
    after, found = measured(of, given.tries), []
    print("page            queries       ms CPU of it database  times     ms clock         KB packed")
    for what, (cost, is_list) in after.items():
        old = before[what][0]
        found += problems(what, old, cost, is_list, after[EMPTY][0])
        print(
            f"{what:12} {old.queries:4} -> {cost.queries:2} {old.effort:5.0f} -> {cost.effort:3.0f}"
            f" {old.theirs:7.1f} -> {cost.theirs:4.1f} {cost.effort / old.effort:6.2f}"
            f" {old.clock:5.0f} -> {cost.clock:3.0f} {old.size:3.0f} -> {cost.size:3.0f} {cost.packed:6.1f}"
        )
    print("\n".join(found) or "all within their limits")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
