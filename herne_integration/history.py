"""Who changed what: read from the append-only event tables that the database fills by itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from pghistory.middleware import HistoryMiddleware as PghistoryMiddleware

# Columns that change with every edit and say nothing to a reader.
BOOKKEEPING = {"version", "text_revision"}


class HistoryMiddleware(PghistoryMiddleware):
    """Keeps the account's key only: an address could name a person."""

    def get_context(self, request):
        """The key of the signed-in user, or None."""
        return {"user": request.user.pk}


@dataclass(frozen=True)
class FieldChange:
    """One field of one edit; texts as a reader sees them."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Edit:
    """One saved edit: who (None: the machine or an import), when, and what."""

    by: Any
    at: datetime
    is_first: bool
    changes: list


def last_edit(instance):
    """(person or None, moment) of the last saved change, or (None, None) where none is recorded."""
    event = _events(instance).order_by("-pgh_id").first()
    if event is None:
        return None, None
    return _people([event]).get(_editor(event)), event.pgh_created_at


def edits(instance, *, limit=100):
    """The last `limit` edits of an object by field, newest first; the number of queries does not grow with them."""
    # One more than asked for, so that the oldest one shown has something to compare with.
    events = list(_events(instance).order_by("-pgh_id")[: limit + 1])
    people = _people(events)
    texts = _Texts(events)
    found = []
    for index, event in enumerate(events[:limit]):
        before = events[index + 1] if index + 1 < len(events) else None
        changes = texts.changes(before, event) if before else []
        if changes or before is None:
            found.append(Edit(people.get(_editor(event)), event.pgh_created_at, before is None, changes))
    return found


class _Texts:
    """Turns columns into texts; names of linked objects are fetched once per model."""

    def __init__(self, events):
        self.fields = _tracked(events[0]) if events else []
        self.names = {}
        for field in self.fields:
            if field.is_relation:
                keys = {getattr(event, field.attname) for event in events} - {None}
                linked = field.related_model._base_manager.in_bulk(keys)
                self.names[field.attname] = {str(key): str(one) for key, one in linked.items()}

    def changes(self, before, after):
        """What differs between two events."""
        return [
            FieldChange(str(field.verbose_name), self.text(before, field), self.text(after, field))
            for field in self.fields
            if getattr(before, field.attname) != getattr(after, field.attname)
        ]

    def text(self, event, field):
        """What a reader sees in a column."""
        value = getattr(event, field.attname)
        if value is None:
            return ""
        if field.is_relation:
            return self.names[field.attname].get(str(value), "")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return plain(value)


def plain(value):
    """A value as German text, without a form or template."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, (list, tuple)):
        return "; ".join(plain(one) for one in value)
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y, %H:%M}"
    if hasattr(value, "strftime"):
        return f"{value:%H:%M}" if hasattr(value, "hour") else f"{value:%d.%m.%Y}"
    return str(value)


def _events(instance):
    return instance.pgh_event_model._default_manager.filter(pgh_obj_id=instance.pk)


def _tracked(event):
    """The model's own fields as they stand in the event, except bookkeeping and the key."""
    model = type(event).pgh_tracked_model
    names = {field.name for field in type(event)._meta.fields} - BOOKKEEPING
    return [field for field in model._meta.concrete_fields if field.name in names and not field.primary_key]


def _editor(event):
    """The account's key that the event carries."""
    return (event.pgh_context or {}).get("user")


def _people(events):
    """{key: person} of everybody who made one of the events."""
    keys = {_editor(event) for event in events} - {None}
    return get_user_model()._default_manager.in_bulk(keys)
