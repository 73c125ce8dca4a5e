"""What somebody needs, and what she wants, in her own words."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from herne_integration import stamps
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Organisation
from welcome_folder.choices.needs import Urgency
from welcome_folder.models import doors, fields
from welcome_folder.models.folders import WelcomeFolder


class NeedsAssessmentQuerySet(models.QuerySet):
    """Filters of assessments."""

    def visible_to(self, user):
        """Wishes and goals are for the whole team."""
        return self.filter(doors.in_team(user, folder="folder"))


@classified(
    personal="id folder organisation assessed_on wishes goals review_due_on entered_by", plain="entered_at version"
)
@pghistory.track()
class NeedsAssessment(Versioned):
    """One look at what somebody needs ("Bedarf"), on a day; a later one stands beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="assessments", verbose_name="Ordner")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="Einrichtung")
    assessed_on = models.DateField("erhoben am")
    wishes = models.TextField("Wünsche, in eigenen Worten", max_length=2000, blank=True)
    goals = models.TextField("Ziele, in eigenen Worten", max_length=2000, blank=True)
    review_due_on = models.DateField("wieder ansehen am")
    entered_at, entered_by = stamps.moment("eingetragen", required=True), stamps.person("eingetragen", required=True)

    objects = NeedsAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Bedarfserhebung"
        verbose_name_plural = "Bedarfserhebungen"
        ordering = ("-assessed_on", "-entered_at")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(review_due_on__gt=F("assessed_on")),
                name="welcome_folder_assessment_review_after_it",
                violation_error_message="Wieder angesehen wird der Bedarf nach dem Tag der Erhebung.",
            ),
        ]

    def __str__(self):
        return f"Bedarf vom {self.assessed_on:%d.%m.%Y}"


class NeedQuerySet(models.QuerySet):
    """Filters of needs."""

    def visible_to(self, user):
        """Only the areas that one takes part in."""
        return self.filter(doors.covered(user, folder="assessment__folder"))


@classified(personal="id assessment area urgency words", plain="")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Need(models.Model):
    """How much is needed in one counselling area."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(NeedsAssessment, models.CASCADE, related_name="needs", verbose_name="Erhebung")
    area = fields.area()
    urgency = models.CharField("Dringlichkeit", max_length=5, choices=Urgency)
    words = models.CharField("Worum es geht", max_length=500, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = "Bedarf"
        verbose_name_plural = "Bedarfe"
        ordering = ("area__position",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "area"],
                name="welcome_folder_need_once_per_area",
                violation_error_message="Jedes Beratungsfeld steht einmal in einer Erhebung.",
            ),
        ]

    def __str__(self):
        return f"{self.area}: {self.get_urgency_display()}"
