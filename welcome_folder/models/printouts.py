"""What of a folder has been printed, and when: a supplement holds only what is new since then."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.privacy import classified
from welcome_folder.choices.printouts import COMPLETE, PrintKind
from welcome_folder.models import doors
from welcome_folder.models.folders import WelcomeFolder
from welcome_folder.models.vocabulary import RegisterSheet


class PrintoutQuerySet(models.QuerySet):
    """Filters of printouts."""

    def visible_to(self, user):
        """The whole team knows how old the paper is."""
        return self.filter(doors.in_team(user, folder="folder"))

    def complete(self):
        """Those after which the paper folder held everything that its printer could read."""
        return self.filter(kind__in=COMPLETE)


@classified(personal="id folder kind sheet language areas printed_by", plain="printed_at")
@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Printout(models.Model):
    """One print of a folder ("Ausdruck"); `printed_at` is the moment up to which it is complete."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="printouts", verbose_name="Ordner")
    kind = models.CharField("Art", max_length=10, choices=PrintKind)
    sheet = models.ForeignKey(
        RegisterSheet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Registerblatt"
    )
    language = models.CharField("Sprache neben Deutsch", max_length=12)
    # What the printer could read: an area that she does not cover is not on her paper.
    areas = ArrayField(models.CharField(max_length=60), verbose_name="Beratungsfelder", default=list)
    printed_at, printed_by = stamps.moment("gedruckt", required=True), stamps.person("gedruckt", required=True)

    objects = PrintoutQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausdruck"
        verbose_name_plural = "Ausdrucke"
        ordering = ("-printed_at",)
        default_permissions = ()
        indexes = [models.Index(fields=["folder", "-printed_at"], name="welcome_folder_printout_by_day")]
        constraints = [
            stamped("printed", name="welcome_folder_printout_printed_stamped"),
            models.CheckConstraint(
                condition=Q(kind=PrintKind.SHEET, sheet__isnull=False)
                | ~Q(kind=PrintKind.SHEET) & Q(sheet__isnull=True),
                name="welcome_folder_printout_names_its_sheet",
                violation_error_message="Ein einzelnes Blatt sagt, welches.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.printed_at:%d.%m.%Y}"
