"""Who applies: an organisation, an initiative or a department of the city, and its people."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from fund.choices.applicants import ApplicantKind, TeamRole
from herne_integration import stamps
from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Organisation


class ApplicantQuerySet(models.QuerySet):
    """Filters of applicants."""

    def visible_to(self, user):
        """The project office sees all, others those whose team they belong to."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.has_perm("fund.manage_fund") else self.of(user)

    def of(self, user):
        """Those in whose team somebody is now."""
        members = ApplicantMember.objects.live().filter(applicant=OuterRef("pk"), user=user.pk)
        return self.filter(Exists(members))


@classified(
    personal="id name street postcode city register_number",
    plain="kind organisation linked_at linked_by created_at version",
)
@pghistory.track()
class Applicant(Versioned):
    """Who asks for money ("Antragsteller"). A name that nobody has matched stays text; only the office links it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("Name", max_length=200)
    kind = models.CharField("Rechtsform", max_length=12, choices=ApplicantKind)
    street = models.CharField("Straße und Hausnummer", max_length=160, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    register_number = models.CharField("Registernummer", max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applicants",
        verbose_name="Einrichtung im Verzeichnis",
    )
    linked_at, linked_by = stamps.moment("zugeordnet"), stamps.person("zugeordnet")
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = ApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = "Antragsteller"
        verbose_name_plural = "Antragsteller"
        ordering = ("name", "pk")
        default_permissions = ()
        constraints = [
            stamped("linked", name="fund_applicant_linked_stamped"),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="fund_applicant_has_name",
                violation_error_message="Ein Antragsteller braucht einen Namen.",
            ),
            models.CheckConstraint(
                condition=Q(postcode="") | Q(postcode__regex=r"^[0-9]{5}$"),
                name="fund_applicant_postcode_five_digits",
                violation_error_message="Eine Postleitzahl hat fünf Ziffern.",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(linked_at__isnull=False),
                name="fund_applicant_linked_by_a_person",
                violation_error_message="Einer Einrichtung zugeordnet ist nur, was eine Person zugeordnet hat.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_city(self):
        """Whether it belongs to the city: then money moves inside and there is no notice with a remedy."""
        return self.kind == ApplicantKind.DEPARTMENT


class ApplicantMemberQuerySet(models.QuerySet):
    """Filters of members."""

    def live(self):
        """Not ended: ends count at once."""
        return self.filter(ended_at__isnull=True)

    def visible_to(self, user):
        """As visible as the applicant."""
        return self.filter(Exists(Applicant.objects.visible_to(user).filter(pk=OuterRef("applicant"))))


@classified(personal="id applicant user role joined_by ended_by", plain="joined_at ended_at")
@pghistory.track()
class ApplicantMember(models.Model):
    """Somebody in the applicant's team, from and to ("Mitglied des Teams")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="members", verbose_name="Antragsteller")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applicant_places", verbose_name="Person"
    )
    role = models.CharField("Rolle", max_length=12, choices=TeamRole)
    joined_at, joined_by = stamps.moment("aufgenommen", required=True), stamps.person("aufgenommen", required=True)
    ended_at, ended_by = stamps.moment("beendet"), stamps.person("beendet")

    objects = ApplicantMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitglied des Teams"
        verbose_name_plural = "Mitglieder der Teams"
        ordering = ("role", "joined_at")
        default_permissions = ()
        constraints = [
            stamped("ended", name="fund_applicant_member_ended_stamped"),
            ordered("joined_at", "ended_at", name="fund_applicant_member_ends_after_start"),
            models.UniqueConstraint(
                fields=["applicant", "user", "role"],
                condition=Q(ended_at__isnull=True),
                name="fund_applicant_member_role_once",
                violation_error_message="Diese Rolle hat die Person in diesem Team schon.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.applicant}"
