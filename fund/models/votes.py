"""What members said about an item, and what came of it."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fund.choices.voting import BallotChoice, Verdict
from fund.models import fields
from fund.models.agenda import AgendaItem
from fund.models.boards import Seat
from fund.models.submissions import ApplicationVersion
from herne_integration import stamps
from herne_integration.privacy import classified


class VoteQuerySet(models.QuerySet):
    """Filters of votes."""

    def visible_to(self, user):
        """One's own; the project office sees all, because it counts a show of hands."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.has_perm("fund.manage_fund") else self.filter(holder=user.pk)


@classified(personal="id item seat holder choice cast_by objection", plain="cast_at")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Vote(models.Model):
    """One vote of one seat on one item ("Stimme"); `cast_by` is the holder, or whoever writes down a show of hands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="votes", verbose_name="Tagesordnungspunkt")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="votes", verbose_name="Sitz")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Person auf dem Sitz"
    )
    choice = models.CharField("Stimme", max_length=7, choices=BallotChoice)
    # Of an Umlauf: the holder wants the item in a meeting (§ 90 Abs. 1 Satz 2 VwVfG).
    objection = models.BooleanField("widerspricht dem Umlauf", default=False)
    cast_at, cast_by = stamps.moment("abgegeben", required=True), stamps.person("abgegeben", required=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = "Stimme"
        verbose_name_plural = "Stimmen"
        ordering = ("item", "cast_at", "pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["item", "seat"],
                name="fund_vote_once_per_seat",
                violation_error_message="Für diesen Sitz ist schon abgestimmt.",
            ),
            models.UniqueConstraint(
                fields=["item", "holder"],
                name="fund_vote_once_per_person",
                violation_error_message="Diese Person hat zu diesem Punkt schon abgestimmt.",
            ),
            models.CheckConstraint(
                condition=Q(choice__in=BallotChoice.values),
                name="fund_vote_known_choice",
                violation_error_message="Eine Stimme ist Ja, Nein oder Enthaltung.",
            ),
        ]

    def __str__(self):
        return self.get_choice_display()


class ResolutionQuerySet(models.QuerySet):
    """Filters of resolutions."""

    def visible_to(self, user, *, day):
        """Whoever sees the session; applicants are told by their notice and by nothing before it."""
        return self.filter(item__in=AgendaItem.objects.visible_to(user, day=day))


@classified(
    personal="id item application_version text amount_granted passed_by",
    plain="number verdict yes no abstained present base needed with_conditions passed_at",
)
@pghistory.track()
class Resolution(models.Model):
    """What a session decided on one item ("Beschluss"); its numbers are those that the database counts, and stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("Beschlussnummer", max_length=20, unique=True)
    item = models.OneToOneField(
        AgendaItem, models.PROTECT, related_name="resolution", verbose_name="Tagesordnungspunkt"
    )
    application_version = models.ForeignKey(
        ApplicationVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name="entschiedene Fassung",
    )
    verdict = models.CharField("Ergebnis", max_length=9, choices=Verdict)
    yes = models.PositiveSmallIntegerField("Ja")
    no = models.PositiveSmallIntegerField("Nein")
    abstained = models.PositiveSmallIntegerField("Enthaltung")
    present = models.PositiveSmallIntegerField("stimmberechtigt anwesend")
    base = models.PositiveSmallIntegerField("Stimmberechtigte")
    needed = models.PositiveSmallIntegerField("nötig für die Beschlussfähigkeit")
    amount_granted = fields.amount("bewilligte Summe", null=True, blank=True)
    with_conditions = models.BooleanField("mit Auflagen", default=False)
    text = models.TextField("Wortlaut")
    passed_at, passed_by = stamps.moment("gefasst", required=True), stamps.person("zu Protokoll gegeben", required=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = "Beschluss"
        verbose_name_plural = "Beschlüsse"
        ordering = ("passed_at", "pk")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=[Verdict.PASSED, Verdict.REJECTED]) & ~Q(text=""),
                name="fund_resolution_decides",
                violation_error_message="Ein Beschluss nimmt an oder lehnt ab, mit einem Wortlaut.",
            ),
            models.CheckConstraint(
                condition=Q(present__gte=F("yes") + F("no") + F("abstained")) & Q(present__gte=F("needed")),
                name="fund_resolution_votes_at_most_present",
                violation_error_message="Es gibt höchstens so viele Stimmen wie stimmberechtigte Anwesende.",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.PASSED, application_version__isnull=False, amount_granted__gt=0)
                | Q(verdict=Verdict.PASSED, application_version__isnull=True, amount_granted__isnull=True)
                | Q(verdict=Verdict.REJECTED, amount_granted__isnull=True, with_conditions=False),
                name="fund_resolution_amount_if_granted",
                violation_error_message="Eine Summe hat genau der Beschluss, der einen Antrag bewilligt.",
            ),
        ]

    def __str__(self):
        return self.number
