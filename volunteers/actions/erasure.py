"""Erasing a volunteer: gone everywhere at once, with a tombstone, and the statistics as they were.

The rows go by one function of the database's owner (migration `0005_erase_one_volunteer`), because the app role can
remove nothing from the change history.
"""

import json
from functools import partial

from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herne_integration.accounts import sessions
from herne_integration.rules import RuleBroken
from volunteers import tombstones
from volunteers.actions import matching_records, profiles
from volunteers.choices.profiles import HERE, VolunteerState
from volunteers.models import Tombstone, Volunteer, doors

# Stands in stamps where somebody was who is erased; the function looks for this address.
NOBODY = "geloescht@portal.invalid"
NOT_ALLOWED = "Löschen kann die Person selbst oder der Datenschutz."
DONE = _("Dieses Profil ist schon gelöscht.")


def nobody():
    """The account that stands for everybody who was erased; nobody can log in as it."""
    user, _created = get_user_model().objects.get_or_create(
        email=NOBODY, defaults={"name": "gelöschte Person", "is_active": False, "password": "!"}
    )
    return user


@transaction.atomic
def erase(*, volunteer, by, at=None):
    """Removes everything of a person; what runs or waits ends first. Returns {table: number of rows}.

    By herself, or by data protection; an account that has no other role is emptied and closed with it.
    """
    is_own = by.pk == volunteer.user_id
    if not is_own and not by.has_perm(doors.ERASE):
        raise RuleBroken(NOT_ALLOWED)
    volunteer = Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)
    if volunteer.state == VolunteerState.ERASED:
        raise RuleBroken(DONE)
    if volunteer.state in HERE:
        profiles.end_membership(volunteer=volunteer, by=by)
    if volunteer.user:
        sessions.end(volunteer.user)
    bury(volunteer.pk, by=nobody() if is_own else by, at=at or timezone.now())
    return _remove(volunteer.pk)["counts"]


def bury(key, *, by, at):
    """Sets the tombstone without which nothing is erased."""
    Tombstone.objects.get_or_create(key=key, defaults={"erased_at": at, "erased_by": by})


def replay(stones):
    """Erases again what a restored backup has brought back; returns the keys of what was there."""
    back = []
    for stone in stones:
        with transaction.atomic():
            bury(stone["key"], by=nobody(), at=stone["erased_at"])
            volunteer = Volunteer.objects.filter(pk=stone["key"]).first()
            if volunteer and volunteer.state in HERE:
                profiles.end_membership(volunteer=volunteer, by=nobody())
            if volunteer and _remove(volunteer.pk):
                back.append(stone["key"])
    tombstones.write_missing()
    return back


def _remove(key):
    """What the function of the database has done, or None where there is nothing (any more)."""
    # Asked for before, so that the function finds it.
    nobody()
    matching_records.forget(key=key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT volunteers_erase(%s)", [key])
        (told,) = cursor.fetchone()
    if told is None:
        return None
    done = json.loads(told) if isinstance(told, str) else told
    for path in done["files"]:
        transaction.on_commit(partial(default_storage.delete, path))
    transaction.on_commit(tombstones.write_missing)
    return done
