"""Reads what planning needs: the rules of published paths, a folder's steps, and where steps were copied from."""

from offers import path_choice
from offers.models import AdvicePath
from offers.models.paths import PathStep, PathVersion
from welcome_folder import facts, planning


def choose(folder, *, day):
    """(newest published version of the path that fits or None, the `path_choice.Choice` with its reasons)."""
    versions = {version.path_id: version for version in PathVersion.objects.published().newest().select_related("path")}
    paths = AdvicePath.objects.filter(pk__in=versions).select_related("target_group").prefetch_related("legal_statuses")
    choice = path_choice.best([rule(path) for path in paths], facts.asker(folder, day=day), day=day)
    return versions.get(choice.path), choice


def rule(path):
    """What a path says about whom it is for."""
    return path_choice.Rule(
        path=path.pk,
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
