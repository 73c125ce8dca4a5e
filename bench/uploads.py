"""Sends damaged and hostile files to a page with an upload field, and counts what goes wrong.

    python bench/uploads.py [--count 10000] [--seed 1]

Runs the whole application in this process on the database that DATABASE_URL names, with a media folder of its own and
no scanner. Prints the answers, server errors, the slowest answer, why files were refused, and what refused files left
behind: bytes in the media folder that no row names, and anything at all in the folder for temporary files.
"""

import argparse
import collections
import logging
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herne_integration.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

from herne_integration import uploads  # noqa: E402
from herne_integration.models import StoredFile  # noqa: E402
from tests.people import log_in  # noqa: E402
from tests.portal import upload_samples as samples  # noqa: E402

# Written to take as much time and memory as a file of its size can; sent once, before the random ones.
WORST = {
    "a stream of 200 MB": lambda: samples.bursting_pdf(200 * 2**20),
    "eight streams of 100 MB": lambda: samples.bursting_pdf(100 * 2**20, count=8),
    "four streams of 120 MB": lambda: samples.bursting_pdf(120 * 2**20, count=4),
    "a bomb in a bomb": lambda: samples.bursting_pdf(300 * 2**20, layers=2),
    "60,000 objects": lambda: samples.crowded_pdf(60_000),
    "45,000 objects": lambda: samples.crowded_pdf(45_000),
    "a picture of 400 million dots": samples.vast_png,
    "a picture of 49 million dots": lambda: samples.vast_png(7000, 7000),
    "a photo of 49 million dots": lambda: samples.picture(size=(7000, 7000)),
    "a WebP of 49 million dots": lambda: samples.picture("WEBP", size=(7000, 7000)),
    "lists in lists": lambda: samples.deep_pdf(2_000_000),
    "pages in a circle": samples.circular_pdf,
}


class Count:
    """What happened."""

    def __init__(self, media):
        self.media, self.statuses, self.reasons = media, collections.Counter(), collections.Counter()
        self.errors, self.leftovers, self.slowest = [], 0, (0.0, "")

    def send(self, client, what, name, data):
        """One upload."""
        began = time.monotonic()
        try:
            status = client.post("/probe/", **samples.form(name, data)).status_code
        except Exception as error:
            status = type(error).__name__
        self.slowest = max(self.slowest, (time.monotonic() - began, what))
        self.statuses[status] += 1
        # 400: a form that nobody can take apart, such as one with a long file called "."
        if status not in {200, 201, 400}:
            self.errors.append((what, status))
        self.leftovers += sum(len(os.listdir(folder)) for folder in self.media.iterdir()) != 2 * self.statuses[201]


def watch_refusals(count):
    """Every refusal is noted with its reason."""
    begin = uploads.UploadRefused.__init__

    def noted(self, reason):
        begin(self, reason)
        count.reasons[self.reason] += 1

    uploads.UploadRefused.__init__ = noted


def run(options, media, temporary):
    """Sends everything and prints what happened."""
    count = Count(media)
    watch_refusals(count)
    user = get_user_model().objects.create_user(email="bench@beispiel.invalid", name="Messung")
    client = log_in(Client(raise_request_exception=True), user, second_factor=False)
    for what, make in WORST.items():
        data, before = make(), count.reasons.copy()
        began = time.monotonic()
        count.send(client, what, "datei", data)
        reason = ", ".join(count.reasons - before) or "taken"
        print(f"  {what} ({len(data) / 1024:,.0f} kB): {reason}, {time.monotonic() - began:.1f} s", flush=True)
    began = time.monotonic()
    for number, (name, data) in enumerate(samples.mutations(options.count, options.seed)):
        count.send(client, f"number {number}", name, data)
    seconds = time.monotonic() - began
    rows = StoredFile.objects.filter(uploaded_by=user).count()
    print(f"{options.count} damaged uploads in {seconds:.0f} s, answers {dict(count.statuses)}, {rows} stored")
    print(f"server errors: {len(count.errors)} {count.errors[:5]}")
    print(f"slowest: {count.slowest[0]:.2f} s ({count.slowest[1]})")
    print(f"refused: {dict(count.reasons.most_common())}")
    print(
        f"uploads after which something was left over: {count.leftovers}; temporary files: {len(os.listdir(temporary))}"
    )


def main():
    """Rolls everything back at the end; files go with their folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.disable(logging.ERROR)
    settings.ALLOWED_HOSTS.append("testserver")
    with tempfile.TemporaryDirectory() as media, tempfile.TemporaryDirectory() as temporary:
        tempfile.tempdir = temporary
        own = override_settings(ROOT_URLCONF="tests.portal.upload_page", MEDIA_ROOT=media, CLAMAV=None)
        with own, transaction.atomic():
            run(options, Path(media), temporary)
            transaction.set_rollback(True)


if __name__ == "__main__":
    main()
