"""The fund's books: entries are added and never changed; a mistake gets a counter entry."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from fund.choices.ledger import ABOUT_APPLICATIONS, EntryKind
from fund.models import fields
from fund.models.applications import Application
from fund.models.funds import BudgetYear, Envelope, FundingSource
from herne_integration import stamps
from herne_integration.privacy import classified


class LedgerEntryQuerySet(models.QuerySet):
    """Filters of entries."""

    def visible_to(self, user):
        """Those who may see the money."""
        return self.all() if user.has_perm("fund.view_money") else self.none()

    def as_of(self, *, valid_on=None, known_at=None):
        """What counted on a day (`valid_on`), as far as the city's books knew it at a moment (`known_at`)."""
        found = self if valid_on is None else self.filter(valid_on__lte=valid_on)
        return found if known_at is None else found.filter(recorded_at__lte=known_at)

    def in_order(self):
        """As they were written."""
        return self.order_by("pk")


@classified(
    personal="application entered_by",
    plain="id kind year source envelope amount valid_on recorded_at entered_at note",
)
class LedgerEntry(models.Model):
    """One booking ("Buchung"); the database refuses what overdraws a pot (year, source, envelope), and every change."""

    kind = models.CharField("Art", max_length=14, choices=EntryKind)
    year = models.ForeignKey(BudgetYear, models.PROTECT, related_name="entries", verbose_name="Haushaltsjahr")
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="entries", verbose_name="Finanzquelle")
    envelope = models.ForeignKey(
        Envelope, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name="Teilbudget"
    )
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name="Antrag"
    )
    amount = fields.amount()
    # When it counts; when the city's books knew it (an import may say so, never in the future); the database's clock.
    valid_on = models.DateField("gilt ab")
    recorded_at = models.DateTimeField("in den Büchern seit", db_default=Now())
    entered_at = models.DateTimeField("eingetragen am", db_default=Now(), editable=False)
    entered_by = stamps.person("eingetragen", required=True)
    note = models.CharField("Hinweis", max_length=300, blank=True)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Buchung"
        verbose_name_plural = "Buchungen"
        ordering = ("pk",)
        default_permissions = ()
        indexes = [models.Index(fields=["year", "source", "envelope", "valid_on"], name="fund_ledger_entry_pot")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="fund_ledger_entry_amount_positive",
                violation_error_message="Der Betrag muss größer als null sein.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ABOUT_APPLICATIONS, application__isnull=False)
                | ~Q(kind__in=ABOUT_APPLICATIONS) & Q(application__isnull=True),
                name="fund_ledger_entry_application_if_about_one",
                violation_error_message="Nur Vormerkungen und Bewilligungen gehören zu einem Antrag.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EntryKind.values),
                name="fund_ledger_entry_known_kind",
                violation_error_message="Diese Art von Buchung gibt es nicht.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.amount}"
