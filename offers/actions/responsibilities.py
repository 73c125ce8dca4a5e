"""What can happen to responsibilities."""

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import locked, move_to, recorded, require_seen
from offers.choices import State
from offers.models import District, Organisation, Responsibility, TargetGroup, Task

WORDS = {"task": Task, "target_group": TargetGroup, "district": District}
# An office of the directory is named by its number in the source.
UNIT = "organisation"
ONCE = "offers_responsibility_once_at_a_time"


@transaction.atomic
def create(*, columns, by):
    """A new statement of a person, not yet confirmed."""
    entry = Responsibility(**columns)
    with recorded("angelegt", by=by):
        _save(entry, force_insert=True)
    return entry


@transaction.atomic
def change(*, entry, columns, version, by):
    """Saves what was typed; what somebody has confirmed before has to be confirmed anew."""
    entry = locked(entry)
    require_seen(entry, version)
    if any(getattr(entry, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(entry, name, value)
        entry.state, entry.confirmed_at, entry.confirmed_by = State.UNCONFIRMED, None, None
        entry.version += 1
        with recorded("geändert", by=by):
            _save(entry)
    return entry


@transaction.atomic
def confirm(*, entry, version, by):
    """A person vouches for the statement as it stands."""
    entry = locked(entry)
    require_seen(entry, version)
    move_to(entry, State.CONFIRMED)
    entry.confirmed_at, entry.confirmed_by = timezone.now(), by
    return _decided(entry, "bestätigt", by=by)


@transaction.atomic
def end(*, entry, ends_on, version, by):
    """The unit was or will be responsible up to and including a day; nothing is deleted."""
    entry = locked(entry)
    require_seen(entry, version)
    if entry.starts_on and ends_on < entry.starts_on:
        raise RuleBroken(f"„{entry}“ beginnt erst am {entry.starts_on:%d.%m.%Y}.")
    entry.ends_on = ends_on
    return _decided(entry, "beendet", by=by)


def _decided(entry, what, *, by):
    entry.version += 1
    with recorded(what, by=by):
        _save(entry)
    return entry


def _save(entry, **how):
    """Saves; where somebody else has entered the same meanwhile, the database's own word for it."""
    try:
        with transaction.atomic():
            entry.save(**how)
    except IntegrityError as error:
        if ONCE not in str(error):
            raise
        raise RuleBroken(f"„{entry}“ ist in dieser Zeit schon eingetragen.") from error


@transaction.atomic
def load(entries):
    """Keeps what sources say about responsibilities, each with its `reference`; returns how many were new.

    What is there already stays as it is: a person may have changed it. Words of the vocabulary are given by key, the
    institution by its reference. One that the directory does not have stays a name: it makes nobody responsible.
    """
    known = set(Responsibility.objects.exclude(reference=None).values_list("reference", flat=True))
    words = {name: {term.key: term for term in model.objects.all()} for name, model in WORDS.items()}
    new = [entry for entry in entries if entry["reference"] not in known]
    named = {entry.get(UNIT) for entry in new}
    units = {unit.reference: unit for unit in Organisation.objects.filter(reference__in=named - {None})}
    with pghistory.context(what="aus der Quelle geladen"):
        Responsibility.objects.bulk_create(_from_source(entry, words, units) for entry in new)
    return len(new)


def _from_source(entry, words, units):
    columns = {name: value for name, value in entry.items() if name not in WORDS and name != UNIT}
    terms = {name: words[name][entry[name]] for name in WORDS if entry.get(name)}
    return Responsibility(**columns, **terms, organisation=units.get(entry.get(UNIT)))
