"""Asking a contact person by mail whether help is still wanted."""

import hashlib
import uuid

from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.privacy import classified
from volunteers.choices.opportunities import LinkAnswer
from volunteers.models.opportunities import Opportunity


def fingerprint(token):
    """What is stored of a link: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class ConfirmationQuerySet(models.QuerySet):
    """Filters of confirmation requests."""

    def open(self, *, at):
        """Not used and not run out."""
        return self.filter(used_at__isnull=True, expires_at__gt=at)


@classified(personal="id opportunity sent_to token_hash asked_by", plain="asked_at expires_at used_at answer")
class ConfirmationRequest(models.Model):
    """A mailed link that answers once ("Nachfrage"). Whoever has the link answers, so no account is stamped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="confirmation_requests", verbose_name="Einsatz"
    )
    sent_to = models.EmailField("an")
    token_hash = models.CharField("Prüfsumme des Links", max_length=64, unique=True, editable=False)
    asked_at, asked_by = stamps.moment("gefragt", required=True), stamps.person("gefragt", required=True)
    expires_at = models.DateTimeField("gilt bis")
    used_at = models.DateTimeField("beantwortet am", null=True, blank=True)
    answer = models.CharField("Antwort", max_length=10, choices=LinkAnswer, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = "Nachfrage"
        verbose_name_plural = "Nachfragen"
        ordering = ("-asked_at",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, answer="") | Q(used_at__isnull=False) & ~Q(answer=""),
                name="volunteers_confirmation_request_used_with_answer",
                violation_error_message="Beantwortet ist, was eine Antwort hat.",
            ),
            models.UniqueConstraint(
                fields=["opportunity"],
                condition=Q(used_at__isnull=True),
                name="volunteers_confirmation_request_one_open",
                violation_error_message="Zu diesem Einsatz ist schon eine Nachfrage offen.",
            ),
        ]

    def __str__(self):
        return f"Nachfrage zu {self.opportunity}"
