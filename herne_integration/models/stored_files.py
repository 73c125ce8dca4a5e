"""Files that people have sent."""

import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from herne_integration.privacy import classified


class ScanState(models.TextChoices):
    """What is known about harmful programs in a file."""

    NOT_CONFIGURED = "not_configured", "nicht geprüft"
    UNSCANNED = "unscanned", "wartet auf die Prüfung"
    CLEAN = "clean", "geprüft"
    INFECTED = "infected", "gesperrt: Schadprogramm gefunden"


NEXT_STATES = {
    ScanState.NOT_CONFIGURED: {ScanState.CLEAN, ScanState.INFECTED},
    ScanState.UNSCANNED: {ScanState.CLEAN, ScanState.INFECTED},
    # A newer list of harmful programs may know what an older one did not.
    ScanState.CLEAN: {ScanState.INFECTED},
    ScanState.INFECTED: set(),
}
SCANNED = [ScanState.CLEAN, ScanState.INFECTED]


def original_place(_file, _name):
    """A random path: what a person called the file never becomes one."""
    return f"originals/{uuid.uuid4().hex}"


def copy_place(_file, _name):
    """The same for copies, in a folder apart."""
    return f"copies/{uuid.uuid4().hex}"


class StoredFileQuerySet(models.QuerySet):
    """Filters of stored files."""

    def waiting(self):
        """Not scanned yet, for whatever reason."""
        return self.exclude(scan_state__in=SCANNED)


@classified(
    personal="id name sha256 original copy uploaded_by",
    plain="content_type size copy_type pages scan_state scanned_at uploaded_at",
)
class StoredFile(models.Model):
    """A file that somebody has sent ("hochgeladene Datei"): the untouched original, and the copy that people see.

    An app points to it with PROTECT and answers for it in settings.FILE_OWNERS. It decides who sees it: a stored file
    has no address of its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("Dateiname", max_length=120)
    content_type = models.CharField("Format", max_length=40)
    size = models.PositiveBigIntegerField("Größe in Bytes")
    sha256 = models.CharField("Prüfsumme des Originals", max_length=64, validators=[RegexValidator(r"^[0-9a-f]{64}$")])
    original = models.FileField("Original", upload_to=original_place)
    copy = models.FileField("Kopie", upload_to=copy_place)
    copy_type = models.CharField("Format der Kopie", max_length=40)
    pages = models.PositiveSmallIntegerField("Seiten")
    scan_state = models.CharField("Prüfung", max_length=14, choices=ScanState)
    scanned_at = models.DateTimeField("geprüft am", null=True, blank=True)
    uploaded_at = models.DateTimeField("hochgeladen am", auto_now_add=True, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="hochgeladen von"
    )

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "hochgeladene Datei"
        verbose_name_plural = "hochgeladene Dateien"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, pages__gt=0),
                name="portal_storedfile_not_empty",
                violation_error_message="Eine hochgeladene Datei hat Inhalt.",
            ),
            models.CheckConstraint(
                condition=~Q(original="") & ~Q(copy=""),
                name="portal_storedfile_original_and_copy",
                violation_error_message="Zu einer hochgeladenen Datei gehören Original und Kopie.",
            ),
            models.CheckConstraint(
                condition=Q(scan_state__in=SCANNED, scanned_at__isnull=False)
                | Q(scanned_at__isnull=True) & ~Q(scan_state__in=SCANNED),
                name="portal_storedfile_scanned_with_moment",
                violation_error_message="Zu einer Prüfung gehört ihr Zeitpunkt.",
            ),
        ]

    def __str__(self):
        return self.name
