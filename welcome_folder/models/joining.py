"""Somebody asks to take part in a folder that she may not see."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.privacy import classified
from offers.models import Organisation
from welcome_folder.choices.joining import JoinState
from welcome_folder.choices.team import Basis, TeamRole
from welcome_folder.models import doors
from welcome_folder.models.folders import WelcomeFolder
from welcome_folder.models.guarding import final, no_immigration_office


class JoinRequestQuerySet(models.QuerySet):
    """Filters of requests."""

    def visible_to(self, user):
        """Who leads the folder decides about it; nobody else of the team is asked."""
        return self.filter(Exists(doors.places(user).filter(folder=OuterRef("folder"), role=TeamRole.LEAD)))

    def of(self, user):
        """Her own: she learns yes or no, and nothing of the folder."""
        return self.filter(asked_by=user.pk, organisation__in=doors.institutions_of(user))

    def waiting(self):
        """Nobody has answered yet."""
        return self.filter(state=JoinState.ASKED)


@classified(
    personal="id folder organisation areas purpose basis basis_text consent_on consent_slot state refusal_reason"
    " asked_by settled_by",
    plain="asked_at settled_at",
)
@pghistory.track()
class JoinRequest(models.Model):
    """A request to take part ("Bitte um Beteiligung")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="join_requests", verbose_name="Ordner")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="Einrichtung")
    areas = ArrayField(models.CharField(max_length=60), verbose_name="Beratungsfelder")
    purpose = models.CharField("Zweck", max_length=200)
    basis = models.CharField("Grundlage", max_length=8, choices=Basis)
    basis_text = models.CharField("Norm oder Wortlaut", max_length=200, blank=True)
    consent_on = models.DateField("Einwilligung vom", null=True, blank=True)
    consent_slot = models.CharField("Fach der unterschriebenen Einwilligung", max_length=80, blank=True)
    state = models.CharField("Stand", max_length=9, choices=JoinState, default=JoinState.ASKED)
    # For the lead's own record; whoever asked does not read it.
    refusal_reason = models.CharField("Grund", max_length=300, blank=True)
    asked_at, asked_by = stamps.moment("gefragt", required=True), stamps.person("gefragt", required=True)
    settled_at, settled_by = stamps.moment("beantwortet"), stamps.person("beantwortet")

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "Bitte um Beteiligung"
        verbose_name_plural = "Bitten um Beteiligung"
        ordering = ("asked_at",)
        default_permissions = ()
        triggers = [no_immigration_office(), final("join_request", open_states=["asked"])]
        constraints = [
            stamped("settled", name="welcome_folder_join_request_settled_stamped"),
            models.CheckConstraint(
                condition=Q(state=JoinState.ASKED, settled_at__isnull=True)
                | ~Q(state=JoinState.ASKED) & Q(settled_at__isnull=False),
                name="welcome_folder_join_request_settled_by_a_person",
                violation_error_message="Beantwortet ist, was eine Person beantwortet hat.",
            ),
            models.CheckConstraint(
                condition=~Q(state=JoinState.REFUSED) | ~Q(refusal_reason=""),
                name="welcome_folder_join_request_refused_with_reason",
                violation_error_message="Wer ablehnt, nennt den Grund.",
            ),
            models.CheckConstraint(
                condition=Q(areas__len__gt=0) & ~Q(purpose=""),
                name="welcome_folder_join_request_has_purpose_and_areas",
                violation_error_message="Nötig sind ein Zweck und mindestens ein Beratungsfeld.",
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.LAW) & ~Q(basis_text="") | Q(basis=Basis.CONSENT, consent_on__isnull=False),
                name="welcome_folder_join_request_has_basis",
                violation_error_message="Nötig ist die Norm oder der Tag der Einwilligung.",
            ),
            models.UniqueConstraint(
                fields=["folder", "organisation", "asked_by"],
                condition=Q(state=JoinState.ASKED),
                name="welcome_folder_join_request_once_at_a_time",
                violation_error_message="Sie haben für diesen Ordner schon gefragt.",
            ),
        ]

    def __str__(self):
        return f"Bitte um Beteiligung vom {self.asked_at:%d.%m.%Y}"
