"""Files of an application, one or several for each document that the guideline names."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from fund import documents
from fund.actions import doors
from fund.choices.applications import DOCUMENT, Topic
from fund.models import Attachment
from herne_integration import stored_files
from herne_integration.rules import RuleBroken

MOST = 40
MOST_PER_DOCUMENT = 10
# Stands in the stamp of a file that came through a mailed link; nobody can log in as it.
WITHOUT_ACCOUNT = "ohne-konto@portal.invalid"


@transaction.atomic
def attach(*, application, document, upload, by=None, key=""):
    """Adds a file (an upload, or what `UploadField` read of it) for a document by its key; returns the `Attachment`."""
    application = doors.locked(application)
    doors.require_writer(application, Topic.DOCUMENTS, by=by, key=key)
    doors.require_open(application, [DOCUMENT + document])
    if document not in documents.keys(application.round.guideline.rules):
        raise RuleBroken("Nach dieser Unterlage fragt die Förderrichtlinie nicht.")
    current = application.attachments.current()
    if current.filter(document=document).count() >= MOST_PER_DOCUMENT:
        raise RuleBroken(f"Zu einer Unterlage gehören höchstens {MOST_PER_DOCUMENT} Dateien.")
    if current.count() >= MOST:
        raise RuleBroken(f"Zu einem Antrag gehören höchstens {MOST} Dateien. Fassen Sie einzelne Seiten zusammen.")
    file = stored_files.store(upload, by=by if by is not None else without_account())
    return Attachment.objects.create(application=application, document=document, file=file)


@transaction.atomic
def detach(*, attached, by=None, key=""):
    """Takes a file out of the working copy. What was submitted once keeps it; otherwise it is gone."""
    application = doors.locked(attached.application)
    doors.require_writer(application, Topic.DOCUMENTS, by=by, key=key)
    doors.require_open(application, [DOCUMENT + attached.document])
    attached = application.attachments.current().filter(pk=attached.pk).first()
    if attached is None:
        return
    if application.versions.exists():
        attached.removed_at, attached.removed_by = timezone.now(), by
        attached.save(update_fields=["removed_at", "removed_by"])
    else:
        drop(attached)


def drop(attached):
    """Deletes the attachment and its file, original and copy."""
    attached.delete()
    stored_files.discard(attached.file)


def owned_files(ids):
    """Those of the stored files that belong to an application (settings.FILE_OWNERS)."""
    return set(Attachment.objects.filter(file__in=ids).values_list("file", flat=True))


def without_account():
    """Who stands in the stamps for people that have no account."""
    user, _created = get_user_model().objects.get_or_create(
        email=WITHOUT_ACCOUNT, defaults={"name": "Antrag ohne Konto", "is_active": False, "password": "!"}
    )
    return user
