"""Who steps back from an item: no vote, not counted, no papers."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from fund.choices.conflicts import Ruling, Standing
from fund.choices.recusals import RecusalOrigin
from fund.models.boards import Seat
from fund.models.sessions import Session
from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.privacy import classified

# In force is what excludes and was not dismissed, and what the body has upheld (§ 31 Abs. 4 GO NRW).
IN_FORCE = Q(ruling=Ruling.UPHELD) | Q(ruling="", standing=Standing.EXCLUDED)


class RecusalQuerySet(models.QuerySet):
    """Filters of recusals."""

    def visible_to(self, user, *, day):
        """Whoever sees the session: the body has to know who takes no part."""
        return self.filter(item__session__in=Session.objects.visible_to(user, day=day))

    def in_force(self):
        """Those whose holder takes no part."""
        return self.filter(IN_FORCE)

    def to_be_asked(self):
        """Appearances of a conflict that the chair asks about and the body has not ruled on."""
        return self.filter(ruling="", standing=Standing.QUESTION)


@classified(
    personal="id item seat origin standing reason ruling ruling_text raised_by ruled_by", plain="raised_at ruled_at"
)
@pghistory.track()
class Recusal(models.Model):
    """A conflict of interest of a seat in an item ("Befangenheit"): declared, found or raised, then perhaps ruled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey("AgendaItem", models.PROTECT, related_name="recusals", verbose_name="Tagesordnungspunkt")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="recusals", verbose_name="Sitz")
    origin = models.CharField("Herkunft", max_length=8, choices=RecusalOrigin)
    # What `conflicts.judge` says: excluded, or a question that the chair asks.
    standing = models.CharField("Folge", max_length=8, choices=Standing)
    reason = models.CharField("Begründung", max_length=1000)
    ruling = models.CharField("Beschluss des Gremiums", max_length=9, choices=Ruling, blank=True)
    ruling_text = models.CharField("Begründung des Beschlusses", max_length=500, blank=True)
    raised_at, raised_by = stamps.moment("genannt", required=True), stamps.person("genannt", required=True)
    ruled_at, ruled_by = stamps.moment("beschlossen"), stamps.person("beschlossen")

    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = "Befangenheit"
        verbose_name_plural = "Befangenheiten"
        ordering = ("item", "raised_at", "pk")
        default_permissions = ()
        constraints = [
            stamped("ruled", name="fund_recusal_ruled_stamped"),
            models.CheckConstraint(
                condition=Q(ruling="", ruled_at__isnull=True) | ~Q(ruling="") & Q(ruled_at__isnull=False),
                name="fund_recusal_ruled_by_a_person",
                violation_error_message="Beschlossen ist, was eine Person zu Protokoll gegeben hat.",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=[Standing.EXCLUDED, Standing.QUESTION]) & ~Q(reason=""),
                name="fund_recusal_has_consequence_and_reason",
                violation_error_message="Eine Befangenheit hat eine Folge und eine Begründung.",
            ),
            models.UniqueConstraint(
                fields=["item", "seat"],
                name="fund_recusal_once",
                violation_error_message="Diese Befangenheit ist schon genannt.",
            ),
        ]

    def __str__(self):
        return f"{self.seat}: {self.get_standing_display()}"

    @property
    def is_in_force(self):
        """Whether its holder takes no part; the same as `in_force`."""
        return self.ruling == Ruling.UPHELD or (not self.ruling and self.standing == Standing.EXCLUDED)
