"""The way of one person: generated from a path, then her own."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Organisation
from offers.models.paths import PathStep, PathVersion
from welcome_folder.choices.plans import StepOrigin, StepOwner, StepState
from welcome_folder.models import doors, fields
from welcome_folder.models.agreements import Agreement
from welcome_folder.models.documents import FolderDocument
from welcome_folder.models.folders import WelcomeFolder
from welcome_folder.models.guarding import never_lost
from welcome_folder.models.needs import Need


class PlanQuerySet(models.QuerySet):
    """Filters of plans."""

    def visible_to(self, user):
        """Which path somebody is on is for the whole team."""
        return self.filter(doors.in_team(user, folder="folder"))


@classified(personal="id folder path_version made_by ended_by", plain="made_at ended_at version")
@pghistory.track()
class IntegrationPlan(Versioned):
    """The path version that a folder follows ("Integrationsplan"); it keeps it when the path gets a newer one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="plans", verbose_name="Ordner")
    path_version = models.ForeignKey(PathVersion, models.PROTECT, related_name="plans", verbose_name="Beratungsweg")
    made_at, made_by = stamps.moment("erstellt", required=True), stamps.person("erstellt", required=True)
    ended_at, ended_by = stamps.moment("abgelöst"), stamps.person("abgelöst")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Integrationsplan"
        verbose_name_plural = "Integrationspläne"
        ordering = ("-made_at",)
        default_permissions = ()
        constraints = [
            stamped("ended", name="welcome_folder_plan_ended_stamped"),
            models.UniqueConstraint(
                fields=["folder"],
                condition=Q(ended_at__isnull=True),
                name="welcome_folder_plan_one_at_a_time",
                violation_error_message="Dieser Ordner hat schon einen Plan.",
            ),
        ]

    def __str__(self):
        return f"Plan nach {self.path_version}"


class PlanStepQuerySet(models.QuerySet):
    """Filters of steps."""

    def visible_to(self, user):
        """Steps of the areas that one takes part in."""
        return self.filter(doors.covered(user))

    def open(self):
        """Neither done nor dropped; overdue ones are open too."""
        return self.filter(state=StepState.OPEN)


@classified(
    personal="id folder plan area title detail origin need path_step agreement document document_until origin_text"
    " owner institution due_on evidence state dropped_reason entered_by settled_by",
    plain="entered_at settled_at version",
)
@pghistory.track()
class PlanStep(Versioned):
    """One thing to do until a day ("Schritt"); it cites the need or the rule that it comes from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="steps", verbose_name="Ordner")
    plan = models.ForeignKey(
        IntegrationPlan, models.SET_NULL, null=True, blank=True, related_name="steps", verbose_name="Plan"
    )
    area = fields.area()
    title = models.CharField("Schritt", max_length=200)
    detail = models.TextField("Worum es geht", max_length=2000, blank=True)
    origin = models.CharField("Grund", max_length=9, choices=StepOrigin)
    need = models.ForeignKey(Need, models.SET_NULL, null=True, blank=True, related_name="steps", verbose_name="Bedarf")
    path_step = models.ForeignKey(
        PathStep, models.PROTECT, null=True, blank=True, related_name="plan_steps", verbose_name="Schritt des Wegs"
    )
    # An agreement with a day is a step; both are settled together.
    agreement = models.OneToOneField(
        Agreement, models.SET_NULL, null=True, blank=True, related_name="step", verbose_name="Vereinbarung"
    )
    # Of a paper that runs out: which one, and until when it held, because a renewed one gets steps of its own.
    document = models.ForeignKey(
        FolderDocument, models.RESTRICT, null=True, blank=True, related_name="steps", verbose_name="Dokument"
    )
    document_until = models.DateField("Dokument gültig bis", null=True, blank=True)
    origin_text = models.CharField("Grund, in Worten", max_length=300)
    owner = models.CharField("wer", max_length=11, choices=StepOwner)
    institution = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="folder_steps", verbose_name="Stelle"
    )
    due_on = models.DateField("bis wann")
    evidence = models.CharField("Nachweis", max_length=200, blank=True)
    state = models.CharField("Stand", max_length=7, choices=StepState, default=StepState.OPEN)
    dropped_reason = models.CharField("warum entfallen", max_length=200, blank=True)
    entered_at, entered_by = stamps.moment("eingetragen", required=True), stamps.person("eingetragen", required=True)
    settled_at, settled_by = stamps.moment("erledigt"), stamps.person("erledigt")

    objects = PlanStepQuerySet.as_manager()

    class Meta:
        verbose_name = "Schritt"
        verbose_name_plural = "Schritte"
        ordering = ("due_on", "entered_at")
        default_permissions = ()
        triggers = [never_lost("folder_id")]
        indexes = [
            models.Index(fields=["folder", "due_on"], condition=Q(state=StepState.OPEN), name="welcome_folder_step_due")
        ]
        constraints = [
            stamped("settled", name="welcome_folder_step_settled_stamped"),
            models.CheckConstraint(
                condition=Q(document__isnull=True, document_until__isnull=True)
                | Q(document__isnull=False, document_until__isnull=False),
                name="welcome_folder_step_knows_until_when",
                violation_error_message="Ein Schritt zu einem Papier nennt den Tag, an dem es abläuft.",
            ),
            models.CheckConstraint(
                condition=Q(state=StepState.OPEN, settled_at__isnull=True)
                | ~Q(state=StepState.OPEN) & Q(settled_at__isnull=False),
                name="welcome_folder_step_settled_by_a_person",
                violation_error_message="Erledigt ist, was eine Person erledigt genannt hat.",
            ),
            models.CheckConstraint(
                condition=~Q(state=StepState.DROPPED) | ~Q(dropped_reason=""),
                name="welcome_folder_step_dropped_with_reason",
                violation_error_message="Ein Schritt entfällt nur mit Grund.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(origin_text=""),
                name="welcome_folder_step_cites_its_reason",
                violation_error_message="Ein Schritt sagt, was zu tun ist und warum.",
            ),
            models.CheckConstraint(
                condition=Q(owner=StepOwner.INSTITUTION, institution__isnull=False)
                | Q(owner=StepOwner.PERSON, institution__isnull=True),
                name="welcome_folder_step_names_its_institution",
                violation_error_message="Ist eine Stelle dran, steht ihr Name dabei.",
            ),
        ]

    def __str__(self):
        return self.title
