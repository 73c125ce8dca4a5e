"""How a folder came to be erased: why, what the archive said, what went. No name and no number, so that it may stay."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.privacy import classified
from welcome_folder.choices.erasure import ArchiveAnswer, ErasureReason


class ErasureQuerySet(models.QuerySet):
    """Filters of erasures."""

    def visible_to(self, user):
        """Data protection's own; nobody else opens them."""
        return self.all() if user.has_perm("welcome_folder.erase_folder") else self.none()

    def done(self):
        """What is gone."""
        return self.filter(erased_at__isnull=False)


@classified(
    plain="id folder_key reason archive_answer counts offered_at answered_at erased_at",
    personal="offered_by answered_by erased_by",
)
@pghistory.track()
class Erasure(models.Model):
    """The erasing of one folder ("Löschung"), from the offer to the archive to the certificate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The key alone: a restored backup may not know the folder, and the certificate stays all the same.
    folder_key = models.UUIDField("Ordner (Kennung)", unique=True, editable=False)
    reason = models.CharField("Grund", max_length=10, choices=ErasureReason)
    offered_at, offered_by = stamps.moment("angeboten"), stamps.person("angeboten")
    archive_answer = models.CharField("Antwort des Archivs", max_length=8, choices=ArchiveAnswer, blank=True)
    answered_at, answered_by = stamps.moment("beantwortet"), stamps.person("beantwortet")
    erased_at, erased_by = stamps.moment("gelöscht"), stamps.person("gelöscht")
    # {table: rows}; how many, never what.
    counts = models.JSONField("Was gelöscht wurde", default=dict, blank=True, editable=False)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = "Löschung"
        verbose_name_plural = "Löschungen"
        ordering = ("-erased_at", "-offered_at")
        default_permissions = ()
        constraints = [
            stamped("offered", name="welcome_folder_erasure_offered_stamped"),
            stamped("answered", name="welcome_folder_erasure_answered_stamped"),
            stamped("erased", name="welcome_folder_erasure_erased_stamped"),
            models.CheckConstraint(
                condition=Q(archive_answer="", answered_at__isnull=True)
                | ~Q(archive_answer="") & Q(answered_at__isnull=False, offered_at__isnull=False),
                name="welcome_folder_erasure_answered_after_offer",
                violation_error_message="Das Archiv antwortet auf ein Angebot.",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(answered_at__isnull=False) | Q(reason=ErasureReason.REPLAY),
                name="welcome_folder_erasure_archive_first",
                violation_error_message="Gelöscht wird erst, wenn das Archiv geantwortet hat.",
            ),
        ]

    def __str__(self):
        return f"Löschung {self.folder_key}"
