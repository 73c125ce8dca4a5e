"""Sessions of a board, and who was in the room from when to when."""

import uuid

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q

from fund.choices.sessions import SHOWN_TO_MEMBERS, SessionForm, SessionState
from fund.models.boards import Board, Seat
from herne_integration import stamps
from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified


class SessionQuerySet(models.QuerySet):
    """Filters of sessions."""

    def visible_to(self, user, *, day):
        """The project office sees all; members and deputies what they were invited to, while their term runs."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("fund.manage_fund"):
            return self.all()
        seats = Seat.objects.live_on(day).filter(board=OuterRef("board"), user=user.pk)
        return self.filter(Exists(seats), state__in=SHOWN_TO_MEMBERS)

    def of_member(self, user, *, day):
        """Sessions of the boards on which somebody sits, as far as members may see them."""
        seats = Seat.objects.live_on(day).filter(board=OuterRef("board"), user=user.pk)
        return self.filter(Exists(seats), state__in=SHOWN_TO_MEMBERS)

    def not_over(self):
        """Still to come, or running."""
        return self.exclude(state__in=[SessionState.CLOSED, SessionState.CANCELLED])

    def circular(self):
        """In writing, until a deadline."""
        return self.filter(form=SessionForm.CIRCULAR)


@classified(
    personal="planned_by invited_by opened_by closed_by cancelled_by",
    plain="id board form name starts_at closes_at place is_second_invitation state planned_at invited_at opened_at"
    " closed_at cancelled_at cancel_reason version",
)
@pghistory.track()
class Session(Versioned):
    """A meeting ("Sitzung"), or a vote in writing until a deadline ("Umlauf")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, models.PROTECT, related_name="sessions", verbose_name="Gremium")
    form = models.CharField("Form", max_length=8, choices=SessionForm, default=SessionForm.MEETING)
    name = models.CharField("Bezeichnung", max_length=160)
    # When a meeting begins, or from when on an Umlauf is answered.
    starts_at = models.DateTimeField("Beginn")
    # Of an Umlauf: the last moment at which a vote counts. Its end is known to the machine, nobody decides it.
    closes_at = models.DateTimeField("Frist", null=True, blank=True)
    place = models.CharField("Ort", max_length=200, blank=True)
    # § 90 Abs. 2 VwVfG: who had no quorum for an item decides about it in the next session whoever comes.
    is_second_invitation = models.BooleanField("zweite Einladung zum selben Gegenstand", default=False)
    state = models.CharField("Stand", max_length=9, choices=SessionState, default=SessionState.PLANNED)
    cancel_reason = models.CharField("Grund der Absage", max_length=300, blank=True)
    planned_at, planned_by = stamps.moment("geplant", required=True), stamps.person("geplant", required=True)
    invited_at, invited_by = stamps.moment("eingeladen"), stamps.person("eingeladen")
    opened_at, opened_by = stamps.moment("eröffnet"), stamps.person("eröffnet")
    closed_at, closed_by = stamps.moment("geschlossen"), stamps.person("geschlossen")
    cancelled_at, cancelled_by = stamps.moment("abgesagt"), stamps.person("abgesagt")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ("-starts_at", "pk")
        default_permissions = ()
        indexes = [models.Index(fields=["board", "state"], name="fund_session_by_state")]
        constraints = [
            *(
                stamped(decision, name=f"fund_session_{decision}_stamped")
                for decision in ("invited", "opened", "closed", "cancelled")
            ),
            models.CheckConstraint(
                condition=Q(form=SessionForm.MEETING, closes_at__isnull=True)
                | Q(form=SessionForm.CIRCULAR, closes_at__gt=models.F("starts_at")),
                name="fund_session_circular_has_deadline",
                violation_error_message="Ein Umlauf hat eine Frist nach seinem Beginn, eine Sitzung hat keine.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SessionState.OPEN) | Q(opened_at__isnull=False),
                name="fund_session_opened_by_a_person",
                violation_error_message="Eröffnet ist, was eine Person eröffnet hat.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SessionState.CLOSED) | Q(closed_at__isnull=False),
                name="fund_session_closed_by_a_person",
                violation_error_message="Geschlossen ist, was eine Person geschlossen hat.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_circular(self):
        """In writing, without a room."""
        return self.form == SessionForm.CIRCULAR


class AttendanceQuerySet(models.QuerySet):
    """Filters of attendance."""

    def visible_to(self, user, *, day):
        """Whoever sees the session."""
        return self.filter(session__in=Session.objects.visible_to(user, day=day))

    def at(self, moment):
        """Who is in the room at a moment; who leaves at that moment is gone."""
        return self.filter(Q(left_at__isnull=True) | Q(left_at__gt=moment), arrived_at__lte=moment)

    def still_there(self):
        """Who has not left."""
        return self.filter(left_at__isnull=True)


@classified(personal="id seat arrived_by left_by", plain="session arrived_at left_at")
@pghistory.track()
class Attendance(models.Model):
    """Somebody's time in a meeting ("Anwesenheit"); who leaves and comes back has two rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance", verbose_name="Sitzung")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="attendance", verbose_name="Sitz")
    # `_by` is who wrote it down.
    arrived_at, arrived_by = stamps.moment("gekommen", required=True), stamps.person("gekommen", required=True)
    left_at, left_by = stamps.moment("gegangen"), stamps.person("gegangen")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        ordering = ("arrived_at", "pk")
        default_permissions = ()
        constraints = [
            stamped("left", name="fund_attendance_left_stamped"),
            ordered("arrived_at", "left_at", name="fund_attendance_left_after_arrival"),
            models.UniqueConstraint(
                fields=["session", "seat"],
                condition=Q(left_at__isnull=True),
                name="fund_attendance_once_at_a_time",
                violation_error_message="Diese Person ist schon als anwesend eingetragen.",
            ),
        ]

    def __str__(self):
        return f"{self.seat}"
