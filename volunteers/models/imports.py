"""What imports read: only a change of the source changes a field again."""

from django.db import models

from herne_integration.privacy import classified
from volunteers.models import doors


class ImportedQuerySet(models.QuerySet):
    """Filters of imported rows."""

    def visible_to(self, user):
        """The coordination's own."""
        return self.all() if doors.is_coordinator(user) else self.none()

    def in_conflict(self):
        """A person and the source say different things: the person's stands until somebody looks."""
        return self.exclude(conflicts=[])


@classified(plain="id reference cells values conflicts imported_at")
class ImportedOpportunity(models.Model):
    """One row of an imported file as it was read last ("eingelesener Einsatz").

    `values` is what the source says per field; a field that holds something else was edited by a person. `conflicts`:
    [{"field", "label", "current", "old", "new"}] of the last import.
    """

    reference = models.CharField("Kennung", max_length=20, unique=True)
    cells = models.JSONField("Zellen")
    values = models.JSONField("Werte der Quelle", default=dict)
    conflicts = models.JSONField("Widersprüche", default=list, blank=True)
    imported_at = models.DateTimeField("eingelesen am")

    objects = ImportedQuerySet.as_manager()

    class Meta:
        verbose_name = "eingelesener Einsatz"
        verbose_name_plural = "eingelesene Einsätze"
        ordering = ("reference",)
        default_permissions = ()

    def __str__(self):
        return self.reference
