"""The fund's own rules as data, version by version."""

import pghistory
from django.db import models

from fund.models.funds import Fund
from herne_integration import stamps
from herne_integration.privacy import classified


class GuidelineVersionQuerySet(models.QuerySet):
    """Filters of guidelines."""

    def valid_on(self, day):
        """The newest one of each fund that is valid on a day comes first."""
        return self.filter(valid_from__lte=day).order_by("-valid_from", "-number")


@classified(personal="entered_by", plain="id fund number name valid_from rules source entered_at")
@pghistory.track()
class GuidelineVersion(models.Model):
    """One version of the guideline ("Förderrichtlinie"); the database keeps it as it is once a round uses it.

    `rules`: see `fund/demo/guideline.json` and `guideline_rules.read`; every number that no source gives is marked
    "Beispielwert".
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="guidelines", verbose_name="Fonds")
    number = models.PositiveSmallIntegerField("Fassung")
    name = models.CharField("Bezeichnung", max_length=200)
    valid_from = models.DateField("gilt ab")
    rules = models.JSONField("Regeln")
    source = models.TextField("Quelle", blank=True)
    entered_at, entered_by = stamps.moment("eingetragen", required=True), stamps.person("eingetragen", required=True)

    objects = GuidelineVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "Förderrichtlinie"
        verbose_name_plural = "Förderrichtlinien"
        ordering = ("fund", "-number")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "number"],
                name="fund_guideline_version_number_once",
                violation_error_message="Diese Fassung der Richtlinie gibt es schon.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, Fassung {self.number}"
