"""Texts in other languages: one row per language, and how far it can be relied on."""

import pghistory
from django.conf import settings
from django.db import models

from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import TranslationState, TranslationStatus
from offers.models.offers import Offer

TRANSLATION_FIELDS = "id language state source_revision translated_at reviewed_at version"


class Translation(Versioned):
    """The texts of something in one language ("Übersetzung"); an empty text falls back to the German one.

    A subclass names the foreign key to the thing in `OF`; the thing has `TEXT_FIELDS` and counts its `text_revision`,
    and the translation has fields of the same names.
    """

    OF = ""

    language = models.CharField("Sprache", max_length=12)
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
        abstract = True

    def __str__(self):
        return f"{self.original} ({self.language})"

    @property
    def original(self):
        """What is translated."""
        return getattr(self, self.OF)

    @property
    def status(self):
        """What readers see: outdated as soon as the German text has moved on."""
        if self.source_revision < self.original.text_revision:
            return TranslationStatus.OUTDATED
        return TranslationStatus(self.state)


def translation_constraints(of, *, name):
    """The constraints of a translation; `of` is its foreign key, `name` what the constraints' names begin with."""
    return [
        models.UniqueConstraint(
            fields=[of, "language"],
            name=f"{name}_once_per_language",
            violation_error_message="In dieser Sprache gibt es schon eine Übersetzung.",
        ),
        stamped("translated", name=f"{name}_translated_stamped"),
        stamped("reviewed", name=f"{name}_reviewed_stamped"),
        models.CheckConstraint(
            condition=~models.Q(language="de"),
            name=f"{name}_not_german",
            violation_error_message="Deutsch ist die Ausgangssprache.",
        ),
    ]


@classified(
    personal="translated_by reviewed_by",
    plain=f"{TRANSLATION_FIELDS} offer title description target_text schedule_text cost_text bring_text"
    " registration_text",
)
@pghistory.track()
class OfferTranslation(Translation):
    """The texts of an offer in one language."""

    OF = "offer"

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="translations", verbose_name="Angebot")
    title = models.CharField("Titel", max_length=160, blank=True)
    description = models.TextField("Beschreibung", max_length=4000, blank=True)
    target_text = models.TextField("Für wen", max_length=1000, blank=True)
    schedule_text = models.TextField("Zeiten, in Worten", max_length=1000, blank=True)
    cost_text = models.CharField("Kosten, in Worten", max_length=200, blank=True)
    bring_text = models.TextField("Mitbringen", max_length=1000, blank=True)
    registration_text = models.TextField("Anmeldung, in Worten", max_length=1000, blank=True)

    class Meta:
        verbose_name = "Übersetzung"
        verbose_name_plural = "Übersetzungen"
        default_permissions = ()
        constraints = translation_constraints("offer", name="offers_translation")
