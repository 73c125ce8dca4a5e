"""Tombstones outside the database: a restored backup does not know what was erased after it was made.

One line of JSON each in `PORTAL_STATE/tombstones.jsonl`: key, kind and moment, no name and nobody's account. Keep this
file apart from the backups of the database. Writing is idempotent: whatever is missing is added, so that a process that
dies after the erasing leaves the line to the next night.
"""

import fcntl
import json
import os
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from welcome_folder.models import Tombstone


def place():
    """Where the file lies."""
    return Path(settings.STATE_DIR, "tombstones.jsonl")


def read(path=None):
    """{key: line} of a file of tombstones; a half line at the end, from a disk that was full, is left out."""
    found = {}
    path = path or place()
    if not path.exists():
        return found
    for line in path.read_text(encoding="ascii").splitlines():
        try:
            stone = json.loads(line)
        except json.JSONDecodeError:
            continue
        found[stone["key"]] = stone
    return found


def write_missing():
    """Adds what the database knows and the file does not, safely on disk; returns how many."""
    place().parent.mkdir(parents=True, exist_ok=True)
    with place().open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = read()
        missing = [stone for stone in Tombstone.objects.order_by("erased_at") if str(stone.key) not in known]
        file.seek(0, os.SEEK_END)
        if missing and file.tell() and not place().read_text(encoding="ascii").endswith("\n"):
            file.write("\n")
        file.writelines(f"{_line(stone)}\n" for stone in missing)
        file.flush()
        os.fsync(file.fileno())
    return len(missing)


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="tombstones")
def write_nightly(timestamp):
    """What a process that died has left out."""
    write_missing()


def _line(stone):
    return json.dumps({"key": str(stone.key), "kind": stone.kind, "erased_at": stone.erased_at.isoformat()})
