"""Files that take longer than a page may take."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from herne_integration.privacy import classified


class FileState(models.TextChoices):
    """How far the work is."""

    WAITING = "waiting", "wartet"
    WORKING = "working", "in Arbeit"
    READY = "ready", "fertig"
    FAILED = "failed", "fehlgeschlagen"


NEXT_STATES = {
    FileState.WAITING: {FileState.WORKING, FileState.FAILED},
    FileState.WORKING: {FileState.READY, FileState.FAILED},
    FileState.READY: set(),
    FileState.FAILED: set(),
}
UNFINISHED = [FileState.WAITING, FileState.WORKING]


class PreparedFileQuerySet(models.QuerySet):
    """Filters of prepared files."""

    def visible_to(self, user):
        """Only who asked for a file may see it."""
        return self.filter(requested_by=user.pk)


@classified(
    personal="id requested_by params title name content",
    plain="kind language content_type state percent requested_at expires_at",
)
class PreparedFile(models.Model):
    """A file that a job makes for one person ("Datei"); it lives for a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("Art", max_length=60)
    title = models.CharField("Titel", max_length=200)
    params = models.JSONField("Auswahl", default=dict)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="angefordert von"
    )
    language = models.CharField("Sprache", max_length=12)
    state = models.CharField("Stand", max_length=8, choices=FileState, default=FileState.WAITING)
    percent = models.PositiveSmallIntegerField("Fortschritt in Prozent", default=0)
    name = models.CharField("Dateiname", max_length=200, blank=True)
    content_type = models.CharField("Format", max_length=100, blank=True)
    content = models.FileField("Inhalt", upload_to="prepared/", blank=True)
    requested_at = models.DateTimeField("angefordert am", auto_now_add=True)
    expires_at = models.DateTimeField("verfällt am", db_index=True)

    objects = PreparedFileQuerySet.as_manager()
    # Where `advance` reports to; the job sets it.
    report = None

    class Meta:
        verbose_name = "Datei"
        verbose_name_plural = "Dateien"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["requested_by", "kind", "params", "language"],
                condition=Q(state__in=UNFINISHED),
                name="portal_preparedfile_once_at_a_time",
                violation_error_message="Diese Datei wird gerade schon vorbereitet.",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="portal_preparedfile_percent_up_to_100",
                violation_error_message="Mehr als 100 Prozent gibt es nicht.",
            ),
            models.CheckConstraint(
                condition=~Q(state=FileState.READY) | (~Q(content="") & ~Q(name="")),
                name="portal_preparedfile_ready_has_content",
                violation_error_message="Eine fertige Datei hat Inhalt und Namen.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The page that shows the progress and then the download."""
        return reverse("files:file-detail", args=[self.pk])

    def advance(self, percent):
        """Tells how far the work is; called by the builder."""
        self.percent = min(max(int(percent), 0), 100)
        if self.report:
            self.report(self.percent)

    @property
    def is_ready(self):
        """Whether it can be downloaded."""
        return self.state == FileState.READY

    @property
    def is_unfinished(self):
        """Whether a job still has to work on it."""
        return self.state in UNFINISHED
