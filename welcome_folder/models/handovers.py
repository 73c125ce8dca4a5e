"""From one institution to the next: until the first contact the sender stays responsible."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Organisation
from welcome_folder.choices.handovers import LIVE, HandoverKind, HandoverState
from welcome_folder.models import doors
from welcome_folder.models.folders import WelcomeFolder


class HandoverQuerySet(models.QuerySet):
    """Filters of handovers."""

    def visible_to(self, user):
        """The folder's team, and the institution that it is addressed to."""
        return self.filter(
            Q(doors.in_team(user, folder="folder")) | Q(receiver__in=doors.institutions_of(user))
        ).exclude(state=HandoverState.REVOKED, receiver__in=doors.institutions_of(user))

    def live(self):
        """Neither answered with no, nor finished, nor taken back."""
        return self.filter(state__in=LIVE)


@classified(
    personal="id folder kind sender sender_user receiver receiver_user areas reason state deadline_on legal_area"
    " decline_reason offered_by accepted_by declined_by revoked_by contacted_by finished_by",
    plain="offered_at accepted_at declined_at revoked_at contacted_at finished_at version",
)
@pghistory.track()
class Handover(Versioned):
    """A folder, or one topic of it, is offered to another institution ("Übergabe")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="handovers", verbose_name="Ordner")
    kind = models.CharField("Art", max_length=10, choices=HandoverKind)
    sender = models.ForeignKey(
        Organisation, models.PROTECT, related_name="handovers_sent", verbose_name="abgebende Stelle"
    )
    sender_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="abgebende Fachkraft"
    )
    receiver = models.ForeignKey(
        Organisation, models.PROTECT, related_name="handovers_received", verbose_name="aufnehmende Stelle"
    )
    receiver_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="aufnehmende Fachkraft",
    )
    areas = ArrayField(models.CharField(max_length=60), verbose_name="Beratungsfelder")
    # What the receiver reads before she has accepted: no content of the folder.
    reason = models.CharField("Anlass", max_length=500)
    legal_area = models.CharField("neuer Rechtskreis", max_length=8, blank=True)
    state = models.CharField("Stand", max_length=9, choices=HandoverState, default=HandoverState.OFFERED)
    deadline_on = models.DateField("Antwort bis")
    decline_reason = models.CharField("Grund der Ablehnung", max_length=300, blank=True)
    offered_at, offered_by = stamps.moment("angeboten", required=True), stamps.person("angeboten", required=True)
    accepted_at, accepted_by = stamps.moment("angenommen"), stamps.person("angenommen")
    declined_at, declined_by = stamps.moment("abgelehnt"), stamps.person("abgelehnt")
    revoked_at, revoked_by = stamps.moment("zurückgezogen"), stamps.person("zurückgezogen")
    contacted_at, contacted_by = stamps.moment("erster Kontakt"), stamps.person("erster Kontakt")
    finished_at, finished_by = stamps.moment("abgeschlossen"), stamps.person("abgeschlossen")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "Übergabe"
        verbose_name_plural = "Übergaben"
        ordering = ("-offered_at",)
        default_permissions = ()
        constraints = [
            *(
                stamped(decision, name=f"welcome_folder_handover_{decision}_stamped")
                for decision in ("accepted", "declined", "revoked", "contacted", "finished")
            ),
            models.CheckConstraint(
                condition=~Q(sender=F("receiver")),
                name="welcome_folder_handover_to_somebody_else",
                violation_error_message="Eine Übergabe geht an eine andere Stelle.",
            ),
            models.CheckConstraint(
                condition=Q(areas__len__gt=0) & ~Q(reason=""),
                name="welcome_folder_handover_has_reason_and_areas",
                violation_error_message="Eine Übergabe braucht einen Anlass und mindestens ein Beratungsfeld.",
            ),
            models.CheckConstraint(
                condition=~Q(state=HandoverState.DECLINED) | Q(declined_at__isnull=False) & ~Q(decline_reason=""),
                name="welcome_folder_handover_declined_with_reason",
                violation_error_message="Wer ablehnt, nennt den Grund.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[HandoverState.ACCEPTED, HandoverState.CONTACTED, HandoverState.DONE])
                | Q(accepted_at__isnull=False, receiver_user__isnull=False),
                name="welcome_folder_handover_accepted_by_a_person",
                violation_error_message="Angenommen ist, was eine Fachkraft angenommen hat.",
            ),
            models.UniqueConstraint(
                fields=["folder"],
                condition=Q(state__in=LIVE, kind__in=[HandoverKind.LEAD, HandoverKind.LEGAL_AREA]),
                name="welcome_folder_handover_one_lead_at_a_time",
                violation_error_message="Für diesen Ordner läuft schon eine Übergabe der Federführung.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} an {self.receiver}"
