"""What imports read and left to look at: only a change of the source changes a field again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from herne_integration.constraints import stamped
from herne_integration.privacy import classified
from offers.choices import FindingKind, ImportKind


@classified(plain="id kind reference cells values imported_at")
class ImportedRow(models.Model):
    """One row of an imported file as it was read last ("eingelesene Zeile").

    `values` is what the source says per field. A field that holds something else was edited by a person.
    """

    kind = models.CharField("Art", max_length=20, choices=ImportKind)
    reference = models.CharField("Kennung", max_length=20)
    cells = models.JSONField("Zellen")
    values = models.JSONField("Werte der Quelle", default=dict)
    imported_at = models.DateTimeField("eingelesen am")

    class Meta:
        verbose_name = "eingelesene Zeile"
        verbose_name_plural = "eingelesene Zeilen"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "reference"],
                name="offers_imported_row_once",
                violation_error_message="Diese Zeile wurde schon eingelesen.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.reference}"


@classified(plain="id kind file_name digest rows created changed unchanged imported_at")
class ImportRun(models.Model):
    """One import that went through ("Einlesung"); refused files leave nothing."""

    kind = models.CharField("Art", max_length=20, choices=ImportKind)
    file_name = models.CharField("Datei", max_length=255)
    digest = models.CharField("Prüfsumme der Datei", max_length=64)
    rows = models.PositiveIntegerField("Zeilen")
    created = models.PositiveIntegerField("neu")
    changed = models.PositiveIntegerField("geändert")
    unchanged = models.PositiveIntegerField("unverändert")
    imported_at = models.DateTimeField("eingelesen am")

    class Meta:
        verbose_name = "Einlesung"
        verbose_name_plural = "Einlesungen"
        ordering = ("-imported_at", "-pk")
        default_permissions = ()

    def __str__(self):
        return f"{self.get_kind_display()}, {self.imported_at:%d.%m.%Y}"


class ImportFindingQuerySet(models.QuerySet):
    """Filters of findings."""

    def visible_to(self, user):
        """The Redaktion's."""
        return self.all() if user.has_perm("offers.edit_offer") else self.none()

    def open(self):
        """Not settled yet."""
        return self.filter(settled_at__isnull=True)


@classified(
    personal="settled_by",
    plain="id run source_kind kind reference line field subject current_value old_value new_value settled_at",
)
class ImportFinding(models.Model):
    """Something an import leaves for a person ("Befund"): a conflict, an unmatched provider, a possible duplicate."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="findings", verbose_name="Einlesung")
    source_kind = models.CharField("Art der Datei", max_length=20, choices=ImportKind)
    kind = models.CharField("Art", max_length=12, choices=FindingKind)
    reference = models.CharField("Kennung", max_length=20)
    line = models.PositiveIntegerField("Zeile", null=True, blank=True)
    field = models.CharField("Feld", max_length=40, blank=True)
    subject = models.CharField("worum es geht", max_length=400)
    current_value = models.TextField("im Portal", blank=True)
    old_value = models.TextField("Quelle bisher", blank=True)
    new_value = models.TextField("Quelle jetzt", blank=True)
    settled_at = models.DateTimeField("erledigt am", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="erledigt von",
    )

    objects = ImportFindingQuerySet.as_manager()

    class Meta:
        verbose_name = "Befund"
        verbose_name_plural = "Befunde"
        ordering = ("kind", "reference", "field")
        default_permissions = ()
        constraints = [
            stamped("settled", name="offers_import_finding_settled_stamped"),
            models.UniqueConstraint(
                fields=["source_kind", "kind", "reference", "field"],
                condition=Q(settled_at__isnull=True),
                name="offers_import_finding_once_open",
                violation_error_message="Dieser Befund ist schon offen.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.subject}"
