"""What was agreed in an appointment."""

import uuid

import pghistory
from django.db import models
from django.db.models import OuterRef, Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Organisation
from welcome_folder.choices.agreements import AgreementState, Debtor
from welcome_folder.models.appointments import Appointment
from welcome_folder.models.folders import WelcomeFolder
from welcome_folder.models.guarding import final, stays


class AgreementQuerySet(models.QuerySet):
    """Filters of agreements."""

    def visible_to(self, user):
        """An agreement is as visible as the appointment it came out of."""
        return self.filter(models.Exists(Appointment.objects.visible_to(user).filter(pk=OuterRef("appointment"))))


@classified(
    personal="id folder appointment debtor institution what due_on state void_reason entered_by settled_by",
    plain="entered_at settled_at version",
)
@pghistory.track()
class Agreement(Versioned):
    """Who owes what until when ("Vereinbarung")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="agreements", verbose_name="Ordner")
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="agreements", verbose_name="Termin")
    debtor = models.CharField("wer", max_length=11, choices=Debtor)
    institution = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stelle"
    )
    what = models.CharField("was", max_length=300)
    due_on = models.DateField("bis wann", null=True, blank=True)
    state = models.CharField("Stand", max_length=4, choices=AgreementState, default=AgreementState.OPEN)
    void_reason = models.CharField("Grund", max_length=200, blank=True)
    entered_at, entered_by = stamps.moment("eingetragen", required=True), stamps.person("eingetragen", required=True)
    settled_at, settled_by = stamps.moment("erledigt"), stamps.person("erledigt")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "Vereinbarung"
        verbose_name_plural = "Vereinbarungen"
        ordering = (models.F("due_on").asc(nulls_last=True), "entered_at")
        default_permissions = ()
        triggers = [
            final("agreement", open_states=["open"]),
            stays("agreement", since="entered_at", columns=["what", "debtor", "institution_id", "appointment_id"]),
        ]
        constraints = [
            stamped("settled", name="welcome_folder_agreement_settled_stamped"),
            models.CheckConstraint(
                condition=Q(state=AgreementState.OPEN, settled_at__isnull=True)
                | ~Q(state=AgreementState.OPEN) & Q(settled_at__isnull=False),
                name="welcome_folder_agreement_settled_by_a_person",
                violation_error_message="Erledigt ist, was eine Person erledigt genannt hat.",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.VOID) | ~Q(void_reason=""),
                name="welcome_folder_agreement_void_with_reason",
                violation_error_message="Hinfällig wird eine Vereinbarung nur mit Grund.",
            ),
            models.CheckConstraint(
                condition=Q(debtor=Debtor.INSTITUTION, institution__isnull=False)
                | ~Q(debtor=Debtor.INSTITUTION) & Q(institution__isnull=True),
                name="welcome_folder_agreement_names_its_institution",
                violation_error_message="Sagt eine Stelle etwas zu, steht ihr Name dabei.",
            ),
            models.CheckConstraint(
                condition=~Q(what=""),
                name="welcome_folder_agreement_says_what",
                violation_error_message="Eine Vereinbarung sagt, was getan wird.",
            ),
        ]

    def __str__(self):
        return self.what
