"""Every table of states is total: each state says what may follow, and only states follow."""

from importlib import import_module

import pytest
from django.db.models import TextChoices

from tests.house.sources import modules


def tables():
    """Every `NEXT_STATES` of our modules: {module: table}."""
    found = {}
    for module in modules():
        if any(getattr(target, "id", "") == "NEXT_STATES" for node in module.tree.body for target in _targets(node)):
            found[module.name] = import_module(module.name).NEXT_STATES
    return found


def _targets(node):
    return getattr(node, "targets", None) or [getattr(node, "target", None)]


def incomplete(table):
    """States that have no line, and followers that are no states."""
    states = set(type(next(iter(table))))
    missing = {f"{state}: no line" for state in states - table.keys()}
    return sorted(missing | {f"{follower}: no state" for line in table.values() for follower in set(line) - states})


def test_there_are_tables():
    assert "herne_integration.models.prepared_files" in tables()


@pytest.mark.parametrize("name", sorted(tables()))
def test_every_state_says_what_may_follow(name):
    assert incomplete(tables()[name]) == []


def test_a_gap_and_a_stranger_are_noticed():
    class Light(TextChoices):
        RED = "red"
        GREEN = "green"

    assert incomplete({Light.RED: {"blue"}}) == ["blue: no state", "green: no line"]
