"""One volunteer and one opportunity, from the suggestion to the end."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from volunteers.choices.placements import (
    BEGUN,
    LIVE,
    OPEN,
    DeclineReason,
    EndReason,
    PlacementOrigin,
    PlacementState,
)
from volunteers.models import doors
from volunteers.models.opportunities import Opportunity
from volunteers.models.profiles import Volunteer

DECISIONS = (
    "interested",
    "volunteer_declined",
    "asked",
    "agreed",
    "organisation_declined",
    "introduced",
    "trial",
    "activated",
    "ended",
    "overridden",
)


class PlacementQuerySet(models.QuerySet):
    """Filters of placements."""

    def visible_to(self, user):
        """Coordinators all; a volunteer her own; an organisation its own once it was asked.

        An organisation reads them pseudonymously: contact data goes through `doors.contact_of_volunteer`.
        """
        if not user.is_authenticated:
            return self.none()
        return self.all() if doors.is_coordinator(user) else self.filter(doors.of_own_side(user))

    def represented_by(self, user):
        """What an institution was asked about for which somebody speaks, and nothing else that she may see."""
        if not (user.is_authenticated and user.has_perm(doors.REPRESENT)):
            return self.none()
        return self.filter(opportunity__organisation__in=doors.represented(user), asked_at__isnull=False)

    def open(self):
        """Suggested, interested or asked: somebody still has to say something."""
        return self.filter(state__in=OPEN)

    def live(self):
        """Introduced, on trial or active: it takes a place."""
        return self.filter(state__in=LIVE)

    def begun(self):
        """On trial or active."""
        return self.filter(state__in=BEGUN)

    def in_line(self):
        """Who waits, first come first: the strict order in which they said yes."""
        return self.filter(state__in=(PlacementState.INTERESTED, PlacementState.ASKED)).order_by("line_number")

    def coordinated_by(self, user):
        """What stands in somebody's inbox; what nobody coordinates stands in everybody's."""
        return self.filter(Q(coordinator=user.pk) | Q(coordinator__isnull=True))

    def to_be_asked(self):
        """The volunteer said yes, and the organisation has not been asked yet."""
        return self.filter(state=PlacementState.INTERESTED)

    def to_be_introduced(self):
        """Both said yes."""
        return self.filter(state=PlacementState.ASKED, agreed_at__isnull=False)

    def with_people(self):
        """With what a list shows of each, in one query."""
        return self.select_related("volunteer", "opportunity__organisation", "coordinator")


@classified(
    personal="id volunteer opportunity state coordinator line_number decline_reason decline_note end_reason end_note"
    " reasons override_role override_reason override_codes suggested_by interested_by volunteer_declined_by asked_by"
    " agreed_by organisation_declined_by introduced_by trial_by activated_by ended_by overridden_by",
    plain="origin is_enquiry suggested_at interested_at volunteer_declined_at asked_at agreed_at"
    " organisation_declined_at introduced_at trial_at trial_ends_on activated_at ended_at overridden_at version",
)
@pghistory.track()
class Placement(Versioned):
    """A volunteer suggested for an opportunity ("Vermittlung"). Plain triggers keep capacity and moves (0003)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, related_name="placements", verbose_name="ehrenamtliche Person"
    )
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="placements", verbose_name="Einsatz")
    state = models.CharField("Stand", max_length=10, choices=PlacementState, default=PlacementState.SUGGESTED)
    origin = models.CharField("Anlass", max_length=12, choices=PlacementOrigin, default=PlacementOrigin.COORDINATOR)
    # Somebody came forward for an opportunity that nobody has confirmed: the coordination finds out first.
    is_enquiry = models.BooleanField("Anfrage zu einem nicht bestätigten Einsatz", default=False)
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coordinated_placements",
        verbose_name="Koordination",
    )
    # The order in which volunteers said yes to this opportunity: 1, 2, 3, …; given out under the opportunity's lock.
    line_number = models.PositiveIntegerField("Reihenfolge", null=True, blank=True, editable=False)
    # Why it fits, as sentences, frozen when it was suggested.
    reasons = models.JSONField("Gründe", default=list, blank=True)
    decline_reason = models.CharField("Grund der Absage", max_length=10, choices=DeclineReason, blank=True)
    decline_note = models.CharField("Absage, in Worten", max_length=300, blank=True)
    trial_ends_on = models.DateField("Probezeit bis", null=True, blank=True)
    end_reason = models.CharField("Grund des Endes", max_length=12, choices=EndReason, blank=True)
    end_note = models.CharField("Ende, in Worten", max_length=300, blank=True)

    # What was waived, by whom in which role and why; what the law demands has no exception.
    override_codes = ArrayField(models.CharField(max_length=40), verbose_name="trotz", default=list, blank=True)
    override_role = models.CharField("in der Rolle", max_length=80, blank=True)
    override_reason = models.CharField("Begründung der Ausnahme", max_length=500, blank=True)

    suggested_at = stamps.moment("vorgeschlagen", required=True)
    suggested_by = stamps.person("vorgeschlagen", required=True)
    interested_at, interested_by = stamps.moment("zugesagt"), stamps.person("zugesagt")
    volunteer_declined_at, volunteer_declined_by = stamps.moment("abgesagt"), stamps.person("abgesagt")
    asked_at, asked_by = stamps.moment("Einrichtung gefragt"), stamps.person("Einrichtung gefragt")
    agreed_at, agreed_by = stamps.moment("Einrichtung einverstanden"), stamps.person("Einrichtung einverstanden")
    organisation_declined_at = stamps.moment("von der Einrichtung abgelehnt")
    organisation_declined_by = stamps.person("von der Einrichtung abgelehnt")
    introduced_at, introduced_by = stamps.moment("vorgestellt"), stamps.person("vorgestellt")
    trial_at, trial_by = stamps.moment("Probezeit begonnen"), stamps.person("Probezeit begonnen")
    activated_at, activated_by = stamps.moment("begonnen"), stamps.person("begonnen")
    ended_at, ended_by = stamps.moment("beendet"), stamps.person("beendet")
    overridden_at, overridden_by = stamps.moment("Ausnahme gemacht"), stamps.person("Ausnahme gemacht")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "Vermittlung"
        verbose_name_plural = "Vermittlungen"
        ordering = ("-suggested_at", "pk")
        default_permissions = ()
        indexes = [
            models.Index(fields=["opportunity", "state"], name="volunteers_placement_of"),
            models.Index(fields=["coordinator", "state"], name="volunteers_placement_inbox"),
        ]
        constraints = [
            *(stamped(decision, name=f"volunteers_placement_{decision}_stamped") for decision in DECISIONS),
            models.UniqueConstraint(
                fields=["volunteer", "opportunity"],
                condition=Q(state__in=(*OPEN, *LIVE)),
                name="volunteers_placement_once_at_a_time",
                violation_error_message="Für diesen Einsatz läuft mit dieser Person schon eine Vermittlung.",
            ),
            models.UniqueConstraint(
                fields=["opportunity", "line_number"],
                name="volunteers_placement_line_in_order",
                violation_error_message="Dieser Platz in der Reihenfolge ist vergeben.",
            ),
            models.CheckConstraint(
                condition=Q(interested_at__isnull=True, line_number__isnull=True)
                | Q(interested_at__isnull=False, line_number__isnull=False),
                name="volunteers_placement_interested_stands_in_line",
                violation_error_message="Wer zusagt, steht in der Reihenfolge.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LIVE)
                | Q(interested_at__isnull=False, agreed_at__isnull=False, introduced_at__isnull=False),
                name="volunteers_placement_both_said_yes",
                violation_error_message="Vorgestellt wird erst, wenn beide Seiten ja gesagt haben.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlacementState.ENDED) | Q(ended_at__isnull=False) & ~Q(end_reason=""),
                name="volunteers_placement_ended_with_reason",
                violation_error_message="Wer eine Vermittlung beendet, nennt den Grund.",
            ),
            models.CheckConstraint(
                condition=Q(overridden_at__isnull=True, override_codes=[], override_role="", override_reason="")
                | Q(overridden_at__isnull=False, override_codes__len__gt=0)
                & ~Q(override_role="")
                & ~Q(override_reason=""),
                name="volunteers_placement_override_with_role_and_reason",
                violation_error_message="Eine Ausnahme braucht Rolle und Begründung.",
            ),
        ]

    def __str__(self):
        return f"{self.opportunity}, {self.get_state_display()}"
