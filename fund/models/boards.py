"""Bodies that decide: their rules as data, their seats, and what ties the people on them to organisations."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from fund.choices.boards import SeatKind
from fund.choices.conflicts import TieKind
from fund.choices.voting import Majority, TieRule
from fund.models.funds import Fund
from herne_integration import stamps
from herne_integration.constraints import ordered
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Organisation


class BoardQuerySet(models.QuerySet):
    """Filters of boards."""

    def visible_to(self, user, *, day):
        """The project office sees all, others those they sit on."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("fund.manage_fund"):
            return self.all()
        return self.filter(Exists(Seat.objects.live_on(day).filter(board=OuterRef("pk"), user=user.pk)))


@classified(
    plain="id key name fund quorum_percent quorum_least majority tie invitation_days source is_reviewed version"
)
@pghistory.track()
class Board(Versioned):
    """A body ("Gremium"): the Lenkungsgruppe decides about money, the Lenkungskreis about other topics."""

    key = models.SlugField("Schlüssel", max_length=40, unique=True)
    name = models.CharField("Name", max_length=160)
    # Without a fund the body has no money to give.
    fund = models.ForeignKey(
        Fund, models.PROTECT, null=True, blank=True, related_name="boards", verbose_name="entscheidet über"
    )
    quorum_percent = models.PositiveSmallIntegerField("beschlussfähig mit mehr als (Prozent)", default=50)
    quorum_least = models.PositiveSmallIntegerField("mindestens Anwesende", default=3)
    majority = models.CharField("Mehrheit", max_length=12, choices=Majority, default=Majority.CAST)
    tie = models.CharField("Stimmengleichheit", max_length=12, choices=TieRule, default=TieRule.REJECTED)
    invitation_days = models.PositiveSmallIntegerField("Ladungsfrist in vollen Tagen", default=7)
    source = models.TextField("Quelle der Regeln", blank=True)
    is_reviewed = models.BooleanField("Regeln rechtlich geprüft", default=False)

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = "Gremium"
        verbose_name_plural = "Gremien"
        ordering = ("name",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_percent__lt=100, quorum_least__gt=0),
                name="fund_board_quorum_can_be_reached",
                violation_error_message="Beschlussfähig ist ein Gremium ab einer Person und mit höchstens allen.",
            ),
        ]

    def __str__(self):
        return self.name


class SeatQuerySet(models.QuerySet):
    """Filters of seats."""

    def live_on(self, day):
        """Whose term runs on that day; its last day still counts."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def visible_to(self, user, *, day):
        """Whoever sees the board sees who sits on it."""
        return self.filter(board__in=Board.objects.visible_to(user, day=day))


@classified(
    personal="id user kind deputy_of organisation",
    plain="board is_chair is_voting starts_on ends_on seated_at seated_by",
)
@pghistory.track()
class Seat(models.Model):
    """Somebody's place on a board for a term ("Sitz"); a deputy takes the seat of its member when she cannot."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, models.PROTECT, related_name="seats", verbose_name="Gremium")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats", verbose_name="Person")
    kind = models.CharField("Art", max_length=8, choices=SeatKind, default=SeatKind.MEMBER)
    deputy_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="deputies", verbose_name="vertritt"
    )
    # The house that the seat speaks for.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="entsandt von"
    )
    is_chair = models.BooleanField("Vorsitz", default=False)
    is_voting = models.BooleanField("stimmberechtigt", default=True)
    starts_on = models.DateField("ab")
    ends_on = models.DateField("bis", null=True, blank=True)
    seated_at, seated_by = stamps.moment("eingetragen", required=True), stamps.person("eingetragen", required=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitz"
        verbose_name_plural = "Sitze"
        ordering = ("board", "kind", "starts_on", "pk")
        default_permissions = ()
        constraints = [
            ordered("starts_on", "ends_on", name="fund_seat_ends_after_start"),
            models.CheckConstraint(
                condition=Q(kind=SeatKind.MEMBER, deputy_of__isnull=True)
                | Q(kind=SeatKind.DEPUTY, deputy_of__isnull=False),
                name="fund_seat_deputy_of_a_member",
                violation_error_message="Eine Stellvertretung vertritt ein Mitglied.",
            ),
            models.UniqueConstraint(
                fields=["board", "user"],
                condition=Q(ends_on__isnull=True),
                name="fund_seat_one_per_person",
                violation_error_message="Diese Person hat in diesem Gremium schon einen Sitz.",
            ),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(ends_on__isnull=True, is_chair=True),
                name="fund_seat_one_chair",
                violation_error_message="Den Vorsitz hat schon jemand.",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_kind_display()}"


class BoardTieQuerySet(models.QuerySet):
    """Filters of ties."""

    def visible_to(self, user):
        """One's own; the project office and nobody else sees those of others."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.has_perm("fund.manage_fund") else self.filter(seat__user=user.pk)


@classified(personal="id seat kind organisation is_for_city note starts_on ends_on told_by", plain="told_at")
@pghistory.track()
class BoardTie(models.Model):
    """What ties the holder of a seat to an organisation ("Bindung"); `conflicts` says what follows from it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="ties", verbose_name="Sitz")
    kind = models.CharField("Art", max_length=16, choices=TieKind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="board_ties", verbose_name="Einrichtung"
    )
    is_for_city = models.BooleanField("sitzt dort für die Stadt", default=False)
    note = models.CharField("Hinweis", max_length=300, blank=True)
    starts_on = models.DateField("ab", null=True, blank=True)
    ends_on = models.DateField("bis", null=True, blank=True)
    told_at, told_by = stamps.moment("angegeben", required=True), stamps.person("angegeben", required=True)

    objects = BoardTieQuerySet.as_manager()

    class Meta:
        verbose_name = "Bindung"
        verbose_name_plural = "Bindungen"
        ordering = ("seat", "organisation", "pk")
        default_permissions = ()
        constraints = [
            ordered("starts_on", "ends_on", name="fund_board_tie_ends_after_start"),
            models.UniqueConstraint(
                fields=["seat", "kind", "organisation"],
                condition=Q(ends_on__isnull=True),
                name="fund_board_tie_once",
                violation_error_message="Diese Bindung ist schon angegeben.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.organisation}"
