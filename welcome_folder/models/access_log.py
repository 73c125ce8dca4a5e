"""Who has looked into a folder. Written before anything is read, and never changed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from herne_integration.privacy import classified
from welcome_folder.choices.access import Outcome, Purpose


class ViewLogQuerySet(models.QuerySet):
    """Filters of the log."""

    def visible_to(self, user):
        """The data protection officer reads all of it; what a team reads goes through its folder."""
        return self.all() if user.has_perm("welcome_folder.view_access_log") else self.none()


@classified(personal="id user_id folder_id object_id", plain="at organisation_id role purpose kind areas outcome")
class ViewLog(models.Model):
    """One look, or one refusal ("Zugriff"). Keys only, no names, and no foreign keys: rows outlive what they name."""

    at = models.DateTimeField("Zeitpunkt", db_default=Now(), editable=False)
    user_id = models.BigIntegerField("Konto")
    organisation_id = models.BigIntegerField("Stelle", null=True)
    role = models.CharField("Rolle", max_length=20, blank=True)
    purpose = models.CharField("Zweck", max_length=10, choices=Purpose)
    outcome = models.CharField("Ergebnis", max_length=8, choices=Outcome)
    folder_id = models.UUIDField("Ordner", null=True)
    kind = models.CharField("Art des Eintrags", max_length=40, blank=True)
    object_id = models.UUIDField("Eintrag", null=True)
    areas = ArrayField(models.CharField(max_length=60), verbose_name="Beratungsfelder", default=list)

    objects = ViewLogQuerySet.as_manager()

    class Meta:
        verbose_name = "Zugriff"
        verbose_name_plural = "Zugriffe"
        ordering = ("-at", "-pk")
        default_permissions = ()
        indexes = [
            models.Index(fields=["folder_id", "-at"], name="welcome_folder_log_by_folder"),
            models.Index(fields=["user_id", "-at"], name="welcome_folder_log_by_user"),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}, {self.get_outcome_display()}"
