"""What was submitted: frozen."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q

from fund.models import fields
from fund.models.applications import Application
from fund.models.guidelines import GuidelineVersion
from fund.models.rounds import Round
from herne_integration import stamps
from herne_integration.privacy import classified


class ApplicationVersionQuerySet(models.QuerySet):
    """Filters of versions."""

    def visible_to(self, user):
        """As visible as the application; boards read through their agenda."""
        return self.filter(Exists(Application.objects.visible_to(user).filter(pk=OuterRef("application"))))

    def latest(self):
        """What was submitted last, of each application."""
        newer = ApplicationVersion.objects.filter(application=OuterRef("application"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))


@classified(
    personal="id application content sha256 amount_requested declaration submitted_by",
    plain="number round guideline supplement submitted_at",
)
class ApplicationVersion(models.Model):
    """One submitted text of an application ("eingereichte Fassung"); the database lets nothing of it change.

    `content` is what `fund/content.py` describes; `sha256` is taken over its canonical JSON, which carries the
    checksums of all files. `declaration` is the sentence that the chair has confirmed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="versions", verbose_name="Antrag")
    number = models.PositiveSmallIntegerField("Fassung")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name="Antragsrunde")
    guideline = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="+", verbose_name="Förderrichtlinie")
    content = models.JSONField("Inhalt")
    sha256 = models.CharField("Prüfsumme", max_length=64)
    amount_requested = fields.amount("beantragte Summe")
    declaration = models.TextField("Erklärung")
    # Which request this version answers; the first version answers none.
    supplement = models.OneToOneField(
        "Supplement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answer",
        verbose_name="beantwortete Nachforderung",
    )
    submitted_at, submitted_by = (
        stamps.moment("eingereicht", required=True),
        stamps.person("eingereicht", required=True),
    )

    objects = ApplicationVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "eingereichte Fassung"
        verbose_name_plural = "eingereichte Fassungen"
        ordering = ("application", "number")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"],
                name="fund_application_version_number_once",
                violation_error_message="Diese Fassung gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(amount_requested__gt=0),
                name="fund_application_version_amount_positive",
                violation_error_message="Der Betrag muss größer als null sein.",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$") & ~Q(declaration=""),
                name="fund_application_version_signed_and_sealed",
                violation_error_message="Zu einer eingereichten Fassung gehören Prüfsumme und Erklärung.",
            ),
            models.CheckConstraint(
                condition=Q(number=1, supplement__isnull=True) | Q(number__gt=1, supplement__isnull=False),
                name="fund_application_version_later_ones_were_asked_for",
                violation_error_message="Eine weitere Fassung beantwortet eine Nachforderung.",
            ),
        ]

    def __str__(self):
        return f"Fassung {self.number}"
