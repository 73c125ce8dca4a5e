"""Who has looked into a folder, in words: the log itself knows keys only."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model

from offers.models import Organisation
from welcome_folder.choices.access import Outcome
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import ViewLog
from welcome_folder.presenting import institution_name
from welcome_folder.vocabulary import area_labels

# A place in the team, or that of whom a handover is addressed to.
ROLES = dict(TeamRole.choices) | {"receiver": "Übergabe"}


@dataclass(frozen=True)
class Look:
    """One row of the log as somebody may read it."""

    at: datetime
    who: str
    where: str
    role: str
    purpose: str
    areas: str
    outcome: str
    folder: object = None
    is_denied: bool = False


def of_folder(folder):
    """What the team may know: every look at this folder, newest first; refusals are for data protection alone."""
    return ViewLog.objects.filter(folder_id=folder.pk, outcome=Outcome.SEEN)


def told(rows, *, own=(), names_people=True):
    """Rows of the log in words. People of a sensitive institution are not named to others; `own`: the reader's."""
    users = get_user_model().objects.in_bulk({row.user_id for row in rows})
    keys = {row.organisation_id for row in rows} - {None}
    places = Organisation.objects.select_related("folder_institution").in_bulk(keys)
    return [_look(row, users.get(row.user_id), places.get(row.organisation_id), own, names_people) for row in rows]


def _look(row, user, place, own, names_people):
    facts = getattr(place, "folder_institution", None)
    is_hidden = bool(facts and facts.is_sensitive) and place.pk not in own and not names_people
    where = institution_name(place, is_sensitive=is_hidden, is_own=False) if place else ""
    return Look(
        at=row.at,
        who="" if is_hidden or user is None else user.name,
        where=where,
        role=ROLES.get(row.role, row.role),
        purpose=row.get_purpose_display(),
        areas=", ".join(area_labels(row.areas)),
        outcome=row.get_outcome_display(),
        folder=row.folder_id,
        is_denied=row.outcome == Outcome.DENIED,
    )
