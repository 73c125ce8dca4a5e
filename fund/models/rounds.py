"""Rounds: from when until which second applications are taken."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from fund.models.funds import Fund
from fund.models.guidelines import GuidelineVersion
from herne_integration.models import Versioned
from herne_integration.privacy import classified


class RoundQuerySet(models.QuerySet):
    """Filters of rounds; `at` is a moment, of which only the second counts."""

    def open_at(self, at):
        """Those that take applications: the closing second still counts."""
        second = at.replace(microsecond=0)
        return self.filter(opens_at__lte=at, closes_at__gte=second)

    def not_closed(self, at):
        """Open or still to come, the next one first."""
        return self.filter(closes_at__gte=at.replace(microsecond=0)).order_by("closes_at")


@classified(plain="id fund guideline name opens_at closes_at decision_planned_on note version")
@pghistory.track()
class Round(Versioned):
    """A span of time in which one may apply ("Antragsrunde"); the closing moment is exact to the second."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="rounds", verbose_name="Fonds")
    guideline = models.ForeignKey(
        GuidelineVersion, models.PROTECT, related_name="rounds", verbose_name="Förderrichtlinie"
    )
    name = models.CharField("Bezeichnung", max_length=120)
    opens_at = models.DateTimeField("Anträge ab")
    closes_at = models.DateTimeField("Anträge bis")
    decision_planned_on = models.DateField("Entscheidung geplant am", null=True, blank=True)
    note = models.TextField("Hinweis", blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "Antragsrunde"
        verbose_name_plural = "Antragsrunden"
        ordering = ("opens_at",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "name"],
                name="fund_round_name_once",
                violation_error_message="Eine Runde mit dieser Bezeichnung gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="fund_round_closes_after_it_opens",
                violation_error_message="Eine Runde schließt, nachdem sie geöffnet hat.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at=Func(Value("second"), F("closes_at"), function="date_trunc")),
                name="fund_round_closes_to_the_second",
                violation_error_message="Der Schluss einer Runde ist auf die Sekunde genau.",
            ),
            ExclusionConstraint(
                name="fund_round_no_two_at_once",
                expressions=[
                    ("fund", RangeOperators.EQUAL),
                    (
                        Func(
                            F("opens_at"),
                            F("closes_at"),
                            Value("[]"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="In dieser Zeit läuft schon eine andere Runde.",
            ),
        ]

    def __str__(self):
        return self.name
