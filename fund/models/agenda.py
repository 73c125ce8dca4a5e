"""What a session decides about: applications, and other topics whose resolution flows back to where they came from."""

import uuid

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q

from fund.choices.agenda import PENDING_ITEMS, ItemKind, ItemState, TopicSource
from fund.models import fields
from fund.models.applications import Application
from fund.models.funds import BudgetYear, Envelope, FundingSource
from fund.models.recusals import Recusal
from fund.models.sessions import Session
from fund.models.submissions import ApplicationVersion
from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Task


class AgendaItemQuerySet(models.QuerySet):
    """Filters of items."""

    def visible_to(self, user, *, day):
        """That an item stands on the agenda: whoever sees the session. Its papers: `papers_open_to`."""
        return self.filter(session__in=Session.objects.visible_to(user, day=day))

    def papers_open_to(self, user, *, day):
        """Items whose papers somebody may open: who is recused, on whichever of her seats, may not.

        This holds for the project office as well: a clerk who sits on the board and is recused reads nothing here.
        """
        mine = Recusal.objects.in_force().filter(item=OuterRef("pk"), seat__user=user.pk)
        return self.visible_to(user, day=day).filter(~Exists(mine))

    def about_task(self, task):
        """What boards have decided, or will, about a gap in the responsibilities: the way back to it."""
        return self.filter(task=task).exclude(state=ItemState.REMOVED)

    def pending(self):
        """Not decided, not deferred, not taken off."""
        return self.filter(state__in=PENDING_ITEMS)


@classified(
    personal="id application application_version title amount source_text outcome_text defer_reason opened_by"
    " ended_by reported_by",
    plain="session position kind topic_source task budget_year source envelope state opened_at ended_at reported_at"
    " reported_to version",
)
@pghistory.track()
class AgendaItem(Versioned):
    """A point of the agenda ("Tagesordnungspunkt"): a submitted version, or another topic with its source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="items", verbose_name="Sitzung")
    position = models.PositiveSmallIntegerField("Nummer")
    kind = models.CharField("Art", max_length=12, choices=ItemKind)
    title = models.CharField("Titel", max_length=300)
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="agenda_items", verbose_name="Antrag"
    )
    application_version = models.ForeignKey(
        ApplicationVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name="eingereichte Fassung",
    )
    # From which pot it would be paid, and what is reserved there.
    budget_year = models.ForeignKey(
        BudgetYear, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Haushaltsjahr"
    )
    source = models.ForeignKey(
        FundingSource, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Finanzquelle"
    )
    envelope = models.ForeignKey(
        Envelope, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Teilbudget"
    )
    amount = fields.amount("beantragte Summe", null=True, blank=True)
    topic_source = models.CharField("Herkunft des Themas", max_length=16, choices=TopicSource, blank=True)
    # A task without a responsible unit, if the topic is such a gap.
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Aufgabe ohne Zuständigkeit"
    )
    source_text = models.TextField("Worum es geht und woher es kommt", blank=True)
    state = models.CharField("Stand", max_length=9, choices=ItemState, default=ItemState.PLANNED)
    defer_reason = models.CharField("Grund der Vertagung oder Absetzung", max_length=500, blank=True)
    # What goes back to where another topic came from, and when it was told there.
    outcome_text = models.TextField("Beschluss zum Zurückmelden", blank=True)
    reported_to = models.CharField("zurückgemeldet an", max_length=200, blank=True)
    opened_at, opened_by = stamps.moment("Abstimmung eröffnet"), stamps.person("Abstimmung eröffnet")
    ended_at, ended_by = stamps.moment("erledigt"), stamps.person("erledigt")
    reported_at, reported_by = stamps.moment("zurückgemeldet"), stamps.person("zurückgemeldet")

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnungspunkte"
        ordering = ("session", "position", "pk")
        default_permissions = ()
        constraints = [
            *(stamped(one, name=f"fund_agenda_item_{one}_stamped") for one in ("opened", "ended", "reported")),
            models.CheckConstraint(
                condition=Q(
                    kind=ItemKind.APPLICATION,
                    application__isnull=False,
                    application_version__isnull=False,
                    budget_year__isnull=False,
                    source__isnull=False,
                    amount__gt=0,
                    topic_source="",
                )
                | Q(
                    kind=ItemKind.TOPIC,
                    application__isnull=True,
                    application_version__isnull=True,
                    budget_year__isnull=True,
                    source__isnull=True,
                    envelope__isnull=True,
                    amount__isnull=True,
                )
                & ~Q(topic_source="")
                & ~Q(source_text=""),
                name="fund_agenda_item_application_or_topic",
                violation_error_message="Ein Punkt ist ein Antrag mit Summe und Quelle oder ein Thema mit Herkunft.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PENDING_ITEMS, ended_at__isnull=True)
                | ~Q(state__in=PENDING_ITEMS) & Q(ended_at__isnull=False),
                name="fund_agenda_item_ended_by_a_person",
                violation_error_message="Erledigt ist ein Punkt, den eine Person erledigt hat.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.DEFERRED, ItemState.REMOVED]) | ~Q(defer_reason=""),
                name="fund_agenda_item_deferred_with_reason",
                violation_error_message="Wer einen Punkt vertagt oder absetzt, nennt den Grund.",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=PENDING_ITEMS),
                name="fund_agenda_item_one_agenda_at_a_time",
                violation_error_message="Dieser Antrag steht schon auf einer Tagesordnung.",
            ),
            models.UniqueConstraint(
                fields=["session", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="fund_agenda_item_position_once",
                violation_error_message="Diese Nummer hat in dieser Sitzung schon ein anderer Punkt.",
            ),
        ]

    def __str__(self):
        return f"TOP {self.position}: {self.title}"
