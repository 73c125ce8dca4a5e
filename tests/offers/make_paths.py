"""Builders of advice paths: every default is valid, a test states only what matters."""

from itertools import count

from django.utils import timezone

from offers.models import AdvicePath, PathStep, PathVersion, TargetGroup

_numbers = count(1)


def path(*, target_group=None, **fields):
    """A path without a version; `target_group` is a key."""
    number = next(_numbers)
    if target_group:
        fields["target_group"] = TargetGroup.objects.get(key=target_group)
    return AdvicePath.objects.create(**{"key": f"beispielweg-{number}", "title": f"Beispielweg {number}"} | fields)


def version(of=None, **fields):
    """The next version of a path, open and without steps."""
    of = of or path()
    return PathVersion.objects.create(**{"path": of, "number": of.versions.count() + 1} | fields)


def step(of, *, offers=(), prerequisites=(), **fields):
    """One more step of an open version."""
    position = of.steps.count() + 1
    made = PathStep.objects.create(**{"version": of, "position": position, "title": f"Schritt {position}"} | fields)
    made.offers.set(offers)
    made.prerequisites.set(prerequisites)
    return made


def publish(made, *, by):
    """The version as everybody reads it."""
    made.published_at, made.published_by = timezone.now(), by
    made.save()
    return made


def published_path(*titles, by, **fields):
    """A path with one published version of steps with these titles."""
    made = version(path(**fields))
    for title in titles or ("Anmelden", "Deutsch lernen"):
        step(made, title=title)
    return publish(made, by=by).path
