"""Papers: which ones there are, where, and until when."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.models import StoredFile, Versioned
from herne_integration.privacy import classified
from welcome_folder.choices.documents import DocumentState, Original
from welcome_folder.models import doors
from welcome_folder.models.folders import WelcomeFolder
from welcome_folder.models.vocabulary import DocumentKind


class DocumentQuerySet(models.QuerySet):
    """Filters of papers."""

    def visible_to(self, user):
        """Papers of the areas that one takes part in."""
        return self.filter(doors.covered(user, area="kind__area"))


@classified(
    personal="id folder kind state original original_text valid_until note entered_by", plain="entered_at version"
)
@pghistory.track()
class FolderDocument(Versioned):
    """One paper of the folder ("Dokument"); a file is optional."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="documents", verbose_name="Ordner")
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="documents", verbose_name="Dokumentart")
    state = models.CharField("Stand", max_length=10, choices=DocumentState)
    original = models.CharField("Original", max_length=8, choices=Original, default=Original.UNKNOWN)
    original_text = models.CharField("wo genau", max_length=120, blank=True)
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    # Tells two papers of one kind apart, such as the school reports of two children.
    note = models.CharField("Bezeichnung", max_length=120, blank=True)
    entered_at, entered_by = stamps.moment("eingetragen", required=True), stamps.person("eingetragen", required=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"
        ordering = ("kind__document__position", "note")
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["valid_until"], condition=Q(state=DocumentState.PRESENT), name="welcome_folder_document_until"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["folder", "kind", "note"],
                name="welcome_folder_document_once",
                violation_error_message="Dieses Papier steht schon im Ordner. Ein zweites braucht eine Bezeichnung.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(state__in=[DocumentState.PRESENT, DocumentState.EXPIRED]),
                name="welcome_folder_document_valid_only_if_there",
                violation_error_message="Gültig sein kann nur ein Papier, das es gibt.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.note}".strip()


class DocumentFileQuerySet(models.QuerySet):
    """Filters of files."""

    def visible_to(self, user):
        """A file is as visible as its paper."""
        return self.filter(
            models.Exists(FolderDocument.objects.visible_to(user).filter(pk=models.OuterRef("document")))
        )


@classified(personal="id document file attached_by", plain="attached_at")
@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class DocumentFile(models.Model):
    """A scan or photograph of a paper ("Datei")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(FolderDocument, models.CASCADE, related_name="files", verbose_name="Dokument")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", verbose_name="Datei")
    attached_at, attached_by = stamps.moment("angehängt", required=True), stamps.person("angehängt", required=True)

    objects = DocumentFileQuerySet.as_manager()

    class Meta:
        verbose_name = "Datei eines Dokuments"
        verbose_name_plural = "Dateien der Dokumente"
        ordering = ("attached_at",)
        default_permissions = ()

    def __str__(self):
        return f"Datei vom {self.attached_at:%d.%m.%Y}"
