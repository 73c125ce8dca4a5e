"""Loads the folder's controlled words from `vocabulary.json`."""

from django.db import transaction

from welcome_folder import vocabulary
from welcome_folder.models import AppointmentKind, CounsellingArea, DocumentKind, RegisterSheet

# In the order in which one refers to the other.
LISTS = {
    "counselling_areas": (CounsellingArea, "key"),
    "register_sheets": (RegisterSheet, "key"),
    "document_kinds": (DocumentKind, "document"),
    "appointment_kinds": (AppointmentKind, "key"),
}


@transaction.atomic
def load():
    """Makes the tables what the file says; what vanished from it stays, because folders may use it."""
    lists = vocabulary.lists()
    for name, (model, key) in LISTS.items():
        _load(model, key, lists[name])
    return ""


def _load(model, key, entries):
    fields = [field for field in model._meta.concrete_fields if field.name != key and field.column != "id"]
    rows = [
        model(**entry, **({"position": position} if hasattr(model, "position") else {}))
        for position, entry in enumerate(entries, start=1)
    ]
    stored = {getattr(row, model._meta.get_field(key).attname): row for row in model.objects.all()}
    changed = [row for row in rows if _differs(row, stored, model._meta.get_field(key).attname, fields)]
    if changed:
        model.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=[key], update_fields=[field.name for field in fields]
        )


def _differs(row, stored, key, fields):
    before = stored.get(getattr(row, key))
    return before is None or any(getattr(row, field.attname) != getattr(before, field.attname) for field in fields)
