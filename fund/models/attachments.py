"""Files of an application."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef

from fund.models.applications import Application
from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import StoredFile
from herne_integration.privacy import classified


class AttachmentQuerySet(models.QuerySet):
    """Filters of attachments."""

    def visible_to(self, user, *, keys=()):
        """As visible as the application."""
        return self.filter(Exists(Application.objects.visible_to(user, keys=keys).filter(pk=OuterRef("application"))))

    def current(self):
        """What belongs to the working copy; what was removed later still belongs to an earlier version."""
        return self.filter(removed_at__isnull=True)


@classified(personal="id application document file removed_by", plain="created_at removed_at")
class Attachment(models.Model):
    """One file for one required document ("Unterlage"); `document` is its key in the guideline."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments", verbose_name="Antrag")
    document = models.SlugField("Art der Unterlage", max_length=60)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", verbose_name="Datei")
    created_at = models.DateTimeField("angehängt am", auto_now_add=True)
    # Only of what was submitted once: in a draft a removed file is gone.
    removed_at, removed_by = stamps.moment("entfernt"), stamps.person("entfernt")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Unterlage"
        verbose_name_plural = "Unterlagen"
        ordering = ("created_at", "pk")
        default_permissions = ()
        constraints = [stamped("removed", name="fund_attachment_removed_stamped")]

    def __str__(self):
        return f"{self.document} vom {self.created_at:%d.%m.%Y}"
