"""What waits for the Redaktion about advice paths: drafts, what they leave open, and steps that run out of offers."""

from collections import defaultdict
from dataclasses import dataclass

from offers import path_reading
from offers.choices import State
from offers.models import AdvicePath, PathStep, PathVersion
from offers.path_ends import End, Help, end_of
from offers.paths import open_points, problems


@dataclass(frozen=True)
class StepWork:
    """One step: what it leaves open, and the end of its offers."""

    step: PathStep
    points: list
    end: End | None


@dataclass(frozen=True)
class Work:
    """One version of a path with its steps; of a path without any version only the path."""

    path: AdvicePath
    versions: list
    steps: list

    @property
    def version(self):
        """The newest one, published or not; what is open is about it."""
        return self.versions[0] if self.versions else None

    @property
    def draft(self):
        """The version that is being written, if there is one."""
        return self.version if self.version and not self.version.published_at else None

    @property
    def public(self):
        """The version that everybody reads, if there is one."""
        return next((one for one in self.versions if one.published_at), None)

    @property
    def number_open(self):
        """How many points are open."""
        return sum(len(one.points) for one in self.steps)


@dataclass(frozen=True)
class RunningOut:
    """A step of a version that everybody reads, whose last offer ends or has ended."""

    path: AdvicePath
    version: PathVersion
    step: PathStep
    end: End | None


def rows(of_paths, day):
    """The work on each of these paths; three queries, whatever their number."""
    versions = defaultdict(list)
    found = PathVersion.objects.filter(path__in=of_paths).select_related("published_by", "confirmed_by")
    of_key = {path.pk: path for path in of_paths}
    for version in found.order_by("-number"):
        version.path = of_key[version.path_id]
        versions[version.path_id].append(version)
    steps = _steps([of_path[0].pk for of_path in versions.values()])
    return [
        Work(path, versions[path.pk], _work(steps[versions[path.pk][0].pk], day) if versions[path.pk] else [])
        for path in of_paths
    ]


def of_version(version, day):
    """One version for its page: its steps, and what stands in the way of publishing it."""
    steps = _steps([version.pk])[version.pk]
    found = problems([path_reading.rule_step(step) for step in steps], is_complete=version.is_complete)
    return {"steps": _work(steps, day), "problems": [] if version.published_at else found}


def running_out(day):
    """Steps of the newest published versions whose linked offers have all ended or will within four weeks."""
    newest = PathVersion.objects.published().newest()
    versions = {version.pk: version for version in PathVersion.objects.filter(pk__in=newest).select_related("path")}
    steps = _steps(versions)
    told = (
        (versions[key], step, end_of(map(_help, step.offers.all()), day)) for key in versions for step in steps[key]
    )
    found = [RunningOut(version.path, version, step, end) for version, step, end in told if end]
    return sorted(found, key=lambda one: (one.path.position, one.path.key, one.step.position))


def report(day):
    """What is wrong with what everybody reads, as plain values: breaches, ends to come, and counts."""
    published = rows(list(AdvicePath.objects.published()), day)
    steps = _steps([work.public.pk for work in published])
    read = [(work, steps[work.public.pk], _work(steps[work.public.pk], day)) for work in published]
    empty = AdvicePath.objects.filter(versions__isnull=True)
    ends = [(work, one) for work, _steps_of_it, told in read for one in told if one.end]
    return {
        "day": day.isoformat(),
        "breaches": [
            *(finding for work, its_steps, _told in read for finding in _broken(work, its_steps)),
            *(_ending(work, one) for work, one in ends if one.end.is_over),
            *({"path": path.key, "version": 0, "step": 0, "sentence": "Der Weg hat keine Fassung."} for path in empty),
        ],
        "ending": [_ending(work, one) for work, one in ends if not one.end.is_over],
        "paths": len(read),
        "steps": sum(len(its_steps) for _work_, its_steps, _told in read),
        "open": sum(len(one.points) for _work_, _its_steps, told in read for one in told),
    }


def _broken(work, steps):
    """Rules that the version breaks. An offer that ended later is no mistake of it: the end of the step tells that."""
    found = problems([path_reading.rule_step(step) for step in steps], is_complete=work.public.is_complete)
    return [_finding(work, one.position, one.sentence) for one in found if one.field != "offers"]


def _ending(work, one):
    return _finding(work, one.step.position, f"Schritt {one.step}: {one.end.sentence}")


def _finding(work, step, sentence):
    return {"path": work.path.key, "version": work.public.number, "step": step, "sentence": sentence}


def _steps(keys):
    """{key of a version: its steps}, with what the rules need."""
    found = defaultdict(list)
    for step in path_reading.with_all(PathStep.objects.filter(version__in=keys)).order_by("version_id", "position"):
        found[step.version_id].append(step)
    return found


def _work(steps, day):
    points = open_points([path_reading.rule_step(step, day=day) for step in steps])
    return [
        StepWork(
            step,
            [point for point in points if point.position == step.position],
            end_of(map(_help, step.offers.all()), day),
        )
        for step in steps
    ]


def _help(offer):
    return Help(offer.title, offer.valid_until, offer.state == State.ARCHIVED)
