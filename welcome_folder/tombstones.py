"""Tombstones outside the database: a restored backup does not know what was erased after it was made.

One line of JSON each in `PORTAL_STATE/tombstones.jsonl`: key, kind and moment, no name and nobody's account. Keep this
file apart from the backups of the database. Writing is idempotent: whatever is missing is added, so that a process that
dies after the erasing leaves the line to the next night.
"""

import json

from procrastinate.contrib.django import app

from herne_integration import line_files
from welcome_folder.models import Tombstone


def place():
    """Where the file lies."""
    return line_files.place("tombstones.jsonl")


def read(path=None):
    """{key: line} of a file of tombstones; a half line at the end, from a disk that was full, is left out."""
    return line_files.read(path or place())


def write_missing():
    """Adds what the database knows and the file does not, safely on disk; returns how many."""
    return line_files.add_missing(
        place(), {str(stone.key): _line(stone) for stone in Tombstone.objects.order_by("erased_at")}
    )


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="tombstones")
def write_nightly(timestamp):
    """What a process that died has left out."""
    write_missing()


def _line(stone):
    return json.dumps({"key": str(stone.key), "kind": stone.kind, "erased_at": stone.erased_at.isoformat()})
