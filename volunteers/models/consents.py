"""Who consented to what, in which words, and when it was taken back."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.privacy import classified
from volunteers.choices.consents import ConsentPurpose
from volunteers.models import doors
from volunteers.models.profiles import Volunteer


class ConsentTextQuerySet(models.QuerySet):
    """Filters of consent texts."""

    def current(self):
        """{purpose: the newest published text}, in one query."""
        rows = self.filter(published_at__isnull=False).order_by("purpose", "number")
        return {text.purpose: text for text in rows}


@classified(plain="id purpose number text translations published_at", personal="published_by")
class ConsentText(models.Model):
    """One version of the words for one purpose ("Einwilligungstext"); a published one stays (plain trigger, 0003)."""

    purpose = models.CharField("Zweck", max_length=12, choices=ConsentPurpose)
    number = models.PositiveSmallIntegerField("Fassung")
    text = models.TextField("Text", max_length=4000)
    # {language: the same text}; only German is binding.
    translations = models.JSONField("Übersetzungen", default=dict, blank=True)
    published_at, published_by = stamps.moment("veröffentlicht"), stamps.person("veröffentlicht")

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = "Einwilligungstext"
        verbose_name_plural = "Einwilligungstexte"
        ordering = ("purpose", "-number")
        default_permissions = ()
        constraints = [
            stamped("published", name="volunteers_consent_text_published_stamped"),
            models.UniqueConstraint(
                fields=["purpose", "number"],
                name="volunteers_consent_text_number_once",
                violation_error_message="Diese Fassung gibt es schon.",
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}, Fassung {self.number}"

    def in_language(self, language):
        """(text, language it is in): the translation, else the German."""
        found = self.translations.get(language)
        return (found, language) if found else (self.text, "de")


class ConsentQuerySet(models.QuerySet):
    """Filters of consents."""

    def visible_to(self, user):
        """One's own; coordinators and data protection all."""
        if not user.is_authenticated:
            return self.none()
        if doors.is_coordinator(user) or user.has_perm(doors.ERASE):
            return self.all()
        return self.filter(volunteer__user=user.pk)

    def live(self):
        """Not taken back."""
        return self.filter(withdrawn_at__isnull=True)


@classified(
    personal="id volunteer purpose text given_by withdrawn_by",
    plain="given_at withdrawn_at",
)
@pghistory.track()
class Consent(models.Model):
    """Somebody's yes to one purpose in one version of the words ("Einwilligung")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="consents", verbose_name="ehrenamtliche Person"
    )
    # The text's purpose, repeated so that the database can hold one at a time.
    purpose = models.CharField("Zweck", max_length=12, choices=ConsentPurpose)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents", verbose_name="Text")
    given_at, given_by = stamps.moment("gegeben", required=True), stamps.person("gegeben", required=True)
    withdrawn_at, withdrawn_by = stamps.moment("widerrufen"), stamps.person("widerrufen")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"
        ordering = ("purpose", "-given_at")
        default_permissions = ()
        constraints = [
            stamped("withdrawn", name="volunteers_consent_withdrawn_stamped"),
            models.UniqueConstraint(
                fields=["volunteer", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="volunteers_consent_one_live",
                violation_error_message="Diese Einwilligung gibt es schon.",
            ),
        ]

    def __str__(self):
        return f"{self.text}"
