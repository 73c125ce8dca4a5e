"""How somebody without an account goes on with a draft on another device."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from fund.models.applications import Application
from herne_integration.accounts.models.invitations import fingerprint
from herne_integration.privacy import classified


class ResumeLinkQuerySet(models.QuerySet):
    """Filters of links; `at` is a moment."""

    def unused(self, at):
        """Still good for one exchange."""
        return self.filter(session_hash="", expires_at__gt=at)

    def opened_with(self, key):
        """What a session's secret opens now."""
        return self.filter(session_hash=fingerprint(key), expires_at__gt=Now())


@classified(personal="application token_hash session_hash", plain="id created_at expires_at")
class ResumeLink(models.Model):
    """A mailed link ("Link zum Weiterschreiben"), good once: for a secret that a session keeps until `expires_at`.

    Only fingerprints are stored: who reads the database cannot open a draft.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="resume_links", verbose_name="Antrag")
    token_hash = models.CharField("Fingerabdruck des Links", max_length=64, unique=True)
    session_hash = models.CharField("Fingerabdruck der Sitzung", max_length=64, blank=True)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)
    expires_at = models.DateTimeField("gilt bis", db_index=True)

    objects = ResumeLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "Link zum Weiterschreiben"
        verbose_name_plural = "Links zum Weiterschreiben"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["session_hash"],
                condition=~Q(session_hash=""),
                name="fund_resume_link_session_once",
                violation_error_message="Diese Sitzung gibt es schon.",
            ),
        ]

    def __str__(self):
        return f"Link bis {self.expires_at:%d.%m.%Y}"
