"""Files of one JSON object a line, each with a `key`, that outlive the database: only ever added to, safely on disk."""

import fcntl
import json
import os
from pathlib import Path

from django.conf import settings


def place(name):
    """Where the file of that name lies."""
    return Path(settings.STATE_DIR, name)


def read(path):
    """{key: object} of a file; a half line at the end, from a disk that was full, is left out."""
    found = {}
    if not path.exists():
        return found
    for line in path.read_text(encoding="ascii").splitlines():
        try:
            one = json.loads(line)
        except json.JSONDecodeError:
            continue
        found[one["key"]] = one
    return found


def add_missing(path, lines):
    """Adds those of {key: line} that the file does not know; returns how many. Processes wait for each other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = read(path)
        missing = [line for key, line in lines.items() if key not in known]
        file.seek(0, os.SEEK_END)
        if missing and file.tell() and not path.read_text(encoding="ascii").endswith("\n"):
            file.write("\n")
        file.writelines(f"{line}\n" for line in missing)
        file.flush()
        os.fsync(file.fileno())
    return len(missing)
