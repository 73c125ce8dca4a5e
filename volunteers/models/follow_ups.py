"""Asking both sides how it goes, two weeks and three months after the beginning."""

import uuid

import pghistory
from django.db import models

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.privacy import classified
from volunteers.choices.placements import LIVE, FollowUpKind, HowItGoes
from volunteers.models import doors
from volunteers.models.placements import Placement


class FollowUpQuerySet(models.QuerySet):
    """Filters of follow-ups."""

    def visible_to(self, user):
        """The coordination's own."""
        return self.all() if doors.is_coordinator(user) else self.none()

    def open(self):
        """Not done, and the placement still runs."""
        return self.filter(done_at__isnull=True, placement__state__in=LIVE)

    def due(self, *, day):
        """Open, and the day has come; oldest first."""
        return self.open().filter(due_on__lte=day).order_by("due_on")

    def asking(self, user, *, day):
        """Due, and somebody's own institution has not answered yet; nobody else's."""
        rows = self.due(day=day).filter(
            answer__isnull=True, placement__opportunity__organisation__in=doors.represented(user)
        )
        return rows if user.has_perm(doors.REPRESENT) else self.none()


@classified(personal="id placement note done_by", plain="kind due_on done_at")
@pghistory.track()
class FollowUp(models.Model):
    """One question to both sides ("Nachfrage zum Verlauf")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="follow_ups", verbose_name="Vermittlung")
    kind = models.CharField("Art", max_length=12, choices=FollowUpKind)
    due_on = models.DateField("fällig am")
    note = models.CharField("Ergebnis", max_length=500, blank=True)
    done_at, done_by = stamps.moment("erledigt"), stamps.person("erledigt")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "Nachfrage zum Verlauf"
        verbose_name_plural = "Nachfragen zum Verlauf"
        ordering = ("due_on",)
        default_permissions = ()
        constraints = [
            stamped("done", name="volunteers_follow_up_done_stamped"),
            models.UniqueConstraint(
                fields=["placement", "kind"],
                name="volunteers_follow_up_once",
                violation_error_message="Diese Nachfrage gibt es schon.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.due_on:%d.%m.%Y}"


class FollowUpAnswerQuerySet(models.QuerySet):
    """Filters of answers."""

    def visible_to(self, user):
        """The coordination, and the institution that gave them; not the volunteer whom they are about."""
        if doors.is_coordinator(user):
            return self.all()
        if not (user.is_authenticated and user.has_perm(doors.REPRESENT)):
            return self.none()
        return self.filter(placement__opportunity__organisation__in=doors.represented(user))


@classified(personal="id follow_up placement how note answered_by", plain="answered_at")
class FollowUpAnswer(models.Model):
    """What the institution says about how it goes ("Antwort der Einrichtung"); given once, and never changed.

    It names the placement, so that it goes with the volunteer (migration `0005_erase_one_volunteer`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    follow_up = models.OneToOneField(FollowUp, models.CASCADE, related_name="answer", verbose_name="Nachfrage")
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="answers", verbose_name="Vermittlung")
    how = models.CharField("wie es geht", max_length=8, choices=HowItGoes)
    note = models.CharField("Anmerkung", max_length=500, blank=True)
    answered_at = stamps.moment("geantwortet", required=True)
    answered_by = stamps.person("geantwortet", required=True)

    objects = FollowUpAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "Antwort der Einrichtung"
        verbose_name_plural = "Antworten der Einrichtungen"
        ordering = ("answered_at",)
        default_permissions = ()

    def __str__(self):
        return f"{self.get_how_display()}{f': {self.note}' if self.note else ''}"
