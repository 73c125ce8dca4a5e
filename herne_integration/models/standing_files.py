"""Files that jobs keep up to date and everybody may read."""

from django.db import models
from django.db.models import Q

from herne_integration.privacy import classified


@classified(plain="id kind language name content_type content size pages mark built_at")
class StandingFile(models.Model):
    """One public file in one language ("öffentliche Datei"); a new one takes the place of the old one."""

    kind = models.CharField("Art", max_length=60)
    language = models.CharField("Sprache", max_length=12)
    name = models.CharField("Dateiname", max_length=200)
    content_type = models.CharField("Format", max_length=100)
    content = models.FileField("Inhalt", upload_to="standing/")
    size = models.PositiveIntegerField("Größe in Bytes")
    pages = models.PositiveSmallIntegerField("Seiten", null=True, blank=True)
    # What it was made of, so that nobody makes the same again.
    mark = models.CharField("Kennzeichen des Inhalts", max_length=64)
    built_at = models.DateTimeField("erstellt am")

    class Meta:
        verbose_name = "öffentliche Datei"
        verbose_name_plural = "öffentliche Dateien"
        ordering = ("kind", "language")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language"],
                name="portal_standingfile_one_per_language",
                violation_error_message="Diese Datei gibt es in dieser Sprache schon.",
            ),
            models.CheckConstraint(
                condition=~Q(content="") & ~Q(name=""),
                name="portal_standingfile_has_content",
                violation_error_message="Eine öffentliche Datei hat Inhalt und Namen.",
            ),
        ]

    def __str__(self):
        return self.name
