"""Tombstones outside the database: a restored backup does not know who was erased after it was made.

One line of JSON each in `PORTAL_STATE/tombstones_volunteers.jsonl`: key and moment, no name. Keep it apart
from the backups of the database.
"""

import json

from herne_integration import line_files
from volunteers.models import Tombstone

NAME = "tombstones_volunteers.jsonl"


def place():
    """Where the file lies."""
    return line_files.place(NAME)


def read(path=None):
    """{key: line} of a file of tombstones."""
    return line_files.read(path or place())


def write_missing():
    """Adds what the database knows and the file does not; returns how many."""
    lines = {
        str(stone.key): json.dumps({"key": str(stone.key), "erased_at": stone.erased_at.isoformat()})
        for stone in Tombstone.objects.order_by("erased_at")
    }
    return line_files.add_missing(place(), lines)
