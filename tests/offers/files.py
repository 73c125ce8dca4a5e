"""Files to import: the shipped rows, with what a test wants to be different."""

import csv
import io
from pathlib import Path

from offers import demo


def shipped(path):
    """Header and rows of a shipped file."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames), list(reader)


OFFER_COLUMNS, OFFER_ROWS = shipped(demo.OFFERS)
ORGANISATION_COLUMNS, ORGANISATION_ROWS = shipped(demo.ORGANISATIONS)


def offer(**cells):
    """A row that is right."""
    plain = {
        "id": "A900",
        "title": "Deutsch am Abend",
        "provider": "Verein Beispiel",
        "field_key": "sprache_beruf",
        "topic_keys": "spracherwerb",
        "description": "Ein Kurs am Abend.",
        "target_group": "alle",
        "target_keys": "alle",
        "city": "Herne",
        "source": "Beispielquelle",
        "source_year": "2024",
        "origin": "herne",
        "verified": "source",
    }
    return dict.fromkeys(OFFER_COLUMNS, "") | plain | cells


def organisation(**cells):
    """A row that is right."""
    plain = {
        "id": "O900",
        "name": "Verein Beispiel",
        "city": "Herne",
        "source": "Beispielquelle",
        "origin": "herne",
        "verified": "source",
    }
    return dict.fromkeys(ORGANISATION_COLUMNS, "") | plain | cells


def text(rows, columns=None):
    """The rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns or list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def written(folder, rows, name="angebote.csv"):
    """A file with these rows."""
    path = folder / name
    path.write_bytes(text(rows).encode())
    return path
