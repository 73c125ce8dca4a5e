"""When an offer takes place: weekly hours and runs of a course."""

import pghistory
from django.db import models
from django.db.models import F, Q

from herne_integration.constraints import ordered
from herne_integration.privacy import classified
from offers.choices import Weekday
from offers.models.offers import Offer


@classified(plain="id offer weekday opens closes note")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class WeeklyHours(models.Model):
    """One span of a usual week ("Öffnungszeit"). No row means unknown, never closed."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="weekly_hours", verbose_name="Angebot")
    weekday = models.CharField("Wochentag", max_length=1, choices=Weekday)
    opens = models.TimeField("von")
    closes = models.TimeField("bis")
    note = models.CharField("Zusatz", max_length=120, blank=True)

    class Meta:
        verbose_name = "Öffnungszeit"
        verbose_name_plural = "Öffnungszeiten"
        ordering = ("weekday", "opens")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) | Q(closes="00:00"),
                name="offers_hours_close_after_opening",
                violation_error_message="Das Ende liegt vor dem Anfang.",
            ),
            models.UniqueConstraint(
                fields=["offer", "weekday", "opens"],
                name="offers_hours_once",
                violation_error_message="Diese Zeit steht schon da.",
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


@classified(plain="id offer starts_on ends_on times_text seats note")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CourseRun(models.Model):
    """One run of a course with its dates ("Kursdurchgang")."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="course_runs", verbose_name="Angebot")
    starts_on = models.DateField("beginnt am")
    ends_on = models.DateField("endet am", null=True, blank=True)
    times_text = models.CharField("Tage und Uhrzeiten", max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField("Plätze", null=True, blank=True)
    note = models.CharField("Zusatz", max_length=200, blank=True)

    class Meta:
        verbose_name = "Kursdurchgang"
        verbose_name_plural = "Kursdurchgänge"
        ordering = ("starts_on", "pk")
        default_permissions = ()
        constraints = [
            ordered("starts_on", "ends_on", name="offers_run_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.starts_on:%d.%m.%Y}"
