"""Files that take longer than a page may take are made by a job, for the person who asked.

    file = prepared_files.prepare("offers-worklist", by=request.user, params={"topic": 3}, title="Arbeitsliste")
    return redirect(file)

The kind is a key of settings.PREPARED_FILES, its value the dotted path of a builder: `f(file) -> (name, content type,
bytes)`. It sees `file.requested_by` and `file.params`, tells its progress by `file.advance(percent)`, and fetches only
what is `visible_to` that person. It runs in a transaction, unless it is marked by `own_transactions`.

A kind in settings.PREPARED_GATES is asked again at every look: whoever has lost what the file is about finds neither
page nor download, and the bytes are removed.
"""

import gc
import logging
import traceback
from contextlib import closing, contextmanager, nullcontext
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from herne_integration import jobs
from herne_integration.models.prepared_files import UNFINISHED, FileState, PreparedFile

logger = logging.getLogger(__name__)

LIFETIME = timedelta(hours=24)


def prepare(kind, *, by, params=None, title):
    """The `PreparedFile` that a job is going to make; asked for twice, the one that is already being made."""
    if kind not in settings.PREPARED_FILES:
        raise ValueError(f"{kind} is not in settings.PREPARED_FILES")
    now = timezone.now()
    # What no worker has touched for a day is dead and must not stand in the way.
    PreparedFile.objects.filter(state__in=UNFINISHED, expires_at__lt=now).update(state=FileState.FAILED)
    file, is_new = PreparedFile.objects.get_or_create(
        requested_by=by,
        kind=kind,
        params=params or {},
        language=translation.get_language(),
        state__in=UNFINISHED,
        defaults={"title": title, "expires_at": now + LIFETIME},
    )
    if is_new:
        jobs.defer(make_file, file_id=str(file.pk))
    return file


@app.task(queue="files")
def make_file(file_id):
    """Makes one file. A job that was begun by a worker that died begins anew."""
    file = PreparedFile.objects.filter(pk=file_id, state__in=UNFINISHED).select_related("requested_by").first()
    if file is None:
        return
    with _collector_at_rest():
        _make(file)


def own_transactions(builder):
    """Decorator of a builder that has to commit something, such as a log row, before it reads."""
    builder.has_own_transactions = True
    return builder


def may_fetch(file, user):
    """Whether somebody may have a file today."""
    gate = settings.PREPARED_GATES.get(file.kind)
    return gate is None or import_string(gate)(file, user)


def withdraw(file):
    """Removes a file that nobody may have any more, its content first."""
    file.content.delete(save=False)
    file.delete()


def purge(*, at=None):
    """Deletes files after a day, their content first, and bytes without a row; returns how many."""
    now = at or timezone.now()
    old = list(PreparedFile.objects.filter(expires_at__lt=now))
    for file in old:
        withdraw(file)
    return len(old) + _purge_bytes(now - LIFETIME)


def _purge_bytes(before):
    """Bytes whose row is gone: the process ended between the commit and their removal, or before they got one."""
    field = PreparedFile._meta.get_field("content")
    storage, folder = field.storage, field.upload_to.rstrip("/")
    try:
        paths = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    except FileNotFoundError:
        return 0
    kept = set(PreparedFile.objects.values_list("content", flat=True))
    lost = [path for path in paths if path not in kept and storage.get_modified_time(path) < before]
    for path in lost:
        storage.delete(path)
    return len(lost)


def _make(file):
    _move(file, FileState.WORKING)
    with closing(connection.copy()) as beside:
        file.report = lambda percent: _write_progress(beside, file, percent)
        try:
            name, content_type, data = _build(file)
        except Exception as error:  # whatever a builder trips over, the page has to say so
            where = traceback.extract_tb(error.__traceback__)[-1]
            logger.error("File %s: %s at %s:%s", file.pk, type(error).__name__, where.filename, where.lineno)
            _move(file, FileState.FAILED)
            return
    file.content.save(str(file.pk), ContentFile(data), save=False)
    file.name, file.content_type = name, content_type
    file.percent, file.expires_at = 100, timezone.now() + LIFETIME
    if not _move(file, FileState.READY, "name", "content_type", "content", "percent", "expires_at"):
        file.content.delete(save=False)


@contextmanager
def _collector_at_rest():
    """Laying out makes millions of small objects, none of them garbage before the file is there: to look for some takes
    a fifth of the time that somebody waits."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _build(file):
    """What the builder returns. It runs in a transaction, like a page, and in the language of the person."""
    if not file.requested_by.is_active:
        raise PermissionError("The account is closed.")
    builder = import_string(settings.PREPARED_FILES[file.kind])
    begun = nullcontext() if getattr(builder, "has_own_transactions", False) else transaction.atomic()
    with begun, translation.override(file.language):
        return builder(file)


def _move(file, state, *fields):
    """Writes the new state, unless the file has meanwhile been purged; returns whether it is still there."""
    file.state = state
    return PreparedFile.objects.filter(pk=file.pk).update(**{name: getattr(file, name) for name in ("state", *fields)})


def _write_progress(beside, file, percent):
    """Writes on a second connection: the builder's own transaction is not visible before its end."""
    with beside.cursor() as cursor:
        cursor.execute("UPDATE portal_preparedfile SET percent = %s WHERE id = %s", [percent, file.pk])
