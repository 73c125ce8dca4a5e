"""The agreement for good cooperation: versions of the words, and who signed them."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from volunteers.choices.agreements import Insurance
from volunteers.models import doors
from volunteers.models.placements import Placement


class AgreementTextQuerySet(models.QuerySet):
    """Filters of agreement texts."""

    def newest(self):
        """The published text with the highest number, or None."""
        return self.filter(published_at__isnull=False).order_by("-number").first()


@classified(plain="id number text published_at", personal="published_by")
class AgreementText(models.Model):
    """One version of the agreement's words ("Fassung der Vereinbarung"); a published one stays (plain trigger)."""

    number = models.PositiveSmallIntegerField("Fassung", unique=True)
    text = models.TextField("Text", max_length=20000)
    published_at, published_by = stamps.moment("veröffentlicht"), stamps.person("veröffentlicht")

    objects = AgreementTextQuerySet.as_manager()

    class Meta:
        verbose_name = "Fassung der Vereinbarung"
        verbose_name_plural = "Fassungen der Vereinbarung"
        ordering = ("-number",)
        default_permissions = ()
        constraints = [stamped("published", name="volunteers_agreement_text_published_stamped")]

    def __str__(self):
        return f"Vereinbarung für gute Zusammenarbeit, Fassung {self.number}"


class CooperationQuerySet(models.QuerySet):
    """Filters of agreements."""

    def visible_to(self, user):
        """Whoever may see the placement."""
        return self.filter(placement__in=Placement.objects.visible_to(user))

    def signed(self):
        """By both sides."""
        return self.filter(volunteer_signed_at__isnull=False, organisation_signed_at__isnull=False)


@classified(
    personal="id placement text insurance insurance_note tasks_text drawn_up_by volunteer_signed_by"
    " organisation_signed_by",
    plain="drawn_up_at volunteer_signed_at organisation_signed_at version",
)
@pghistory.track()
class CooperationAgreement(Versioned):
    """Both sides' agreement about one placement ("Vereinbarung"); after the first signature it stays as it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.OneToOneField(Placement, models.CASCADE, related_name="agreement", verbose_name="Vermittlung")
    text = models.ForeignKey(AgreementText, models.PROTECT, related_name="+", verbose_name="Fassung")
    insurance = models.CharField("Versichert über", max_length=10, choices=Insurance)
    insurance_note = models.CharField("Versicherung, in Worten", max_length=300, blank=True)
    tasks_text = models.TextField("Aufgaben und Zeiten", max_length=2000, blank=True)
    drawn_up_at, drawn_up_by = stamps.moment("erstellt", required=True), stamps.person("erstellt", required=True)
    volunteer_signed_at = stamps.moment("von der ehrenamtlichen Person unterschrieben")
    volunteer_signed_by = stamps.person("von der ehrenamtlichen Person unterschrieben")
    organisation_signed_at = stamps.moment("von der Einrichtung unterschrieben")
    organisation_signed_by = stamps.person("von der Einrichtung unterschrieben")

    objects = CooperationQuerySet.as_manager()

    class Meta:
        verbose_name = "Vereinbarung"
        verbose_name_plural = "Vereinbarungen"
        default_permissions = ()
        constraints = [
            stamped("volunteer_signed", name="volunteers_agreement_volunteer_signed_stamped"),
            stamped("organisation_signed", name="volunteers_agreement_organisation_signed_stamped"),
            models.CheckConstraint(
                condition=Q(volunteer_signed_by__isnull=True)
                | Q(organisation_signed_by__isnull=True)
                | ~Q(volunteer_signed_by=models.F("organisation_signed_by")),
                name="volunteers_agreement_signed_by_two",
                violation_error_message="Beide Seiten unterschreiben selbst.",
            ),
        ]

    def __str__(self):
        return str(self.text)

    @property
    def is_signed(self):
        """By both sides."""
        return bool(self.volunteer_signed_at and self.organisation_signed_at)


def may_sign_for_organisation(user, agreement):
    """Whether somebody signs for the organisation of an agreement."""
    return doors.represents(user, agreement.placement.opportunity.organisation_id)
