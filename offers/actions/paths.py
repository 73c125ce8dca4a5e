"""What can happen to an advice path."""

from itertools import count

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers import paths
from offers.actions.records import CHANGED_MEANWHILE, locked, recorded
from offers.models import AdvicePath, PathStep, PathVersion
from offers.path_reading import rule_steps, with_all

# What a new version keeps of a step; numbers and links are copied apart from it.
COPIED = (
    "title", "detail", "necessity", "norm", "due_days", "due_from", "due_text", "unit_text", "unit_kind",
    "organisation_id", "papers_text", "bring_text", "next_text", "source",
)  # fmt: skip


@transaction.atomic
def create(*, columns, by, steps=(), legal_statuses=(), note="", is_complete=False):
    """A new path with its first version, open. Steps are columns; `offers` are objects, `needs` numbers of steps."""
    path = AdvicePath(**{"key": _free_key(columns["title"])} | columns)
    with recorded("angelegt", by=by):
        path.save(force_insert=True)
        path.legal_statuses.set(legal_statuses)
        version = PathVersion.objects.create(path=path, number=1, note=note, is_complete=is_complete)
        _write(version, steps)
    return version


def _free_key(title):
    """The title as part of an address, with a number where another path has that one."""
    wanted = paths.key(title)
    taken = set(AdvicePath.objects.filter(key__startswith=wanted).values_list("key", flat=True)) | paths.RESERVED_KEYS
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(key for key in numbered if key not in taken)


def _write(version, steps):
    rows = {}
    for position, given in enumerate(steps, start=1):
        columns = {name: value for name, value in given.items() if name not in {"offers", "needs"}}
        rows[position] = PathStep.objects.create(version=version, position=position, **columns)
        rows[position].offers.set(given.get("offers", ()))
    for position, given in enumerate(steps, start=1):
        rows[position].prerequisites.set([rows[needed] for needed in given.get("needs", ())])


@transaction.atomic
def change(*, path, columns, legal_statuses, version, by):
    """Title and rule of a path; they hold at once, for every version. The form has compared the versions."""
    path = locked(path)
    require_unchanged(path, path.version, version)
    for name, value in columns.items():
        setattr(path, name, value)
    path.version += 1
    with recorded("geändert", by=by):
        path.save()
        path.legal_statuses.set(legal_statuses)
    return path


@transaction.atomic
def revise(*, path, by):
    """A new version to write on: a copy of the newest one that everybody reads."""
    path = locked(path)
    newest = path.versions.order_by("number").last()
    if newest and not newest.published_at:
        raise RuleBroken(f"An „{path}“ wird schon geschrieben: Fassung {newest.number} ist noch nicht veröffentlicht.")
    with recorded("neue Fassung", by=by):
        version = PathVersion.objects.create(path=path, number=newest.number + 1 if newest else 1)
        if newest:
            version.note = newest.note
            version.is_complete = newest.is_complete
            version.save()
            _copy(newest, version)
    return version


def _copy(newest, version):
    """Steps with their links; each remembers which one it comes from."""
    copies, old = {}, list(with_all(newest.steps))
    for step in old:
        columns = {name: getattr(step, name) for name in COPIED}
        copies[step.pk] = PathStep.objects.create(version=version, position=step.position, copied_from=step, **columns)
        copies[step.pk].offers.set(step.offers.all())
    for step in old:
        copies[step.pk].prerequisites.set([copies[needed.pk] for needed in step.prerequisites.all()])


@transaction.atomic
def change_version(*, version, columns, seen, by):
    """The note of a draft, and whether it claims to be complete."""
    version = draft(version)
    require_unchanged(version, version.version, seen)
    for name, value in columns.items():
        setattr(version, name, value)
    return _decided(version, "geändert", by=by)


@transaction.atomic
def discard(*, version, seen, by):
    """A draft goes with all its steps; what is published stays. Returns the path."""
    version = draft(version)
    require_unchanged(version, version.version, seen)
    with recorded("verworfen", by=by):
        version.delete()
    return version.path


@transaction.atomic
def publish(*, version, seen, by):
    """From now on everybody reads this version, and nothing of it changes any more; `seen` is its count of edits."""
    version = locked(version)
    require_unchanged(version, version.version, seen)
    if version.published_at:
        raise RuleBroken(f"„{version}“ ist schon veröffentlicht.")
    if found := paths.problems(rule_steps(version), is_complete=version.is_complete):
        raise RuleBroken(" ".join(problem.sentence for problem in found))
    version.published_at, version.published_by = timezone.now(), by
    return _decided(version, "veröffentlicht", by=by)


@transaction.atomic
def confirm(*, version, seen, by):
    """A person has checked a published version against what the offices do."""
    version = locked(version)
    require_unchanged(version, version.version, seen)
    if not version.published_at:
        raise RuleBroken(f"„{version}“ ist noch nicht veröffentlicht.")
    version.confirmed_at, version.confirmed_by = timezone.now(), by
    return _decided(version, "bestätigt", by=by)


def require_unchanged(thing, now, seen):
    """Whoever decides has seen the path or version as it stands."""
    if now != seen:
        raise RuleBroken(CHANGED_MEANWHILE.format(kind=thing._meta.verbose_name, thing=thing))


def draft(version):
    """The version, locked, if it may still change."""
    version = locked(version)
    if version.published_at:
        raise RuleBroken(f"„{version}“ ist veröffentlicht und ändert sich nicht mehr. Beginnen Sie eine neue Fassung.")
    return version


def _decided(version, what, *, by):
    version.version += 1
    with recorded(what, by=by):
        version.save()
    return version
