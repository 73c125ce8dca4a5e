"""Figures that only the city knows: they stand open on the page until the Redaktion has filled them in."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from herne_integration import money
from herne_integration.privacy import classified
from offers.choices_info import ValueUnit
from offers.models.info_pages import InfoPage
from offers.models.organisations import Organisation
from offers.models.vocabulary import TERM_FIELDS, Term


@classified(plain=f"{TERM_FIELDS} page unit ask")
class OpenValue(Term):
    """One figure of an information page ("offener Wert"); what it is today stands in its newest setting."""

    page = models.ForeignKey(InfoPage, models.CASCADE, related_name="open_values", verbose_name="Informationsseite")
    unit = models.CharField("Einheit", max_length=10, choices=ValueUnit)
    ask = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wer es weiß"
    )

    class Meta(Term.Meta):
        verbose_name = "offener Wert"
        verbose_name_plural = "offene Werte"


class ValueSettingQuerySet(models.QuerySet):
    """Filters of settings."""

    def valid_on(self, day):
        """Of each value the one that holds on that day: the latest beginning, and of those the one set last."""
        begun = self.filter(valid_from__lte=day)
        return begun.order_by("open_value_id", "-valid_from", "-pk").distinct("open_value_id")


@classified(personal="set_by", plain="id open_value amount valid_from source set_at")
class ValueSetting(models.Model):
    """A person has said what a value is from a day on. Nothing here ever changes: a correction is a new row."""

    open_value = models.ForeignKey(OpenValue, models.PROTECT, related_name="settings", verbose_name="offener Wert")
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)
    valid_from = models.DateField("gilt ab")
    source = models.CharField("Quelle", max_length=300)
    set_at = models.DateTimeField("eingetragen am")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="eingetragen von"
    )

    objects = ValueSettingQuerySet.as_manager()

    class Meta:
        verbose_name = "Eintrag eines Werts"
        verbose_name_plural = "Einträge der Werte"
        ordering = ("-valid_from", "-pk")
        default_permissions = ()
        triggers = [pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="offers_value_setting_amount_positive",
                violation_error_message="Der Betrag muss größer als null sein.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="offers_value_setting_has_source",
                violation_error_message="Ein Wert braucht seine Quelle.",
            ),
        ]

    def __str__(self):
        return f"{self.open_value}: {self.amount}"

    @property
    def shown(self):
        """ "3.496,02"."""
        return money.written(self.amount)
