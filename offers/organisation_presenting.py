"""What the page of an institution makes of its steps in paths. No query, no clock."""

from itertools import groupby

from offers.choices import UnitKind
from offers.facts import Said, term


def steps_by_path(steps, language):
    """[(key of the path, its title, [(number, title of the step)])], in the order of the paths."""
    by_path = groupby(steps, key=lambda step: step.version.path)
    return [
        (path.key, _title(path, language), [(step.position, Said(step.title)) for step in own]) for path, own in by_path
    ]


def _title(path, language):
    return term(path.target_group, language) if path.target_group else Said(path.title)


def unit_kinds(steps):
    """What kind of unit it is, as its steps say; each once, and nothing where nobody knows."""
    kinds = dict.fromkeys(step.unit_kind for step in steps)
    return [UnitKind(kind).label for kind in kinds if kind != UnitKind.UNKNOWN]
