"""The one chronological log of appointments, on which all actors build."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Language, Organisation
from offers.models.links import tracked
from welcome_folder.choices.appointments import AppointmentState, Source, Visibility
from welcome_folder.models import doors, fields
from welcome_folder.models.folders import WelcomeFolder
from welcome_folder.models.guarding import final, never_lost, stays
from welcome_folder.models.vocabulary import AppointmentKind, DocumentKind

PLANNED = ["kind_id", "area_id", "institution_id", "day", "time", "place", "with_whom", "visibility", "source"]


class AppointmentQuerySet(models.QuerySet):
    """Filters of appointments."""

    def visible_to(self, user):
        """Of the folders, areas and kinds of entries that one may read."""
        return self.filter(doors.readable(user))

    def planned(self):
        """Still to come, or nobody has said what became of it."""
        return self.filter(state=AppointmentState.PLANNED)

    def current(self):
        """Without what has been corrected since."""
        return self.filter(correction__isnull=True)


@classified(
    personal="id folder kind area institution keeper visibility day time place with_whom interpreter papers state"
    " cancel_reason result source successor corrects entered_by logged_by",
    plain="entered_at logged_at reminded_on version",
)
@pghistory.track()
class Appointment(Versioned):
    """One appointment, to come or past ("Termin").

    `successor` is the new appointment of one that was moved; `corrects` is the entry that this one puts right.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="appointments", verbose_name="Ordner")
    kind = models.ForeignKey(
        AppointmentKind, models.PROTECT, to_field="key", related_name="+", verbose_name="Terminart"
    )
    area = fields.area()
    institution = models.ForeignKey(
        Organisation, models.PROTECT, related_name="folder_entries", verbose_name="eingetragen von der Stelle"
    )
    # Whoever keeps the entry: its author, or who took over her cases.
    keeper = stamps.person("geführt", required=True)
    visibility = models.CharField("sichtbar für", max_length=9, choices=Visibility, default=Visibility.SHARED)
    day = models.DateField("Tag")
    time = models.TimeField("Uhrzeit", null=True, blank=True)
    place = models.CharField("Ort", max_length=200, blank=True)
    with_whom = models.CharField("bei wem", max_length=200, blank=True)
    interpreter = models.ForeignKey(
        Language, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Sprachmittlung"
    )
    papers = models.ManyToManyField(DocumentKind, blank=True, related_name="+", verbose_name="mitzubringen")
    state = models.CharField("Stand", max_length=9, choices=AppointmentState, default=AppointmentState.PLANNED)
    cancel_reason = models.CharField("Grund", max_length=200, blank=True)
    result = models.TextField("Ergebnis", max_length=4000, blank=True)
    source = models.CharField("Herkunft", max_length=6, choices=Source, default=Source.STAFF)
    successor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessor", verbose_name="neuer Termin"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction", verbose_name="berichtigt"
    )
    reminded_on = models.DateField("erinnert am", null=True, blank=True, editable=False)
    entered_at, entered_by = stamps.moment("eingetragen", required=True), stamps.person("eingetragen", required=True)
    logged_at, logged_by = stamps.moment("festgehalten"), stamps.person("festgehalten")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Termin"
        verbose_name_plural = "Termine"
        ordering = ("day", F("time").asc(nulls_first=True), "entered_at")
        default_permissions = ()
        triggers = [
            never_lost("folder_id"),
            final("appointment", open_states=["planned"]),
            stays("appointment_plan", since="entered_at", columns=[*PLANNED, "folder_id", "corrects_id"]),
            stays("appointment_result", since="logged_at", columns=["result", "cancel_reason"]),
        ]
        indexes = [
            models.Index(fields=["folder", "day"], name="welcome_folder_appointment_log"),
            models.Index(
                fields=["day"], condition=Q(state=AppointmentState.PLANNED), name="welcome_folder_appointment_due"
            ),
        ]
        constraints = [
            stamped("logged", name="welcome_folder_appointment_logged_stamped"),
            models.CheckConstraint(
                condition=Q(state=AppointmentState.PLANNED, logged_at__isnull=True)
                | ~Q(state=AppointmentState.PLANNED) & Q(logged_at__isnull=False),
                name="welcome_folder_appointment_logged_by_a_person",
                violation_error_message="Was aus einem Termin wurde, hält eine Person fest.",
            ),
            models.CheckConstraint(
                condition=~Q(state=AppointmentState.PLANNED) | Q(result=""),
                name="welcome_folder_appointment_result_afterwards",
                violation_error_message="Ein Ergebnis hat erst ein Termin, der vorbei ist.",
            ),
            models.CheckConstraint(
                condition=Q(state=AppointmentState.MOVED, successor__isnull=False)
                | ~Q(state=AppointmentState.MOVED) & Q(successor__isnull=True),
                name="welcome_folder_appointment_moved_to_another",
                violation_error_message="Ein verschobener Termin hat einen neuen.",
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("pk")) & ~Q(corrects=F("pk")),
                name="welcome_folder_appointment_not_itself",
                violation_error_message="Ein Termin folgt nicht auf sich selbst.",
            ),
        ]

    def __str__(self):
        return f"{self.kind}, {self.day:%d.%m.%Y}"


@classified(personal="id appointment documentkind")
@tracked
class AppointmentPaper(Appointment.papers.through):
    """A paper to bring."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "mitzubringendes Papier"
        verbose_name_plural = "mitzubringende Papiere"
