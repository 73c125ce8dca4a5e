"""Reads what planning needs: the path that fits, a folder's steps, and where steps were copied from."""

from offers import path_rules
from offers.models.paths import PathStep
from welcome_folder import facts, planning


def choose(folder, *, day):
    """(newest published version of the path that fits or None, the `path_choice.Choice` with its reasons)."""
    return path_rules.choose(facts.asker(folder, day=day), day=day)


def proposals(version, folder, *, day):
    """The steps of a version as they would stand in this folder's plan."""
    steps = version.steps.order_by("position")
    return planning.proposals(steps, path=str(version.path), day=day, arrived_on=folder.person.arrived_on)


def difference(folder, version):
    """What changing to a version would alter in the running plan."""
    planned = {step.path_step_id: step for step in folder.steps.filter(path_step__isnull=False, plan__ended_at=None)}
    wanted = list(version.steps.order_by("position").values_list("pk", flat=True))
    return planning.difference(planned, wanted, _lineage(wanted))


def _lineage(keys):
    """{step: the steps it was copied from, nearest first}."""
    above = dict(PathStep.objects.filter(copied_from__isnull=False).values_list("pk", "copied_from"))
    found = {}
    for key in keys:
        chain, at = [], key
        while at in above:
            at = above[at]
            chain.append(at)
        found[key] = tuple(chain)
    return found
