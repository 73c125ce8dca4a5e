"""Measures the public pages: queries, weight, speed with 1, 50 and all offers, and how long a paper takes.

    python bench/pages.py [--seconds 3]

Runs the whole application in this process on the database that DATABASE_URL names; whatever it changes there to have
fewer offers is rolled back. Speed is that of one process without a web server in front; its CPU time per page leaves
out the database and whatever else the machine is doing.
"""

import argparse
import gzip
import re
import time
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.contrib.staticfiles import finders  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from offers.models import Offer  # noqa: E402

LINKED = re.compile(r'(?:rel="stylesheet" href|script type="module" src)="/static/([^"]+)"')
HOST = {"headers": {"host": "127.0.0.1"}}


def weight(data):
    """Compressed bytes as WhiteNoise and the web server's gzip send them."""
    return len(gzip.compress(data, 6))


def first_load(html):
    """The page with its sheets and scripts, compressed."""
    names = [re.sub(r"\.[0-9a-f]{12}(?=\.)", "", name) for name in LINKED.findall(html.decode())]
    return weight(html) + sum(weight(Path(finders.find(name)).read_bytes()) for name in names)


def measure(client, url, seconds):
    """One line of the table."""
    client.get(url, **HOST)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url, **HOST)
    assert response.status_code == 200, (url, response.status_code)
    assert not response.cookies, url
    number, html, count = len(queries), response.content, 0
    began, worked = time.perf_counter(), time.process_time()
    while time.perf_counter() - began < seconds:
        client.get(url, **HOST)
        count += 1
    speed = count / (time.perf_counter() - began)
    effort = 1000 * (time.process_time() - worked) / count
    return f"{number:8} {len(html):9} {weight(html):9} {first_load(html):11} {speed:8.0f} {effort:8.1f}  {url}"


def leave(number):
    """Takes all but `number` offers out of the lists."""
    kept = Offer.objects.order_by("-origin", "pk").values("pk")[:number]
    yesterday = timezone.localdate() - timedelta(days=1)
    Offer.objects.exclude(pk__in=kept).update(valid_from=None, valid_until=yesterday)


def papers(client, offer):
    """What the paper of one offer takes: made anew, and from the cache."""
    client.get(f"/de{offer.path}pdf/", **HOST)
    for language in ("de", "ar"):
        caches["papers"].clear()
        for how in ("made", "from the cache"):
            began, worked = time.perf_counter(), time.process_time()
            size = len(client.get(f"/{language}{offer.path}pdf/", **HOST).content)
            spent, effort = time.perf_counter() - began, time.process_time() - worked
            print(f"paper {language} {how}: {1000 * spent:.0f} ms, {1000 * effort:.0f} ms CPU, {size} bytes")


def list_papers(client):
    """The same for the list, at its longest."""
    for language in ("de", "ar"):
        for how in ("made", "from the cache"):
            if how == "made":
                caches["papers"].clear()
            began, worked = time.perf_counter(), time.process_time()
            answer = client.get(f"/{language}/angebote/pdf/?region=alle", **HOST)
            spent, effort = time.perf_counter() - began, time.process_time() - worked
            size = len(answer.content)
            print(f"list paper {language} {how}: {1000 * spent:.0f} ms, {1000 * effort:.0f} ms CPU, {size} bytes")


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3)
    seconds = parser.parse_args().seconds
    client, total = Client(), Offer.objects.count()
    offer = Offer.objects.listed().filter(description__gt="").order_by("pk")[0]
    print(" queries      html      gzip  first load    per s   ms CPU")
    for number in (1, 50, total):
        with transaction.atomic():
            leave(number)
            print(f"{number} offers")
            for language in ("de", "ar"):
                for path in ("/", "/angebote/?region=alle", "/angebote/?region=alle&q=beratung", offer.path):
                    print(measure(client, f"/{language}{path}", seconds))
            transaction.set_rollback(True)
    papers(client, offer)
    list_papers(client)


if __name__ == "__main__":
    main()
