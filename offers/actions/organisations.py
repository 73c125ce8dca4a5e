"""What can happen to an institution."""

from django.db import transaction

from herne_integration.rules import RuleBroken
from offers.actions import indexing
from offers.actions.records import decide, locked, recorded, require_seen
from offers.choices import State
from offers.models import Organisation


@transaction.atomic
def create(*, columns, by):
    """A new institution, not yet confirmed."""
    organisation = Organisation(**columns)
    with recorded("angelegt", by=by):
        organisation.save(force_insert=True)
    return organisation


@transaction.atomic
def change(*, organisation, columns, version, by):
    """Saves what was typed; the state stays as it is."""
    organisation = locked(organisation)
    require_seen(organisation, version)
    for name, value in columns.items():
        setattr(organisation, name, value)
    _require_no_circle(organisation)
    organisation.version += 1
    with recorded("geändert", by=by):
        organisation.save()
    indexing.refresh_offers_of(organisation)
    return organisation


@transaction.atomic
def confirm(*, organisation, version, by):
    """A person has checked the entry."""
    return decide(organisation, State.CONFIRMED, version=version, by=by)


@transaction.atomic
def archive(*, organisation, version, by, reason=""):
    """Out of all lists and choices; what refers to it stays."""
    return decide(organisation, State.ARCHIVED, version=version, by=by, reason=reason)


@transaction.atomic
def restore(*, organisation, version, by):
    """Back from the archive, as unconfirmed."""
    return decide(organisation, State.UNCONFIRMED, version=version, by=by)


def _require_no_circle(organisation):
    """Nobody belongs to their own part, however many steps away."""
    seen, parent = {organisation.pk}, organisation.parent
    while parent is not None:
        if parent.pk in seen:
            raise RuleBroken(f"„{organisation.parent}“ gehört selbst zu „{organisation}“.")
        seen.add(parent.pk)
        parent = parent.parent
