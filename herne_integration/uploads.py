"""The one place where a file comes in: what was sent is told from its bytes, bounded, and copied without what it hides.

    read = uploads.read(request.FILES["file"])      # or by UploadField, with errors at the field
    file = stored_files.store(read, by=request.user)

The original stays as it is, byte for byte, because a signed notice must stay valid; the copy is what people see.
"""

import hashlib
import re
import tempfile
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

from herne_integration.opening import open_upload
from herne_integration.quarantine.kinds import JPEG, KINDS, PDF, Kind, Refused

SENTENCES = {
    "empty": _("Die Datei ist leer."),
    "large": _("Die Datei ist größer als %(megabytes)s MB. Bitte nehmen Sie eine kleinere, zum Beispiel ein Foto."),
    "unknown": _("Diese Art von Datei wird nicht angenommen. Möglich sind PDF, JPEG, PNG und WebP."),
    "mixed": _("In der Datei steckt noch eine andere. Bitte speichern Sie sie neu, zum Beispiel als PDF."),
    "broken": _(
        "Die Datei ist beschädigt oder unvollständig. Bitte öffnen Sie sie auf Ihrem Gerät und speichern Sie sie neu."
    ),
    "pixels": _("Das Bild hat mehr als %(megapixels)s Millionen Bildpunkte. Bitte verkleinern Sie es."),
    "moving": _("Bewegte Bilder werden nicht angenommen."),
    "locked": _(
        "Die PDF-Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Schutz oder "
        "fotografieren Sie die Seiten."
    ),
    "form": _(
        "Dieses Formular lässt sich nur mit einem besonderen Programm öffnen. Bitte drucken Sie es dort als PDF."
    ),
    "pages": _("Die PDF-Datei hat mehr als %(pages)s Seiten. Bitte teilen Sie sie auf."),
    "involved": _(
        "Die Datei ist zu umfangreich aufgebaut, um geprüft zu werden. Bitte drucken Sie sie als PDF "
        "und nehmen Sie das."
    ),
    "busy": _("Gerade werden viele Dateien geprüft. Bitte versuchen Sie es gleich noch einmal."),
    "away": _("Dateien können gerade nicht geprüft werden. Bitte versuchen Sie es später noch einmal."),
}
# Whether a file is open to be read at once is decided by the copy: every picture becomes a JPEG.
COPIES = {kind: PDF if kind == PDF else JPEG for kind in KINDS.values()}
LONGEST_NAME = 100
# Endings that the name may have had; the right one is put there instead.
ENDING = re.compile(r"\.(pdf|jpe?g|jfif|png|webp|heic|heif|gif|bmp|tiff?)$", re.IGNORECASE)
# Joiners belong to the spelling of Persian and Hindi; all other invisible signs go, such as those that turn a text.
JOINERS = "\u200c\u200d"


class UploadRefused(Exception):  # noqa: N818
    """A file is not taken; `sentence` says why and what to do."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason if reason in SENTENCES else "broken"
        self.sentence = SENTENCES[self.reason] % {
            "megabytes": settings.UPLOAD_BYTES // 1024**2,
            "megapixels": settings.UPLOAD_PIXELS // 1_000_000,
            "pages": settings.UPLOAD_PAGES,
        }


@dataclass(frozen=True)
class ReadUpload:
    """A file that is taken, not stored yet: once it is forgotten, nothing of it stays anywhere."""

    upload: UploadedFile
    name: str
    kind: Kind
    size: int
    sha256: str
    pages: int
    copy: bytes

    @property
    def copy_kind(self):
        """The kind of the copy."""
        return COPIES[self.kind]


def read(upload):
    """Opens an upload; `UploadRefused` says why it is not taken. No byte of it stays on disk."""
    if not upload.size:
        raise UploadRefused("empty")
    if upload.size > settings.UPLOAD_BYTES:
        raise UploadRefused("large")
    with tempfile.TemporaryFile() as source:
        digest = hashlib.sha256()
        for chunk in upload.chunks():
            digest.update(chunk)
            source.write(chunk)
        source.seek(0)
        try:
            kind, pages, copy = open_upload(source)
        except Refused as refusal:
            raise UploadRefused(refusal.reason) from refusal
    name = shown_name(upload.name, kind.extension)
    return ReadUpload(upload, name, kind, upload.size, digest.hexdigest(), pages, copy)


def shown_name(name, extension):
    """A name to show and to save under, with the ending that is true. It is never used as a path."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name or "")[-1])
    visible = "".join(
        sign for sign in name if sign in JOINERS or unicodedata.category(sign)[0] not in "CZ" or sign == " "
    )
    stem = ENDING.sub("", re.sub(r'[:*?"<>|;%]', "-", visible).rstrip(" ."))
    stem = re.sub(r"\s+", " ", stem).strip(" .")[: LONGEST_NAME - len(extension) - 1].rstrip(" .") or str(_("Datei"))
    return f"{stem}.{extension}"


class NamelessUploads(FileUploadHandler):
    """Keeps what is being sent in files without a name, which are gone with the request, even if the process is killed.

    A request that is far too large is refused before it is read; a single file that is too large is only counted, so
    that the form can say so at its field.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803
        """Looks at the size of the whole request.

        Unless it is beyond all measure it is read away: a browser that is still sending would see a broken line.
        """
        if content_length > settings.UPLOAD_REQUEST_BYTES:
            left = content_length if content_length <= 4 * settings.UPLOAD_REQUEST_BYTES else 0
            while left > 0 and (piece := input_data.read(min(left, self.chunk_size))):
                left -= len(piece)
            raise RequestDataTooBig("The request is larger than UPLOAD_REQUEST_BYTES.")

    def new_file(self, *args, **kwargs):
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 (Django closes it with the request)

    def receive_data_chunk(self, raw_data, start):
        """A piece of it."""
        if start + len(raw_data) <= settings.UPLOAD_BYTES:
            self.file.write(raw_data)

    def file_complete(self, file_size):
        """It is whole."""
        self.file.seek(0)
        return UploadedFile(
            self.file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )

    def upload_interrupted(self):
        """The visitor has gone."""
        if hasattr(self, "file"):
            self.file.close()
