"""Invitations to open an account."""

import hashlib
import uuid
from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from herne_integration.accounts.roles import HOUSE, labels
from herne_integration.constraints import stamped
from herne_integration.privacy import classified

LIFETIME = timedelta(days=7)


def fingerprint(token):
    """What is stored of a link: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    """Filters of invitations."""

    def open(self):
        """Neither accepted nor revoked; it may have run out."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def valid(self, *, at):
        """Can be accepted at that moment."""
        return self.open().filter(expires_at__gt=at)


@classified(
    personal="id email name roles token_hash invited_by accepted_by revoked_by",
    plain="invited_at expires_at accepted_at revoked_at",
)
@pghistory.track(exclude=["token_hash"])
class Invitation(models.Model):
    """A link that opens an account ("Einladung"): once, within a week, until it is revoked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("E-Mail-Adresse")
    name = models.CharField("Name", max_length=120)
    roles = ArrayField(
        models.CharField("Rolle", max_length=20, choices=[(key, role.label) for key, role in HOUSE.items()]),
        verbose_name="Rollen",
        default=list,
        blank=True,
    )
    token_hash = models.CharField("Prüfsumme des Links", max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField("eingeladen am")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="eingeladen von"
    )
    expires_at = models.DateTimeField("gilt bis")
    accepted_at = models.DateTimeField("angenommen am", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Konto"
    )
    revoked_at = models.DateTimeField("zurückgezogen am", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="zurückgezogen von",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"
        default_permissions = ()
        constraints = [
            stamped("accepted", name="accounts_invitation_accepted_stamped"),
            stamped("revoked", name="accounts_invitation_revoked_stamped"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="accounts_invitation_accepted_or_revoked",
                violation_error_message="Eine Einladung ist angenommen oder zurückgezogen, nicht beides.",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="accounts_invitation_one_open_per_address",
                violation_error_message="Zu dieser Adresse ist schon eine Einladung offen.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def role_labels(self):
        """Names of its roles."""
        return labels(self.roles)

    def state(self, *, at):
        """In a word what has become of it."""
        if self.accepted_at:
            return "angenommen"
        if self.revoked_at:
            return "zurückgezogen"
        return "offen" if self.expires_at > at else "abgelaufen"
