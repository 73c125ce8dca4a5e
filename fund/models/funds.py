"""Where the money comes from: the fund, its sources, its budget years."""

import pghistory
from django.db import models
from django.db.models import F, Q

from herne_integration import stamps
from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import FieldOfAction


@classified(plain="id key name purpose source version")
@pghistory.track()
class Fund(Versioned):
    """A pot of money that a body decides about ("Fonds")."""

    key = models.SlugField("Schlüssel", max_length=40, unique=True)
    name = models.CharField("Name", max_length=200)
    purpose = models.TextField("Zweck", blank=True)
    source = models.TextField("Quelle", blank=True)

    class Meta:
        verbose_name = "Fonds"
        verbose_name_plural = "Fonds"
        ordering = ("name",)
        default_permissions = ()
        permissions = [
            ("manage_fund", "Verfügungsfonds führen: Runden, Prüfung, Sitzungen, Bescheide"),
            ("sign_notice", "Bescheide unterschreiben"),
            ("view_money", "Mittel und Buchungen des Fonds sehen"),
            ("sit_on_board", "In einem Gremium beraten und abstimmen"),
            ("apply", "Anträge stellen"),
        ]

    def __str__(self):
        return self.name


@classified(plain="id fund key name carries_over note")
@pghistory.track()
class FundingSource(models.Model):
    """Who pays into the fund ("Finanzquelle"): money of different sources is never mixed."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="sources", verbose_name="Fonds")
    key = models.SlugField("Schlüssel", max_length=40)
    name = models.CharField("Name", max_length=200)
    # Whether what is left at the end of a year may be used in the next one (§ 22 KomHVO NRW, or the donor's terms).
    carries_over = models.BooleanField("Reste sind übertragbar", default=False)
    note = models.TextField("Hinweis", blank=True)

    class Meta:
        verbose_name = "Finanzquelle"
        verbose_name_plural = "Finanzquellen"
        ordering = ("fund", "name", "pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "key"],
                name="fund_funding_source_key_once",
                violation_error_message="Diese Finanzquelle gibt es in diesem Fonds schon.",
            ),
        ]

    def __str__(self):
        return self.name


class BudgetYearQuerySet(models.QuerySet):
    """Filters of budget years."""

    def visible_to(self, user):
        """Those who may see the money; the public sees sums of decided projects only, through other doors."""
        return self.all() if user.has_perm("fund.view_money") else self.none()

    def open(self):
        """Years that still take commitments."""
        return self.filter(closed_at__isnull=True)

    def on(self, day):
        """The year of each fund that a day falls into."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


@classified(personal="opened_by closed_by", plain="id fund year starts_on ends_on note opened_at closed_at version")
@pghistory.track()
class BudgetYear(Versioned):
    """A year of a fund's books ("Haushaltsjahr"); every booking locks this row, so that none overtakes another."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="years", verbose_name="Fonds")
    year = models.PositiveSmallIntegerField("Jahr")
    starts_on = models.DateField("ab")
    ends_on = models.DateField("bis")
    note = models.TextField("Hinweis", blank=True)
    opened_at, opened_by = stamps.moment("eröffnet", required=True), stamps.person("eröffnet", required=True)
    closed_at, closed_by = stamps.moment("abgeschlossen"), stamps.person("abgeschlossen")

    objects = BudgetYearQuerySet.as_manager()

    class Meta:
        verbose_name = "Haushaltsjahr"
        verbose_name_plural = "Haushaltsjahre"
        ordering = ("-year", "fund")
        default_permissions = ()
        constraints = [
            stamped("closed", name="fund_budget_year_closed_stamped"),
            ordered("starts_on", "ends_on", name="fund_budget_year_ends_after_start"),
            models.CheckConstraint(
                condition=Q(starts_on__year=F("year")),
                name="fund_budget_year_starts_in_its_year",
                violation_error_message="Das Haushaltsjahr beginnt in dem Jahr, nach dem es heißt.",
            ),
            models.UniqueConstraint(
                fields=["fund", "year"],
                name="fund_budget_year_once",
                violation_error_message="Dieses Haushaltsjahr gibt es schon.",
            ),
        ]

    def __str__(self):
        return f"{self.fund}, {self.year}"


@classified(plain="id year field_of_action name")
@pghistory.track()
class Envelope(models.Model):
    """Money of a year set aside for one field of action ("Teilbudget"); without any the year is one pot per source."""

    year = models.ForeignKey(BudgetYear, models.PROTECT, related_name="envelopes", verbose_name="Haushaltsjahr")
    field_of_action = models.ForeignKey(FieldOfAction, models.PROTECT, related_name="+", verbose_name="Handlungsfeld")
    name = models.CharField("Name", max_length=160, blank=True)

    class Meta:
        verbose_name = "Teilbudget"
        verbose_name_plural = "Teilbudgets"
        ordering = ("year", "field_of_action")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["year", "field_of_action"],
                name="fund_envelope_once",
                violation_error_message="Für dieses Handlungsfeld gibt es in diesem Jahr schon ein Teilbudget.",
            ),
        ]

    def __str__(self):
        return self.name or str(self.field_of_action)
