"""What the last import read: only a change of the source changes a field again."""

from django.db import models

from herne_integration.privacy import classified


@classified(plain="id kind reference cells imported_at")
class ImportedRow(models.Model):
    """One row of an imported file as it was read last ("eingelesene Zeile")."""

    kind = models.CharField("Art", max_length=20)
    reference = models.CharField("Kennung", max_length=20)
    cells = models.JSONField("Zellen")
    imported_at = models.DateTimeField("eingelesen am", auto_now=True)

    class Meta:
        verbose_name = "eingelesene Zeile"
        verbose_name_plural = "eingelesene Zeilen"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference"], name="offers_imported_row_once"),
        ]

    def __str__(self):
        return f"{self.kind} {self.reference}"
