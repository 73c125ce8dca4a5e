"""What was granted."""

import uuid

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q

from fund.choices.awards import AwardKind, AwardState
from fund.models import fields
from fund.models.applications import Application
from fund.models.funds import BudgetYear, Envelope, FundingSource
from fund.models.votes import Resolution
from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified


class AwardQuerySet(models.QuerySet):
    """Filters of awards."""

    def visible_to(self, user):
        """As visible as the application; those who may see the money see all."""
        if user.is_authenticated and user.has_perm("fund.view_money"):
            return self.all()
        mine = Application.objects.visible_to(user).filter(pk=OuterRef("application"))
        return self.filter(Exists(mine)).exclude(state=AwardState.DECIDED)

    def standing(self):
        """Not taken back."""
        return self.exclude(state=AwardState.REVOKED)


@classified(
    personal="id application resolution amount revoke_reason decided_by notified_by revoked_by",
    plain="kind budget_year source envelope state decided_at notified_at revoked_at version",
)
@pghistory.track()
class Award(Versioned):
    """Money granted to one application ("Bewilligung"); what of it was taken back stands in the ledger."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("Art", max_length=10, choices=AwardKind)
    application = models.ForeignKey(Application, models.PROTECT, related_name="awards", verbose_name="Antrag")
    resolution = models.OneToOneField(Resolution, models.PROTECT, related_name="award", verbose_name="Beschluss")
    amount = fields.amount("bewilligte Summe")
    budget_year = models.ForeignKey(BudgetYear, models.PROTECT, related_name="awards", verbose_name="Haushaltsjahr")
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="awards", verbose_name="Finanzquelle")
    envelope = models.ForeignKey(
        Envelope, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name="Teilbudget"
    )
    state = models.CharField("Stand", max_length=8, choices=AwardState, default=AwardState.DECIDED)
    revoke_reason = models.CharField("Grund der Rücknahme", max_length=500, blank=True)
    decided_at, decided_by = stamps.moment("beschlossen", required=True), stamps.person("beschlossen", required=True)
    notified_at, notified_by = stamps.moment("beschieden"), stamps.person("beschieden")
    revoked_at, revoked_by = stamps.moment("zurückgenommen"), stamps.person("zurückgenommen")

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = "Bewilligung"
        verbose_name_plural = "Bewilligungen"
        ordering = ("-decided_at", "pk")
        default_permissions = ()
        constraints = [
            stamped("notified", name="fund_award_notified_stamped"),
            stamped("revoked", name="fund_award_revoked_stamped"),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="fund_award_amount_positive",
                violation_error_message="Der Betrag muss größer als null sein.",
            ),
            models.CheckConstraint(
                condition=Q(state=AwardState.REVOKED, revoked_at__isnull=False) & ~Q(revoke_reason="")
                | ~Q(state=AwardState.REVOKED) & Q(revoked_at__isnull=True),
                name="fund_award_revoked_with_reason",
                violation_error_message="Wer eine Bewilligung zurücknimmt, nennt den Grund.",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=~Q(state=AwardState.REVOKED),
                name="fund_award_one_per_application",
                violation_error_message="Für diesen Antrag gibt es schon eine Bewilligung.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.amount}"


@classified(personal="id text", plain="award position due_on")
@pghistory.track()
class Condition(models.Model):
    """Something that the money depends on ("Auflage")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="conditions", verbose_name="Bewilligung")
    position = models.PositiveSmallIntegerField("Nummer")
    text = models.CharField("Wortlaut", max_length=1000)
    due_on = models.DateField("bis", null=True, blank=True)

    class Meta:
        verbose_name = "Auflage"
        verbose_name_plural = "Auflagen"
        ordering = ("award", "position")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["award", "position"],
                name="fund_condition_position_once",
                violation_error_message="Diese Nummer hat schon eine andere Auflage.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="fund_condition_has_text",
                violation_error_message="Eine Auflage hat einen Wortlaut.",
            ),
        ]

    def __str__(self):
        return self.text
