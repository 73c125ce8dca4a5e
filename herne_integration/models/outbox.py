"""Mail on its way."""

import uuid

from django.db import models
from django.db.models import Q

from herne_integration.privacy import classified


class OutboxMailQuerySet(models.QuerySet):
    """Filters of mail."""

    def unsent(self):
        """Neither sent, nor given up, nor in the hands of a job right now."""
        return self.filter(sent_at__isnull=True, failed_at__isnull=True, started_at__isnull=True)


@classified(personal="to subject body", plain="id created_at started_at attempts sent_at failed_at failure")
class OutboxMail(models.Model):
    """One mail to one person ("Mail"). `started_at` without `sent_at`: a job died half-way, nobody knows if it left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.EmailField("an")
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    created_at = models.DateTimeField("angelegt am", auto_now_add=True, db_index=True)
    started_at = models.DateTimeField("Versand begonnen am", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    sent_at = models.DateTimeField("gesendet am", null=True, blank=True)
    failed_at = models.DateTimeField("aufgegeben am", null=True, blank=True)
    failure = models.CharField("Fehler", max_length=80, blank=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        verbose_name = "Mail"
        verbose_name_plural = "Mails"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True),
                name="portal_outboxmail_sent_or_failed",
                violation_error_message="Eine Mail ist gesendet oder aufgegeben, nicht beides.",
            ),
        ]

    def __str__(self):
        return str(self.pk)
