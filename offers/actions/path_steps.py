"""What can happen to the steps of a draft. Every action locks the version first, so that nobody publishes meanwhile."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from herne_integration.rules import RuleBroken
from offers import paths as rules
from offers.actions.paths import draft, require_unchanged
from offers.actions.records import CHANGED_MEANWHILE, locked, recorded
from offers.models import PathStep
from offers.path_reading import rule_steps


@transaction.atomic
def add(*, version, columns, by, offers=(), needs=()):
    """One more step at the end; `needs` are steps of the same version."""
    version = draft(version)
    step = PathStep(version=version, position=version.steps.count() + 1, **columns)
    with _edit(version, "Schritt hinzugefügt", by=by):
        step.save(force_insert=True)
        _link(step, offers, needs)
    return step


@transaction.atomic
def change(*, step, columns, offers, needs, edits, by):
    """Saves what was typed; the form has compared the edits and asked the rules."""
    version = draft(step.version)
    step = locked(step)
    if step.edits != edits:
        raise RuleBroken(CHANGED_MEANWHILE.format(kind="Der Schritt", thing=step))
    for name, value in columns.items():
        setattr(step, name, value)
    step.edits += 1
    with _edit(version, "Schritt geändert", by=by):
        step.save()
        _link(step, offers, needs)
    return step


@transaction.atomic
def move(*, step, by_places, seen, by):
    """One place up (-1) or down (1); refused where a step would come before one that it needs."""
    version = draft(step.version)
    require_unchanged(version, version.version, seen)
    step = locked(step)
    other = version.steps.filter(position=step.position + by_places).first()
    if other is None:
        raise RuleBroken(f"„{step}“ steht schon ganz am Rand.")
    before = rule_steps(version)
    after = rules.swapped(before, step.position, other.position)
    broken = [problem for problem in rules.problems(after) if problem.field == "prerequisites"]
    if broken and not [problem for problem in rules.problems(before) if problem.field == "prerequisites"]:
        raise RuleBroken(" ".join(["So geht die Reihenfolge nicht auf.", *(problem.sentence for problem in broken)]))
    step.position, other.position = other.position, step.position
    with _edit(version, "Schritt verschoben", by=by):
        for moved in (step, other):
            moved.save(update_fields=["position"])
    return step


@transaction.atomic
def remove(*, step, seen, by):
    """The step goes, those behind it move up; refused while another one needs it. Returns the version."""
    version = draft(step.version)
    require_unchanged(version, version.version, seen)
    step = locked(step)
    if waiting := rules.followers(rule_steps(version), step.position):
        named = ", ".join(str(position) for position in waiting)
        raise RuleBroken(f"„{step}“ ist Voraussetzung für Schritt {named}. Nehmen Sie ihn dort zuerst heraus.")
    with _edit(version, "Schritt entfernt", by=by):
        step.delete()
        version.steps.filter(position__gt=step.position).update(position=F("position") - 1)
    return version


def _link(step, offers, needs):
    step.offers.set(offers)
    step.prerequisites.set(needs)


@contextmanager
def _edit(version, what, *, by):
    """Counts the change as an edit of the version."""
    with recorded(what, by=by):
        yield
        version.version += 1
        version.save(update_fields=["version"])
