"""Erasing a folder: offered to the archive first, then gone everywhere, with a certificate and a tombstone.

The rows go by one function of the database's owner (migration `0006_erase_one_person`), because the app role can remove
nothing from the change history. Bytes of files go when that is certain.
"""

import json
from functools import partial

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from herne_integration.accounts.actions.people import installer
from herne_integration.models import Draft
from herne_integration.rules import RuleBroken
from welcome_folder import retaining, retention, tombstones
from welcome_folder.access import record
from welcome_folder.actions.safety import lock_folder
from welcome_folder.choices.access import Outcome, Purpose
from welcome_folder.choices.erasure import Buried, ErasureReason
from welcome_folder.choices.folders import FolderState
from welcome_folder.models import Erasure, Person, Tombstone, WelcomeFolder

PERMISSION = "welcome_folder.erase_folder"
NOT_ALLOWED = "Löschen darf nur der Datenschutz."
NOT_DUE = "Dieser Ordner wird bis {until:%d.%m.%Y} aufbewahrt."
STILL_LED = "Mit diesem Ordner wird noch gearbeitet: Er muss zuerst geschlossen oder eingeschränkt sein."
REOPENED = "Dieser Ordner ist nicht mehr geschlossen. Die Löschung ist damit hinfällig."
NO_ANSWER = "Das Archiv hat noch nicht geantwortet."
DONE = "Dieser Ordner ist schon gelöscht."


@transaction.atomic
def offer(*, folder, by, reason, at=None):
    """Begins an erasing: the folder is offered to the archive; the `Erasure`, the same when asked twice."""
    _require_permission(by)
    folder, now = lock_folder(folder.pk), at or timezone.now()
    _require_reason(folder, reason, timezone.localdate(now))
    record(by, Purpose.ERASURE, place=None, folder=folder.pk, outcome=Outcome.SEEN)
    erasure, _is_new = Erasure.objects.get_or_create(
        folder_key=folder.pk, defaults={"reason": reason, "offered_at": now, "offered_by": by}
    )
    return erasure


@transaction.atomic
def answer(*, erasure, by, archive_answer, at=None):
    """Writes down what the archive said."""
    _require_permission(by)
    erasure = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    if erasure.erased_at:
        raise RuleBroken(DONE)
    erasure.archive_answer, erasure.answered_at, erasure.answered_by = archive_answer, at or timezone.now(), by
    erasure.save(update_fields=["archive_answer", "answered_at", "answered_by"])
    return erasure


@transaction.atomic
def withdraw(*, erasure, by):
    """Takes back what has not happened: the folder has been opened again, or the wrong one was meant."""
    _require_permission(by)
    erasure = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    if erasure.erased_at:
        raise RuleBroken(DONE)
    erasure.delete()


@transaction.atomic
def erase(*, erasure, by, at=None):
    """Removes everything of the person; returns the `Erasure`, which is the certificate."""
    _require_permission(by)
    folder, now = lock_folder(erasure.folder_key), at or timezone.now()
    erasure = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    if erasure.erased_at or folder.state == FolderState.ERASED:
        raise RuleBroken(DONE)
    if not erasure.archive_answer:
        raise RuleBroken(NO_ANSWER)
    _require_reason(folder, erasure.reason, timezone.localdate(now), gone=REOPENED)
    record(by, Purpose.ERASURE, place=None, folder=folder.pk, outcome=Outcome.SEEN)
    bury(folder.pk, Buried.FOLDER, by=by, at=now)
    done = _remove(folder.pk, by=by, at=now)
    return _certify(erasure, done["counts"], by, now)


def replay(stones, *, at=None):
    """Erases again what a restored backup has brought back; returns the keys of what was there."""
    by, now, back = installer(), at or timezone.now(), []
    # Folders first: most people go with them.
    for stone in sorted(stones, key=lambda one: one["kind"] != Buried.FOLDER):
        with transaction.atomic():
            bury(stone["key"], stone["kind"], by=by, at=stone["erased_at"])
            done = _remove(stone["key"], by=by, at=now)
            if done is None:
                continue
            back.append(stone["key"])
            if stone["kind"] == Buried.FOLDER:
                defaults = {"reason": ErasureReason.REPLAY}
                erasure, _is_new = Erasure.objects.get_or_create(folder_key=stone["key"], defaults=defaults)
                if not erasure.archive_answer:
                    erasure.reason = ErasureReason.REPLAY
                _certify(erasure, done["counts"], by, now)
    tombstones.write_missing()
    return back


def bury(key, kind, *, by, at):
    """Sets the tombstone without which nothing is erased."""
    Tombstone.objects.get_or_create(key=key, defaults={"kind": kind, "erased_at": at, "erased_by": by})


def _remove(key, *, by, at):
    """What the function of the database has done, or None where there is nothing (any more)."""
    names = set(Person.objects.filter(Q(pk=key) | Q(folder=key)).values_list("family_name", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT welcome_folder_erase(%s)", [key])
        (told,) = cursor.fetchone()
    if told is None:
        return None
    done = json.loads(told) if isinstance(told, str) else told
    done["counts"]["portal_draft"] += _forget_typed(names)
    for person in done["people"]:
        bury(person, Buried.PERSON, by=by, at=at)
    for path in done["files"]:
        transaction.on_commit(partial(default_storage.delete, path))
    transaction.on_commit(tombstones.write_missing)
    return done


def _forget_typed(names):
    """Forms of the intake that name her: they lie below no folder's address."""
    found = [
        draft.pk
        for draft in Draft.objects.filter(path__contains="/aufnahme/")
        if any(names & set(values) for _key, values in QueryDict(draft.data).lists())
    ]
    return Draft.objects.filter(pk__in=found).delete()[0]


def _certify(erasure, counts, by, at):
    erasure.erased_at, erasure.erased_by, erasure.counts = at, by, counts
    erasure.save(update_fields=["reason", "erased_at", "erased_by", "counts"])
    return erasure


def _require_permission(by):
    if not by.has_perm(PERMISSION):
        raise RuleBroken(NOT_ALLOWED)


def _require_reason(folder, reason, day, gone=STILL_LED):
    if reason == ErasureReason.REQUEST and folder.state in (FolderState.CLOSED, FolderState.RESTRICTED):
        return
    if folder.state != FolderState.CLOSED:
        raise RuleBroken(gone)
    closed_on, bases = timezone.localdate(folder.closed_at), retaining.bases_of(folder)
    if not retention.is_due(closed_on, bases, day=day):
        raise RuleBroken(NOT_DUE.format(until=retention.kept_until(closed_on, bases)))


def standing(erasure):
    """The folder of an erasure that has not happened yet, or None."""
    return WelcomeFolder.objects.filter(pk=erasure.folder_key).exclude(state=FolderState.ERASED).first()
