"""Which coordinator is asked first."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.privacy import classified
from offers.models import District, FieldOfAction, TargetGroup
from volunteers.models import doors


class RouteQuerySet(models.QuerySet):
    """Filters of routes."""

    def visible_to(self, user):
        """The coordination's own."""
        return self.all() if doors.is_coordinator(user) else self.none()

    def live(self):
        """Not ended."""
        return self.filter(ended_at__isnull=True)

    def fallback(self):
        """For everything that no other route names."""
        return self.live().filter(field_of_action=None, target_group=None, district=None)


@classified(personal="coordinator set_by ended_by", plain="id field_of_action target_group district set_at ended_at")
@pghistory.track()
class CoordinatorRoute(models.Model):
    """Field of action, target group or district -> coordinator ("Zuständigkeit"); empty means: any."""

    field_of_action = models.ForeignKey(
        FieldOfAction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Handlungsfeld"
    )
    target_group = models.ForeignKey(
        TargetGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Zielgruppe"
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stadtbezirk"
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="volunteer_routes", verbose_name="Koordination"
    )
    set_at, set_by = stamps.moment("festgelegt", required=True), stamps.person("festgelegt", required=True)
    ended_at, ended_by = stamps.moment("beendet"), stamps.person("beendet")

    objects = RouteQuerySet.as_manager()

    class Meta:
        verbose_name = "Zuständigkeit der Koordination"
        verbose_name_plural = "Zuständigkeiten der Koordination"
        ordering = ("field_of_action__position", "target_group__position", "district__position", "pk")
        default_permissions = ()
        constraints = [
            stamped("ended", name="volunteers_coordinator_route_ended_stamped"),
            models.UniqueConstraint(
                fields=["field_of_action", "target_group", "district"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="volunteers_coordinator_route_one_live",
                violation_error_message="Für diese Auswahl ist schon jemand zuständig.",
            ),
        ]

    def __str__(self):
        parts = [part for part in (self.field_of_action, self.target_group, self.district) if part]
        return ", ".join(map(str, parts)) or "alles andere"
