"""What all actions here have in common: the lock, who did it, who may."""

import pghistory
from django.utils.translation import gettext_lazy as _

from herne_integration.rules import RuleBroken
from volunteers.models import doors

CHANGED_MEANWHILE = _(
    "Hier hat sich etwas geändert, seit Sie die Seite geöffnet haben. "
    "Bitte sehen Sie den neuen Stand an und entscheiden Sie dann."
)
NOT_COORDINATOR = "Das kann nur die Koordination."
NOT_OWN = "Das kann nur die ehrenamtliche Person selbst oder die Koordination."
NOT_REPRESENTING = "Das kann nur die Ansprechperson der Einrichtung oder die Koordination."


def recorded(what, *, by, **more):
    """Context of the change history: what was done, and by whom (the key only, never a name)."""
    return pghistory.context(what=what, user=by.pk, **more)


def locked(thing):
    """The row as it is now, locked until the end of the transaction."""
    return type(thing).objects.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)


def require_seen(thing, version):
    """Whoever decides has seen the entry as it stands; None: the caller has compared already."""
    if version is not None and thing.version != version:
        raise RuleBroken(CHANGED_MEANWHILE)


def require_coordinator(by):
    """Somebody of the coordination."""
    if not doors.is_coordinator(by):
        raise RuleBroken(NOT_COORDINATOR)


def require_own(volunteer, by):
    """The volunteer herself, or the coordination for her."""
    if by.pk != volunteer.user_id and not doors.is_coordinator(by):
        raise RuleBroken(NOT_OWN)


def require_organisation(opportunity, by):
    """The organisation's contact person, or the coordination for it; a foreign organisation is nobody here."""
    if not doors.is_coordinator(by) and not doors.represents(by, opportunity.organisation_id):
        raise RuleBroken(NOT_REPRESENTING)


def move(thing, state, table, sentence):
    """Sets the next state of `thing`, if `table` (a NEXT_STATES) lets it follow."""
    if state not in table[type(state)(thing.state)]:
        raise RuleBroken(sentence)
    thing.state = state
    thing.version += 1


def stamp(thing, decision, *, by, at):
    """`<decision>_at` and `_by`; returns their names, for `update_fields`."""
    setattr(thing, f"{decision}_at", at)
    setattr(thing, f"{decision}_by", by)
    return [f"{decision}_at", f"{decision}_by"]
