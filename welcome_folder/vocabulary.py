"""The counselling areas, which every page names: read from the file once, not from the database for every row."""

import json
from functools import cache
from pathlib import Path

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
