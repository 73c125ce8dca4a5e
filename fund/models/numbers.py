"""Numbers without gaps: the row is locked until the transaction that takes a number ends."""

from django.db import models

from herne_integration.privacy import classified


@classified(plain="id prefix year last")
class NumberSeries(models.Model):
    """The last number given in a year ("Nummernkreis"), such as VF 2026."""

    prefix = models.SlugField("Kürzel", max_length=10)
    year = models.PositiveSmallIntegerField("Jahr")
    last = models.PositiveIntegerField("letzte Nummer", default=0)

    class Meta:
        verbose_name = "Nummernkreis"
        verbose_name_plural = "Nummernkreise"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["prefix", "year"],
                name="fund_number_series_once",
                violation_error_message="Diesen Nummernkreis gibt es schon.",
            ),
        ]

    def __str__(self):
        return f"{self.prefix}-{self.year}"
