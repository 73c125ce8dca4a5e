"""The folder itself."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Organisation
from welcome_folder.choices.folders import LED, FolderState
from welcome_folder.models import doors
from welcome_folder.models.guarding import never_lost, stays_erased
from welcome_folder.models.people import Person


class FolderQuerySet(models.QuerySet):
    """Filters of folders."""

    def visible_to(self, user):
        """Folders in whose team a person is today, for an institution that she still belongs to."""
        return self.exclude(state=FolderState.ERASED).filter(doors.in_team(user))

    def led(self):
        """Somebody is responsible: open or resting."""
        return self.filter(state__in=LED)


@classified(
    personal="id person number state resting_until resting_reason lead opened_by closed_by closing_reason"
    " restricted_by restricting_reason erased_by",
    plain="opened_at closed_at restricted_at erased_at version",
)
@pghistory.track()
class WelcomeFolder(Versioned):
    """One person's folder ("Willkommensordner"). An erased one keeps its key and nothing of the person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="folder", verbose_name="Person"
    )
    # Null, not empty: an erased folder has none, and numbers are unique.
    number = models.CharField("Ordnernummer", max_length=11, unique=True, null=True, editable=False)  # noqa: DJ001
    state = models.CharField("Stand", max_length=10, choices=FolderState, default=FolderState.OPEN)
    lead = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="led_folders", verbose_name="Federführung"
    )
    resting_until = models.DateField("ruht bis", null=True, blank=True)
    resting_reason = models.CharField("Grund des Ruhens", max_length=300, blank=True)
    opened_at = stamps.moment("angelegt", required=True)
    opened_by = stamps.person("angelegt", required=True)
    closed_at, closed_by = stamps.moment("geschlossen"), stamps.person("geschlossen")
    closing_reason = models.CharField("Grund der Schließung", max_length=300, blank=True)
    restricted_at, restricted_by = stamps.moment("eingeschränkt"), stamps.person("eingeschränkt")
    restricting_reason = models.CharField("Grund der Einschränkung", max_length=300, blank=True)
    erased_at, erased_by = stamps.moment("gelöscht"), stamps.person("gelöscht")

    objects = FolderQuerySet.as_manager()

    class Meta:
        verbose_name = "Willkommensordner"
        verbose_name_plural = "Willkommensordner"
        default_permissions = ()
        permissions = [
            ("work_in_folder", "in Willkommensordnern arbeiten"),
            ("view_access_log", "Zugriffe auf Willkommensordner prüfen"),
            ("erase_folder", "Willkommensordner löschen"),
        ]
        triggers = [never_lost("id"), stays_erased("folder")]
        constraints = [
            stamped("closed", name="welcome_folder_folder_closed_stamped"),
            stamped("restricted", name="welcome_folder_folder_restricted_stamped"),
            stamped("erased", name="welcome_folder_folder_erased_stamped"),
            models.CheckConstraint(
                condition=~Q(state__in=LED) | Q(lead__isnull=False),
                name="welcome_folder_folder_open_has_lead",
                violation_error_message="Ein offener Ordner hat genau eine federführende Stelle.",
            ),
            models.CheckConstraint(
                condition=Q(state=FolderState.RESTING, resting_until__isnull=False) & ~Q(resting_reason="")
                | ~Q(state=FolderState.RESTING) & Q(resting_until__isnull=True, resting_reason=""),
                name="welcome_folder_folder_rests_with_reason_and_day",
                violation_error_message="Ruhen braucht einen Grund und einen Tag, an dem jemand wieder nachsieht.",
            ),
            models.CheckConstraint(
                condition=Q(state=FolderState.ERASED, person__isnull=True, number__isnull=True, lead__isnull=True)
                | ~Q(state=FolderState.ERASED) & Q(person__isnull=False, number__isnull=False),
                name="welcome_folder_folder_erased_keeps_nothing",
                violation_error_message="Ein gelöschter Ordner enthält nichts mehr, jeder andere gehört einer Person.",
            ),
            models.CheckConstraint(
                condition=~Q(state=FolderState.CLOSED) | Q(closed_at__isnull=False) & ~Q(closing_reason=""),
                name="welcome_folder_folder_closed_with_reason",
                violation_error_message="Wer einen Ordner schließt, nennt den Grund.",
            ),
            models.CheckConstraint(
                condition=~Q(state=FolderState.RESTRICTED) | Q(restricted_at__isnull=False),
                name="welcome_folder_folder_restricted_by_a_person",
                violation_error_message="Eingeschränkt ist nur, was eine Person eingeschränkt hat.",
            ),
        ]

    def __str__(self):
        return f"Ordner {self.number or 'gelöscht'}"
