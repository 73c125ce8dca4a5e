"""The folder's controlled words. They come from `welcome_folder/vocabulary.json`."""

from django.db import models

from herne_integration.privacy import classified
from offers.models import Document
from offers.models.vocabulary import TERM_FIELDS, Term


@classified(plain=TERM_FIELDS)
class CounsellingArea(Term):
    """One of KIM's counselling areas ("Beratungsfeld"); rights in a folder are given by them."""

    class Meta(Term.Meta):
        verbose_name = "Beratungsfeld"
        verbose_name_plural = "Beratungsfelder"


@classified(plain=f"{TERM_FIELDS} topic_keys info_key")
class RegisterSheet(Term):
    """One sheet of the paper folder ("Registerblatt")."""

    topic_keys = models.JSONField("Themen im Verzeichnis", default=list, blank=True)
    info_key = models.CharField("Informationsseite", max_length=60, blank=True)

    class Meta(Term.Meta):
        verbose_name = "Registerblatt"
        verbose_name_plural = "Registerblätter"


@classified(plain="document sheet area expires")
class DocumentKind(models.Model):
    """What the folder knows of a kind of paper beyond its name: its sheet, its area, and whether it expires."""

    document = models.OneToOneField(
        Document, models.PROTECT, to_field="key", primary_key=True, related_name="+", verbose_name="Dokument"
    )
    sheet = models.ForeignKey(
        RegisterSheet, models.PROTECT, to_field="key", related_name="kinds", verbose_name="Registerblatt"
    )
    area = models.ForeignKey(
        CounsellingArea, models.PROTECT, to_field="key", related_name="+", verbose_name="Beratungsfeld"
    )
    expires = models.BooleanField("läuft ab", default=False)

    class Meta:
        verbose_name = "Dokumentart"
        verbose_name_plural = "Dokumentarten"
        ordering = ("document__position",)
        default_permissions = ()

    def __str__(self):
        return self.document.label

    @property
    def text(self):
        """What residents read."""
        return self.document.text


@classified(plain=f"{TERM_FIELDS} area")
class AppointmentKind(Term):
    """A kind of appointment ("Terminart")."""

    area = models.ForeignKey(
        CounsellingArea, models.PROTECT, to_field="key", related_name="+", verbose_name="Beratungsfeld"
    )

    class Meta(Term.Meta):
        verbose_name = "Terminart"
        verbose_name_plural = "Terminarten"
