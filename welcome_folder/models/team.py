"""Who works with a person: institutions, their people, and why they may know."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.constraints import ordered, stamped
from herne_integration.privacy import classified
from offers.models import Organisation
from welcome_folder.choices.team import Basis, TeamRole
from welcome_folder.models import doors
from welcome_folder.models.folders import WelcomeFolder
from welcome_folder.models.guarding import never_lost, no_immigration_office


class CareTeamQuerySet(models.QuerySet):
    """Filters of team members."""

    def visible_to(self, user):
        """The teams of the folders that one may see."""
        return self.filter(doors.in_team(user, folder="folder"))

    def live_on(self, day):
        """Begun and not over on that day; the day of an early end does not count."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), ended_at__isnull=True, starts_on__lte=day)


@classified(
    personal="id folder organisation user role purpose areas basis basis_text consent_on consent_slot starts_on ends_on"
    " joined_by ended_by",
    plain="joined_at ended_at",
)
@pghistory.track()
class CareTeamMember(models.Model):
    """An institution and one of its people who take part ("Beteiligung")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="team", verbose_name="Ordner")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="care_team_places", verbose_name="Einrichtung"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="care_team_places", verbose_name="Fachkraft"
    )
    role = models.CharField("Rolle", max_length=12, choices=TeamRole, default=TeamRole.PARTICIPANT)
    purpose = models.CharField("Zweck", max_length=200)
    areas = ArrayField(models.CharField(max_length=60), verbose_name="Beratungsfelder")
    basis = models.CharField("Grundlage", max_length=8, choices=Basis)
    basis_text = models.CharField("Norm oder Wortlaut", max_length=200, blank=True)
    consent_on = models.DateField("Einwilligung vom", null=True, blank=True)
    consent_slot = models.CharField("Fach der unterschriebenen Einwilligung", max_length=80, blank=True)
    starts_on = models.DateField("ab")
    ends_on = models.DateField("bis", null=True, blank=True)
    joined_at, joined_by = stamps.moment("aufgenommen", required=True), stamps.person("aufgenommen", required=True)
    ended_at, ended_by = stamps.moment("beendet"), stamps.person("beendet")

    objects = CareTeamQuerySet.as_manager()

    class Meta:
        verbose_name = "Beteiligung"
        verbose_name_plural = "Beteiligungen"
        default_permissions = ()
        triggers = [never_lost("folder_id"), no_immigration_office()]
        indexes = [
            models.Index(
                fields=["user", "organisation"], condition=Q(ended_at__isnull=True), name="welcome_folder_member_live"
            )
        ]
        constraints = [
            ordered("starts_on", "ends_on", name="welcome_folder_member_ends_after_start"),
            stamped("ended", name="welcome_folder_member_ended_stamped"),
            models.UniqueConstraint(
                fields=["folder"],
                condition=Q(role=TeamRole.LEAD, ended_at__isnull=True),
                name="welcome_folder_member_one_lead",
                violation_error_message="Ein Ordner hat genau eine federführende Stelle.",
            ),
            models.UniqueConstraint(
                fields=["folder", "organisation", "user"],
                condition=Q(ended_at__isnull=True),
                name="welcome_folder_member_once_live",
                violation_error_message="Diese Fachkraft ist schon beteiligt.",
            ),
            models.CheckConstraint(
                condition=~Q(role=TeamRole.LEAD) | Q(ends_on__isnull=True),
                name="welcome_folder_member_lead_without_end",
                violation_error_message="Federführung endet mit einer Übergabe, nicht von selbst.",
            ),
            models.CheckConstraint(
                condition=Q(areas__len__gt=0) & ~Q(purpose=""),
                name="welcome_folder_member_has_purpose_and_areas",
                violation_error_message="Eine Beteiligung braucht einen Zweck und mindestens ein Beratungsfeld.",
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.LAW) & ~Q(basis_text="") | Q(basis=Basis.CONSENT, consent_on__isnull=False),
                name="welcome_folder_member_has_basis",
                violation_error_message="Nötig ist die Norm oder der Tag der Einwilligung.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.get_role_display()}"
