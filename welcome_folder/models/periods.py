"""Residence status and legal area, each a row of periods without overlap."""

import uuid

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from herne_integration.constraints import ordered
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices_asker import LegalArea
from offers.models import LegalStatus
from welcome_folder.choices.people import Proof
from welcome_folder.models import doors
from welcome_folder.models.folders import WelcomeFolder


class PeriodQuerySet(models.QuerySet):
    """Filters of periods."""

    def visible_to(self, user):
        """Every member of the team knows the status: it decides what is possible in every area."""
        return self.filter(doors.in_team(user, folder="folder"))

    def on(self, day):
        """The one that holds on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


def _without_overlap(name, sentence):
    period = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[("folder", RangeOperators.EQUAL), (period, RangeOperators.OVERLAPS)],
        violation_error_message=sentence,
    )


class Period(Versioned):
    """From a day to a day, both included; an open end holds until something else is known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    starts_on = models.DateField("ab")
    ends_on = models.DateField("bis", null=True, blank=True)
    proof = models.CharField("Nachweis", max_length=8, choices=Proof)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("starts_on",)
        default_permissions = ()


@classified(personal="id folder status starts_on ends_on proof", plain="version")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class StatusPeriod(Period):
    """A residence status for some time ("Aufenthaltsstatus")."""

    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="statuses", verbose_name="Ordner")
    status = models.ForeignKey(LegalStatus, models.PROTECT, related_name="+", verbose_name="Aufenthaltsstatus")

    class Meta(Period.Meta):
        verbose_name = "Aufenthaltsstatus"
        verbose_name_plural = "Aufenthaltsstatus"
        constraints = [
            ordered("starts_on", "ends_on", name="welcome_folder_status_period_ends_after_start"),
            _without_overlap(
                "welcome_folder_status_period_without_overlap",
                "In dieser Zeit ist schon ein anderer Aufenthaltsstatus eingetragen.",
            ),
        ]

    def __str__(self):
        return str(self.status)


@classified(personal="id folder legal_area starts_on ends_on proof", plain="version")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class LegalAreaPeriod(Period):
    """The law under which somebody lives for some time ("Rechtskreis")."""

    folder = models.ForeignKey(WelcomeFolder, models.CASCADE, related_name="legal_areas", verbose_name="Ordner")
    legal_area = models.CharField("Rechtskreis", max_length=8, choices=LegalArea)

    class Meta(Period.Meta):
        verbose_name = "Rechtskreis"
        verbose_name_plural = "Rechtskreise"
        constraints = [
            ordered("starts_on", "ends_on", name="welcome_folder_legal_area_period_ends_after_start"),
            _without_overlap(
                "welcome_folder_legal_area_period_without_overlap",
                "In dieser Zeit ist schon ein anderer Rechtskreis eingetragen.",
            ),
        ]

    def __str__(self):
        return self.get_legal_area_display()
