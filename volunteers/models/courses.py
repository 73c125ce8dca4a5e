"""Courses: what volunteers learn before or while they help."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Organisation
from volunteers.choices.courses import SEATED, AttendanceState
from volunteers.models import doors
from volunteers.models.profiles import Volunteer
from volunteers.models.requirements import RequirementType


class CourseQuerySet(models.QuerySet):
    """Filters of courses."""

    def visible_to(self, user):
        """Everybody: nothing about a course is personal."""
        return self.all()

    def coming(self, *, day):
        """Not cancelled, and the last session is not over."""
        is_coming = Q(sessions__day__gte=day, sessions__cancelled_at__isnull=True)
        return self.filter(is_coming, cancelled_at__isnull=True).distinct()


@classified(
    plain="id title description organisation requirement seats place entered_at cancelled_at version",
    personal="entered_by cancelled_by",
)
@pghistory.track()
class Course(Versioned):
    """A course for volunteers ("Schulung"), of one or more sessions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("Titel", max_length=160)
    description = models.TextField("Beschreibung", max_length=2000, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Einrichtung"
    )
    # Whoever came to all sessions has this proof.
    requirement = models.ForeignKey(
        RequirementType, models.PROTECT, null=True, blank=True, related_name="courses", verbose_name="erfüllt"
    )
    seats = models.PositiveSmallIntegerField("Plätze")
    place = models.CharField("Ort", max_length=200, blank=True)
    entered_at, entered_by = stamps.moment("angelegt", required=True), stamps.person("angelegt", required=True)
    cancelled_at, cancelled_by = stamps.moment("abgesagt"), stamps.person("abgesagt")

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "Schulung"
        verbose_name_plural = "Schulungen"
        ordering = ("title",)
        default_permissions = ()
        constraints = [
            stamped("cancelled", name="volunteers_course_cancelled_stamped"),
            models.CheckConstraint(
                condition=Q(seats__gt=0),
                name="volunteers_course_has_seats",
                violation_error_message="Eine Schulung hat mindestens einen Platz.",
            ),
        ]

    def __str__(self):
        return self.title


class SessionQuerySet(models.QuerySet):
    """Filters of sessions."""

    def visible_to(self, user):
        """Everybody, as the course itself."""
        return self.all()

    def taking_place(self):
        """Not cancelled."""
        return self.filter(cancelled_at__isnull=True)


@classified(plain="id course day starts ends cancelled_at", personal="cancelled_by")
class CourseSession(models.Model):
    """One meeting of a course ("Termin der Schulung")."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="sessions", verbose_name="Schulung")
    day = models.DateField("Tag")
    starts = models.TimeField("von")
    ends = models.TimeField("bis")
    cancelled_at, cancelled_by = stamps.moment("abgesagt"), stamps.person("abgesagt")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "Termin der Schulung"
        verbose_name_plural = "Termine der Schulung"
        ordering = ("day", "starts")
        default_permissions = ()
        constraints = [
            stamped("cancelled", name="volunteers_course_session_cancelled_stamped"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="volunteers_course_session_ends_after_start",
                violation_error_message="Das Ende liegt nicht nach dem Anfang.",
            ),
        ]

    def __str__(self):
        return f"{self.day:%d.%m.%Y}, {self.starts:%H:%M} bis {self.ends:%H:%M}"


class AttendanceQuerySet(models.QuerySet):
    """Filters of attendances."""

    def visible_to(self, user):
        """One's own, and all for coordinators."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if doors.is_coordinator(user) else self.filter(volunteer__user=user.pk)

    def seated(self):
        """Takes a seat."""
        return self.filter(state__in=SEATED)


@classified(personal="id session volunteer state registered_by recorded_by", plain="registered_at recorded_at")
@pghistory.track()
class CourseAttendance(models.Model):
    """Somebody's seat in one session, and whether she came ("Teilnahme"). Seats are kept by a plain trigger (0003)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(CourseSession, models.PROTECT, related_name="attendances", verbose_name="Termin")
    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="attendances", verbose_name="ehrenamtliche Person"
    )
    state = models.CharField("Stand", max_length=10, choices=AttendanceState, default=AttendanceState.REGISTERED)
    registered_at = stamps.moment("angemeldet", required=True)
    registered_by = stamps.person("angemeldet", required=True)
    recorded_at, recorded_by = stamps.moment("eingetragen"), stamps.person("eingetragen")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "Teilnahme"
        verbose_name_plural = "Teilnahmen"
        default_permissions = ()
        constraints = [
            stamped("recorded", name="volunteers_course_attendance_recorded_stamped"),
            models.UniqueConstraint(
                fields=["session", "volunteer"],
                name="volunteers_course_attendance_once",
                violation_error_message="Diese Person ist schon angemeldet.",
            ),
        ]

    def __str__(self):
        return f"{self.session}: {self.get_state_display()}"
