"""Reads the rules of the paths that everybody may read, and chooses one for a person."""

from offers import path_choice
from offers.models import AdvicePath, PathVersion


def rule(path):
    """For whom a path is, as the pure rules read it; group and statuses come fetched."""
    return path_choice.Rule(
        path=path.key,
        group=path.target_group.key if path.target_group else "",
        statuses=frozenset(status.key for status in path.legal_statuses.all()),
        areas=frozenset(path.legal_areas),
        families=frozenset(path.families),
        age_from=path.age_from,
        age_to=path.age_to,
        is_beyond_school=path.is_beyond_school,
        arrived_within=path.arrived_within,
        position=path.position,
    )


def rules():
    """All of them; three queries."""
    paths = AdvicePath.objects.published().select_related("target_group").prefetch_related("legal_statuses")
    return [rule(path) for path in paths]


def choose(asker, *, day):
    """(version to build a plan on, or None; the choice with its reasons)."""
    choice = path_choice.best(rules(), asker, day=day)
    newest = PathVersion.objects.published().filter(path__key=choice.path).select_related("path")
    return newest.order_by("number").last(), choice
