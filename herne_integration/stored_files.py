"""Files that people have sent: stored, scanned, opened, discarded.

    file = stored_files.store(read, by=request.user)      # `read` from UploadField, or an upload as it came
    return stored_files.file_response(file)               # after the app has checked who asks
    stored_files.discard(file)

There is no public address: the app that a file belongs to answers for it. It points to `StoredFile` with PROTECT and
names a function in settings.FILE_OWNERS; what no app owns goes after a day.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.http import FileResponse, Http404
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from herne_integration import jobs, scanning, uploads
from herne_integration.models import StoredFile
from herne_integration.models.stored_files import ScanState
from herne_integration.quarantine.kinds import KINDS
from herne_integration.rules import RuleBroken

logger = logging.getLogger(__name__)

FOLDERS = ["originals", "copies"]
# As long may a form lie open between the upload and the object it belongs to.
UNOWNED = timedelta(days=1)
# Our copies run no script and load nothing, whatever a reader of them might do.
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@transaction.atomic
def store(upload, *, by):
    """The `StoredFile` of an upload or of what `uploads.read` made of it; `UploadRefused` says why there is none."""
    read = upload if isinstance(upload, uploads.ReadUpload) else uploads.read(upload)
    is_scanned = scanning.is_configured()
    file = StoredFile(
        name=read.name,
        content_type=read.kind.content_type,
        size=read.size,
        sha256=read.sha256,
        copy_type=read.copy_kind.content_type,
        pages=read.pages,
        scan_state=ScanState.UNSCANNED if is_scanned else ScanState.NOT_CONFIGURED,
        uploaded_by=by,
    )
    try:
        read.upload.seek(0)
        file.original.save("", read.upload, save=False)
        file.copy.save("", ContentFile(read.copy), save=False)
        file.save(force_insert=True)
    except BaseException:
        _remove(file)
        raise
    if is_scanned:
        jobs.defer(scan_file, file_id=str(file.pk))
    return file


def discard(file):
    """Deletes a file that nothing points to any more: its row now, its bytes once that is certain."""
    file.delete()
    transaction.on_commit(lambda: _remove(file))


def opens(file, *, original=False):
    """Whether a file may be opened; a scanner that is there has to have said yes before the original is."""
    if file.scan_state == ScanState.INFECTED:
        return False
    return not original or not scanning.is_configured() or file.scan_state == ScanState.CLEAN


def file_response(file, *, original=False, inline=False):
    """The answer that carries a file. Who asks was checked before; only our copies are ever shown in a browser."""
    if not opens(file, original=original):
        raise RuleBroken(_closed_sentence(file))
    content_type = file.content_type if original else file.copy_type
    try:
        content = (file.original if original else file.copy).open()
    except FileNotFoundError as error:
        logger.exception("The bytes of stored file %s are gone.", file.pk)
        raise Http404 from error
    name = uploads.shown_name(file.name, KINDS[content_type].extension)
    response = FileResponse(content, as_attachment=original or not inline, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Robots-Tag"] = "noindex"
    return response


@app.task(queue="files")
def scan_file(file_id):
    """Scans one original. While nobody knows, it stays closed, and `scan_waiting` asks again."""
    file = StoredFile.objects.waiting().filter(pk=file_id).first()
    if file is None:
        return
    try:
        with file.original.open() as original:
            is_clean = scanning.scan(original)
    except (scanning.ScanFailed, FileNotFoundError) as error:
        logger.warning("Stored file %s was not scanned: %s", file_id, error)
        return
    if not is_clean:
        logger.error("Stored file %s is infected and stays closed.", file_id)
    state = ScanState.CLEAN if is_clean else ScanState.INFECTED
    StoredFile.objects.waiting().filter(pk=file_id).update(scan_state=state, scanned_at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="scan_waiting")
def scan_waiting(timestamp):
    """Scans what waits: after the scanner was away, and what was stored before there was one."""
    if scanning.is_configured():
        for key in StoredFile.objects.waiting().order_by("uploaded_at").values_list("pk", flat=True)[:500]:
            scan_file(file_id=str(key))


def purge(*, at=None):
    """Deletes what belongs to nothing for a day: rows that no app owns, and bytes without a row; returns how many."""
    before = (at or timezone.now()) - UNOWNED
    old = set(StoredFile.objects.filter(uploaded_at__lt=before).values_list("pk", flat=True))
    owned = {key for path in settings.FILE_OWNERS for key in import_string(path)(old)}
    gone = 0
    for file in StoredFile.objects.filter(pk__in=old - owned):
        try:
            with transaction.atomic():
                discard(file)
            gone += 1
        except ProtectedError:
            logger.error("Stored file %s is in use, but nobody in FILE_OWNERS says so.", file.pk)
    return gone + _purge_bytes(before)


def _purge_bytes(before):
    """Bytes whose row was rolled back, or whose process died in between."""
    kept = {name for names in StoredFile.objects.values_list("original", "copy") for name in names}
    paths = [f"{folder}/{name}" for folder in FOLDERS for name in _names(folder)]
    lost = [path for path in paths if path not in kept and default_storage.get_modified_time(path) < before]
    for path in lost:
        default_storage.delete(path)
    return len(lost)


def _names(folder):
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


def _remove(file):
    for part in (file.original, file.copy):
        if part:
            part.storage.delete(part.name)


def _closed_sentence(file):
    if file.scan_state == ScanState.INFECTED:
        return _("In dieser Datei wurde ein Schadprogramm gefunden. Sie bleibt gesperrt.")
    return _(
        "Das Original ist noch nicht auf Schadprogramme geprüft. Bitte versuchen Sie es in einigen Minuten noch einmal."
    )
