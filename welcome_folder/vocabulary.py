"""The counselling areas, which every page names: read from the file once, not from the database for every row."""

import json
import re
from functools import cache
from pathlib import Path

# Says nothing in a list of appointments.
OPENING = re.compile(r"^Termin (?:beim |bei der |bei )?")
UMLAUTS = str.maketrans("ÄÖÜäöü", "AOUaou")
FILE = Path(__file__).with_name("vocabulary.json")


@cache
def lists():
    """The controlled words of the folder as the file has them."""
    return json.loads(FILE.read_text(encoding="utf-8"))


@cache
def _areas():
    return {entry["key"]: entry["label"] for entry in lists()["counselling_areas"]}


def area_labels(keys):
    """Labels of areas in the order of the list."""
    return [label for key, label in _areas().items() if key in keys]


def area_choices(keys):
    """(key, label) of areas in the order of the list, for a form."""
    return [(key, label) for key, label in _areas().items() if key in keys]


@cache
def kind_choices():
    """(key, word) of kinds of appointments for a form, by the word that tells: who types "jo" is at "Jobcenter"."""
    words = [(entry["key"], OPENING.sub("", entry["label"])) for entry in lists()["appointment_kinds"]]
    return sorted(words, key=lambda pair: pair[1].translate(UMLAUTS).casefold())
