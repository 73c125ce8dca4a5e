"""Who works with whom in Herne, as far as public sources say so; nobody has confirmed it."""

import json

from offers.actions import structure
from offers.demo import STRUCTURE


def load():
    """Loads what is not there yet; returns how many boards, networks and programmes that were."""
    return structure.load(json.loads(STRUCTURE.read_text(encoding="utf-8")))
