"""Builders of boards, subprojects and members: every default is valid, a test states only what matters."""

from itertools import count

from offers.choices_structure import StructureKind
from offers.models import FieldGoal, FieldOfAction, Goal, StructureMember, StructurePart
from tests.offers import make

_numbers = count(1)


def part(*, field=None, **fields):
    """An unconfirmed board without members; `field` is the key of a field of action."""
    if field:
        fields["field_of_action"] = FieldOfAction.objects.get(key=field)
    defaults = {"kind": StructureKind.BOARD, "name": f"Gremium {next(_numbers)}", "source": "Beispielquelle"}
    return StructurePart.objects.create(**defaults | {"source_year": 2023} | fields)


def member(of=None, **fields):
    """An institution that takes part."""
    if "unit_text" not in fields:
        fields.setdefault("organisation", make.organisation())
    return StructureMember.objects.create(part=of or part(), **fields)


def goal(field="wohnen", goal="wohnen", **fields):
    """A goal that somebody has inferred for a field; both are keys."""
    ends = {"field_of_action": FieldOfAction.objects.get(key=field), "goal": Goal.objects.get(key=goal)}
    return FieldGoal.objects.create(**ends, **fields)
