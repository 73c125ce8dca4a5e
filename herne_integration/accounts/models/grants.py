"""Who has which role of the house, since when and by whom."""

import pghistory
from django.conf import settings
from django.db import models

from herne_integration.accounts.roles import HOUSE
from herne_integration.constraints import stamped
from herne_integration.privacy import classified


class RoleGrantQuerySet(models.QuerySet):
    """Filters of grants."""

    def live(self):
        """Not ended."""
        return self.filter(ended_at__isnull=True)


@classified(personal="user role granted_by ended_by", plain="id granted_at ended_at")
@pghistory.track()
class RoleGrant(models.Model):
    """A role of the house that somebody was given ("Rolle"); the person's Django group follows from it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants", verbose_name="Person"
    )
    role = models.CharField("Rolle", max_length=20, choices=[(key, role.label) for key, role in HOUSE.items()])
    granted_at = models.DateTimeField("vergeben am")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vergeben von"
    )
    ended_at = models.DateTimeField("beendet am", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beendet von",
    )

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "Rolle einer Person"
        verbose_name_plural = "Rollen von Personen"
        default_permissions = ()
        constraints = [
            stamped("ended", name="accounts_rolegrant_ended_stamped"),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="accounts_rolegrant_once_open",
                violation_error_message="Diese Rolle hat die Person schon.",
            ),
        ]

    def __str__(self):
        return self.get_role_display()
