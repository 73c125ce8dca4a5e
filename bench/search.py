"""Measures the list, the search and the page of an offer with 500, 5,000 and 50,000 offers.

    python bench/search.py [--rounds 40] [--most 50000] [--plans] [--keep] [--processor]

Needs what `./portal manage` needs: DATABASE_URL, MIGRATION_DATABASE_URL (its role may create databases) and
PORTAL_SECRET_KEY. It makes databases of its own beside that one (portal_bench_500 and so on, filled by made_up.py, a
few minutes for 50,000) and drops them at the end; `--keep` leaves them and takes those that were left. `--plans` says
in addition which tables that grow are read from beginning to end.

The whole application runs in this process, through WSGI, with the persistent connections of production. All pages take
turns, round after round, and medians are compared: what else the machine does meanwhile hits all of them alike. On a
machine with much else to do, `--processor` counts the time that this process and its session of the database really
worked (Linux, database on the same machine). The yardstick is a bare view: twenty constant rows in the same frame.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit
from wsgiref.util import setup_testing_defaults

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herne_integration.settings")

import django

django.setup()

from django.conf.urls.i18n import i18n_patterns  # noqa: E402
from django.contrib.auth.decorators import login_not_required  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import get_resolver, path  # noqa: E402
from psycopg import sql  # noqa: E402

from bench.plans import sequential_scans, watched  # noqa: E402
from herne_integration import database_roles  # noqa: E402
from offers.models import Offer  # noqa: E402

FEW, MANY, MOST = 500, 5_000, 50_000
QUESTIONS = {
    "common": "Beratung",
    "two common": "Hilfe Deutsch",
    "course": "Deutschkurs mit Kinderbetreuung",
    "compound": "Kurs",
    "rare": "Fahrradwerkstatt",
    "typo": "Sprachkruse",
    "ae": "Aerztliche Sprechstunde",
    "arabic": "مستشار",
    "ukrainian": "лікар без страховки",
    "office": "Hilfe mit Post vom Jobcenter",
    "nothing": "Hundesteuer",
    "sentence": "Ich suche einen Deutschkurs am Vormittag, weil meine Kinder dann in der Schule sind, und er soll "
    "nichts kosten und in der Nähe vom Bahnhof Wanne-Eickel sein",
}
ROW = {"title": "Sprachkurs am Vormittag", "provider": "Beispielverein", "place": "Wanne", "state": "nicht bestätigt"}
BARE = """{% extends "base.html" %}{% block title %}Zeilen{% endblock %}{% block heading %}<h1>Zeilen</h1>{% endblock %}
{% block content %}<ul class="card-list">{% for row in rows %}<li class="card"><h3><a href="/">{{ row.title }}</a></h3>
<p>{{ row.provider }}, {{ row.place }}</p><p>{{ row.state }}</p></li>{% endfor %}</ul>{% endblock %}"""


@login_not_required
def bare(request):
    """Twenty constant rows in the frame of every page; no query."""
    return HttpResponse(template.render({"rows": [ROW] * 20}, request))


@dataclass
class Page:
    """One address in one of the databases, and how long it took each time, in seconds."""

    name: str
    size: int
    url: str
    taken: list = field(default_factory=list)

    @property
    def seconds(self):
        """Its median."""
        return statistics.median(self.taken)


def get(url):
    """Status, headers and body of one GET through WSGI."""
    answer, parts = {}, urlsplit(url)
    environ = {"PATH_INFO": parts.path, "QUERY_STRING": parts.query, "HTTP_HOST": "127.0.0.1", "REQUEST_METHOD": "GET"}
    setup_testing_defaults(environ)
    chunks = application(environ, lambda status, headers, *rest: answer.update(status=status, headers=dict(headers)))
    body = b"".join(chunks)
    chunks.close()
    return answer["status"][:3], answer["headers"], body


def settled(url):
    """The address that answers 200: a list may first tidy the query."""
    status, headers, _body = get(url)
    if status in {"301", "302"}:
        url = headers["Location"]
        status, _headers, _body = get(url)
    if status != "200":
        sys.exit(f"{url} antwortet {status}")
    return url


def serve(size):
    """From here on the portal reads the database of that size; its connection stays open."""
    connections["default"] = opened[size]


def open_databases(sizes, *, keep):
    """Makes and fills what is missing, and connects to each."""
    for size in sizes:
        name = f"portal_bench_{size}"
        with database_roles.as_owner(connection), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() and not keep:
                sys.exit(f"Die Datenbank {name} gibt es schon. Mit --keep wird sie benutzt und bleibt.")
            if cursor.rowcount < 1:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        opened[size] = connections.create_connection("default")
        opened[size].settings_dict = connection.settings_dict | {"NAME": name}
        command = [sys.executable, str(Path(__file__).with_name("made_up.py")), str(size)]
        names = [one for one in ("DATABASE_URL", "MIGRATION_DATABASE_URL") if os.environ.get(one)]
        environment = os.environ | {
            one: urlunsplit(urlsplit(os.environ[one])._replace(path=f"/{name}")) for one in names
        }
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        print(f"{size} Angebote stehen bereit", flush=True)


def drop_databases():
    """Takes the databases away again."""
    for one in opened.values():
        one.close()
    connections["default"] = first
    with database_roles.as_owner(connection), connection.cursor() as cursor:
        for size in opened:
            cursor.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(f"portal_bench_{size}")))


def pages_of(size):
    """What is asked of one database."""
    serve(size)
    offer = Offer.objects.listed().filter(translations__isnull=False, weekly_hours__isnull=False).order_by("pk")[0]
    wanted = [("list", "/de/angebote/"), ("list ar", "/ar/angebote/"), ("topic", "/de/angebote/?topic=beratung")]
    wanted += [("detail", f"/de{offer.path}"), ("detail ar", f"/ar{offer.path}")]
    wanted += [(f"q {name}", f"/de/angebote/?q={quote(text)}") for name, text in QUESTIONS.items()]
    if size == FEW:
        wanted.append(("bare", "/de/bench/bare/"))
    return [Page(name, size, settled(url)) for name, url in wanted]


def worked():
    """Seconds of the processor that this process and the database's process for the open connection have used."""
    session = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() + int(session.read_text().split()[0]) / 1e9


def measure(pages, rounds, clock):
    """All pages take turns. Two rounds go ahead: caches of the process and plans of the server."""
    for number in range(-2, rounds):
        for page in pages:
            serve(page.size)
            began = clock()
            status, _headers, _body = get(page.url)
            seconds = clock() - began
            assert status == "200", page
            if number >= 0:
                page.taken.append(seconds)


def report(pages, sizes):
    """Milliseconds by page and size, then the figures that have a target."""
    by = {(page.name, page.size): page.seconds for page in pages}
    print(f"\n{'median ms':14}" + "".join(f"{size:>9}" for size in sizes))
    for name in dict.fromkeys(page.name for page in pages):
        cells = "".join(f"{1000 * by[name, size]:9.1f}" if (name, size) in by else f"{'':9}" for size in sizes)
        print(f"{name:14}{cells}")
    questions = [f"q {name}" for name in QUESTIONS]
    total = {size: sum(by[name, size] for name in questions) / len(questions) for size in sizes}
    bare_view = by["bare", FEW]
    print(f"\nbare view: {1 / bare_view:.0f} per s")
    for name, seconds in (("list", by["list", FEW]), ("q, mean of all", total[FEW])):
        print(f"{name} at {FEW}: {1 / seconds:.0f} per s, {bare_view / seconds:.2f} of the bare view (target >= 0.30)")
    for size in sizes[1:]:
        limit = " (target <= 2)" if size == MANY else ""
        print(f"list at {size}: {by['list', size] / by['list', FEW]:.2f} times {FEW}{limit}")
        limit = " (target <= 3)" if size == MOST else ""
        worst = max(questions, key=lambda name: by[name, size] / by[name, FEW])
        print(f"text search at {size}: {total[size] / total[FEW]:.2f} times {FEW}{limit}, "
              f"worst {worst} {by[worst, size] / by[worst, FEW]:.2f}")  # fmt: skip
        print(f"detail at {size}: {by['detail', size] / by['detail', FEW]:.2f} times {FEW}")


def show_plans(pages, sizes):
    """Tables that a search or the page of an offer reads from beginning to end."""
    found = {}
    for page in pages:
        if page.size == FEW or not page.name.startswith(("q ", "detail")):
            continue
        serve(page.size)
        with watched() as statements:
            get(page.url)
        for table, statement in sequential_scans(statements):
            # Questions differ in their values only: the beginning of the statement is enough to tell.
            found.setdefault((page.size, table, " ".join(statement.split())[:150]), []).append(page.name)
    for (size, table, statement), names in found.items():
        print(f"{size}: sequential scan on {table} ({', '.join(names)}): {statement} …")
    print(f"plans of all searches and offer pages at {', '.join(map(str, sizes[1:]))} offers looked through")


def main():
    """Makes the databases, measures, reports, and leaves nothing behind."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--most", type=int, default=MOST, choices=[FEW, MANY, MOST])
    parser.add_argument("--plans", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--processor", action="store_true")
    options = parser.parse_args()
    sizes = [size for size in (FEW, MANY, MOST) if size <= options.most]
    call_command("compile_catalogues", verbosity=0)
    get_resolver().url_patterns.extend(i18n_patterns(path("bench/bare/", bare)))
    try:
        open_databases(sizes, keep=options.keep)
        pages = [page for size in sizes for page in pages_of(size)]
        measure(pages, options.rounds, worked if options.processor else time.perf_counter)
        report(pages, sizes)
        if options.plans:
            show_plans(pages, sizes)
    finally:
        if not options.keep:
            drop_databases()


application, opened, first = get_wsgi_application(), {}, connections["default"]
template = engines["django"].from_string(BARE)

if __name__ == "__main__":
    main()
