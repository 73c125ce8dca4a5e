"""What can happen to responsibilities."""

import pghistory
from django.db import transaction

from offers.models import District, Organisation, Responsibility, TargetGroup, Task

WORDS = {"task": Task, "target_group": TargetGroup, "district": District}
# An office of the directory is named by its number in the source.
UNIT = "organisation"


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
