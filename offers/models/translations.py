"""Offers in other languages: one row per language."""

import pghistory
from django.conf import settings
from django.db import models

from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import TranslationState, TranslationStatus
from offers.models.offers import Offer


@classified(
    personal="translated_by reviewed_by",
    plain="id offer language title description target_text schedule_text cost_text bring_text registration_text state"
    " source_revision translated_at reviewed_at version",
)
@pghistory.track()
class OfferTranslation(Versioned):
    """The texts of an offer in one language ("Übersetzung"); an empty text falls back to the German one."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="translations", verbose_name="Angebot")
    language = models.CharField("Sprache", max_length=12)
    title = models.CharField("Titel", max_length=160, blank=True)
    description = models.TextField("Beschreibung", max_length=4000, blank=True)
    target_text = models.TextField("Für wen", max_length=1000, blank=True)
    schedule_text = models.TextField("Zeiten, in Worten", max_length=1000, blank=True)
    cost_text = models.CharField("Kosten, in Worten", max_length=200, blank=True)
    bring_text = models.TextField("Mitbringen", max_length=1000, blank=True)
    registration_text = models.TextField("Anmeldung, in Worten", max_length=1000, blank=True)
    state = models.CharField("Entstehung", max_length=10, choices=TranslationState)
    source_revision = models.PositiveIntegerField("übersetzte Fassung")
    translated_at = models.DateTimeField("übersetzt am", null=True, blank=True)
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="übersetzt von",
    )
    reviewed_at = models.DateTimeField("geprüft am", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="geprüft von",
    )

    class Meta:
        verbose_name = "Übersetzung"
        verbose_name_plural = "Übersetzungen"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "language"],
                name="offers_translation_once_per_language",
                violation_error_message="In dieser Sprache gibt es schon eine Übersetzung.",
            ),
            stamped("translated", name="offers_translation_translated_stamped"),
            stamped("reviewed", name="offers_translation_reviewed_stamped"),
            models.CheckConstraint(
                condition=~models.Q(language="de"),
                name="offers_translation_not_german",
                violation_error_message="Deutsch ist die Ausgangssprache.",
            ),
        ]

    def __str__(self):
        return f"{self.offer} ({self.language})"

    @property
    def status(self):
        """What readers see: outdated as soon as the German text has moved on."""
        if self.source_revision < self.offer.text_revision:
            return TranslationStatus.OUTDATED
        return TranslationStatus(self.state)
