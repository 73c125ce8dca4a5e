"""Loads the controlled words from `vocabulary.json`."""

import json
from pathlib import Path

from django.db import transaction

from offers.models import District, Document, FieldOfAction, Goal, Language, LegalStatus, TargetGroup, Task, Topic

FILE = Path(__file__).with_name("vocabulary.json")
MODELS = {
    "topics": Topic,
    "fields_of_action": FieldOfAction,
    "goals": Goal,
    "target_groups": TargetGroup,
    "legal_status": LegalStatus,
    "districts": District,
    "languages": Language,
    "tasks": Task,
    "documents": Document,
}


@transaction.atomic
def load():
    """Makes the vocabulary tables what the file says, in the file's order; with nothing to do it only reads.

    A term that vanished from the file stays as long as something uses it: facts outlive lists. Returns which
    terms were there and read differently now: {model: primary keys}.
    """
    lists = json.loads(FILE.read_text(encoding="utf-8"))
    return {model: _load_list(model, lists[name]) for name, model in MODELS.items()}


def _load_list(model, entries):
    stored = {term.key: term for term in model.objects.all()}
    wanted = {entry["key"]: model(position=position, **entry) for position, entry in enumerate(entries, start=1)}
    fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    changed = [
        term
        for key, term in wanted.items()
        if key not in stored or any(getattr(term, name) != getattr(stored[key], name) for name in fields)
    ]
    if changed:
        model.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=[name for name in fields if name != "key"],
        )
    for term in (stored[key] for key in stored.keys() - wanted.keys()):
        if not _is_used(term):
            term.delete()
    return [stored[term.key].pk for term in changed if term.key in stored]


def _is_used(term):
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: term}).exists()
        for relation in term._meta.related_objects
    )
