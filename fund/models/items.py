"""The two plans of an application: what it costs, and who pays beside the fund.

They keep no history of their own: every submission freezes them.
"""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q

from fund.choices.items import CostCategory, FinancingKind
from fund.models import fields
from fund.models.applications import Application
from herne_integration.models import Versioned
from herne_integration.privacy import classified


class ItemQuerySet(models.QuerySet):
    """Filters of the lines of a plan."""

    def visible_to(self, user, *, keys=()):
        """As visible as the application."""
        return self.filter(Exists(Application.objects.visible_to(user, keys=keys).filter(pk=OuterRef("application"))))


class Item(Versioned):
    """What both plans' lines have in common."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField("Bezeichnung", max_length=200)
    amount = fields.amount()
    note = models.CharField("Erläuterung", max_length=500, blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("position", "pk")
        default_permissions = ()

    def __str__(self):
        return self.label


def _positive(name):
    return models.CheckConstraint(
        condition=Q(amount__gt=0), name=name, violation_error_message="Der Betrag muss größer als null sein."
    )


@classified(personal="id application category label amount note", plain="position version")
class CostItem(Item):
    """One line of the cost plan ("Kostenposition")."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="costs", verbose_name="Antrag")
    category = models.CharField("Kostenart", max_length=12, choices=CostCategory)

    class Meta(Item.Meta):
        verbose_name = "Kostenposition"
        verbose_name_plural = "Kostenpositionen"
        constraints = [_positive("fund_cost_item_amount_positive")]


@classified(personal="id application kind label amount note is_assured", plain="position version")
class FinancingItem(Item):
    """One line of the financing plan ("Finanzierungsposition"), beside what is asked of the fund."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="financing", verbose_name="Antrag")
    kind = models.CharField("Art der Mittel", max_length=12, choices=FinancingKind)
    is_assured = models.BooleanField("schon zugesagt", default=False)

    class Meta(Item.Meta):
        verbose_name = "Finanzierungsposition"
        verbose_name_plural = "Finanzierungspositionen"
        constraints = [_positive("fund_financing_item_amount_positive")]
