"""What all actions on entries of the directory have in common: the lock, the next state, who did it and why."""

import pghistory
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.choices import NEXT_STATES, State

CHANGED_MEANWHILE = (
    "{kind} „{thing}“ hat sich geändert, seit Sie die Seite geöffnet haben. "
    "Bitte sehen Sie den neuen Stand an und entscheiden Sie dann."
)
IMPOSSIBLE = {
    State.CONFIRMED: "{kind} „{thing}“ ist {state}. Stellen Sie den Eintrag zuerst wieder her.",
    State.ARCHIVED: "{kind} „{thing}“ ist schon archiviert.",
    State.UNCONFIRMED: "{kind} „{thing}“ ist nicht archiviert und muss nicht wiederhergestellt werden.",
}

DONE = {State.CONFIRMED: "bestätigt", State.ARCHIVED: "archiviert", State.UNCONFIRMED: "wiederhergestellt"}


def recorded(what, *, by, **more):
    """Context of the change history: what was done, and by whom (the key only, never a name)."""
    return pghistory.context(what=what, user=by.pk, **more)


def locked(thing):
    """The row as it is now, locked until the end of the transaction."""
    return type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)


def _sentence(template, thing):
    return template.format(kind=thing._meta.verbose_name, thing=thing, state=thing.get_state_display())


def require_seen(thing, version):
    """Whoever decides has seen the entry as it stands; a second click meets its own first one here."""
    if thing.version != version:
        raise RuleBroken(CHANGED_MEANWHILE.format(kind=thing._meta.verbose_name, thing=thing))


def move_to(thing, state):
    """Sets the next state, or says in words why it cannot follow."""
    if state not in NEXT_STATES[State(thing.state)]:
        raise RuleBroken(_sentence(IMPOSSIBLE[state], thing))
    thing.state = state


def decide(thing, state, *, version, by, reason="", **values):
    """A person decides about an entry they have seen: confirmed, archived or back from the archive."""
    thing = locked(thing)
    require_seen(thing, version)
    move_to(thing, state)
    now = timezone.now()
    stamp = (now, by) if state == State.CONFIRMED else (None, None)
    thing.confirmed_at, thing.confirmed_by = stamp
    thing.archived_at, thing.archived_by = (now, by) if state == State.ARCHIVED else (None, None)
    for name, value in values.items():
        setattr(thing, name, value)
    thing.version += 1
    with recorded(DONE[state], by=by, **({"reason": reason} if reason else {})):
        thing.save()
    return thing


def write_rows(model, rows, **of):
    """Makes the rows of `model` that belong to one thing what was typed.

    Unchanged ones are left alone, so that history shows real changes.
    """
    wanted = list(rows)
    for row in model.objects.filter(**of):
        same = next((typed for typed in wanted if all(getattr(row, name) == typed[name] for name in typed)), None)
        if same is None:
            row.delete()
        else:
            wanted.remove(same)
    for typed in wanted:
        model.objects.create(**of, **typed)
