"""What can happen to an advice path."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers import paths
from offers.actions.records import CHANGED_MEANWHILE, locked, recorded
from offers.choices import State
from offers.models import AdvicePath, PathStep, PathVersion


@transaction.atomic
def create(*, columns, steps, by, note="", is_complete=False):
    """A new path with its first version, open. Steps are columns; `offers` are objects, `needs` numbers of steps."""
    path = AdvicePath(**columns)
    with recorded("angelegt", by=by):
        path.save(force_insert=True)
        version = PathVersion.objects.create(path=path, number=1, note=note, is_complete=is_complete)
        _write(version, steps)
    return version


def _write(version, steps):
    rows = {}
    for position, given in enumerate(steps, start=1):
        columns = {name: value for name, value in given.items() if name not in {"offers", "needs"}}
        rows[position] = PathStep.objects.create(version=version, position=position, **columns)
        rows[position].offers.set(given.get("offers", ()))
    for position, given in enumerate(steps, start=1):
        rows[position].prerequisites.set([rows[needed] for needed in given.get("needs", ())])


@transaction.atomic
def publish(*, version, seen, by):
    """From now on everybody reads this version, and nothing of it changes any more; `seen` is its count of edits."""
    version = _locked(version, seen)
    if version.published_at:
        raise RuleBroken(f"„{version}“ ist schon veröffentlicht.")
    if found := paths.problems(rule_steps(version), is_complete=version.is_complete):
        raise RuleBroken(" ".join(problem.sentence for problem in found))
    version.published_at, version.published_by = timezone.now(), by
    return _decided(version, "veröffentlicht", by=by)


@transaction.atomic
def confirm(*, version, seen, by):
    """A person has checked a published version against what the offices do."""
    version = _locked(version, seen)
    if not version.published_at:
        raise RuleBroken(f"„{version}“ ist noch nicht veröffentlicht.")
    version.confirmed_at, version.confirmed_by = timezone.now(), by
    return _decided(version, "bestätigt", by=by)


def _locked(version, seen):
    version = locked(version)
    if version.version != seen:
        raise RuleBroken(CHANGED_MEANWHILE.format(kind="Der Beratungsweg", thing=version))
    return version


def _decided(version, what, *, by):
    version.version += 1
    with recorded(what, by=by):
        version.save()
    return version


def rule_steps(version):
    """The steps of a version as the rules read them."""
    return [rule_step(row) for row in with_all(version.steps)]


def with_all(steps):
    """Steps with what the rules need to know of them."""
    return steps.select_related("organisation").prefetch_related("offers", "prerequisites")


def rule_step(row):
    """One step, fetched `with_all`, as the rules read it."""
    offers = list(row.offers.all())
    return paths.Step(
        position=row.position,
        title=row.title,
        unit=row.organisation.name if row.organisation else row.unit_text,
        necessity=row.necessity,
        norm=row.norm,
        due_days=row.due_days,
        due_from=row.due_from,
        due_text=row.due_text,
        bring=row.bring_text,
        next=row.next_text,
        source=row.source,
        needs=tuple(sorted(step.position for step in row.prerequisites.all())),
        offers=len(offers),
        live_offers=sum(offer.state != State.ARCHIVED for offer in offers),
    )
