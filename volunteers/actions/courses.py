"""Courses: entering them, taking seats, and writing down who came."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herne_integration.rules import RuleBroken
from volunteers.actions.records import locked, recorded, require_coordinator, require_own, require_seen, stamp
from volunteers.choices.courses import NEXT_STATES, SEATED, AttendanceState
from volunteers.choices.profiles import HERE
from volunteers.models import Clearance, Course, CourseAttendance, CourseSession

FULL = _("In dieser Schulung ist kein Platz mehr frei.")
CANCELLED = _("Diese Schulung ist abgesagt.")
NO_SESSION = "Dieser Termin ist abgesagt."


@transaction.atomic
def create(*, columns, sessions, by):
    """A course with its sessions ([{"day", "starts", "ends"}]); returns the `Course`."""
    require_coordinator(by)
    if not sessions:
        raise RuleBroken("Eine Schulung hat mindestens einen Termin.")
    course = Course(**columns)
    stamp(course, "entered", by=by, at=timezone.now())
    with recorded("angelegt", by=by):
        course.save(force_insert=True)
    CourseSession.objects.bulk_create(CourseSession(course=course, **session) for session in sessions)
    return course


@transaction.atomic
def change(*, course, columns, by, version=None):
    """Saves what was typed; seats that are taken cannot be taken away."""
    course = locked(course)
    require_coordinator(by)
    require_seen(course, version)
    for name, value in columns.items():
        setattr(course, name, value)
    course.version += 1
    try:
        with recorded("geändert", by=by), transaction.atomic():
            course.save()
    except IntegrityError as error:
        if "volunteers_course_seats_those_who_come" in str(error):
            raise RuleBroken("So viele Plätze sind schon besetzt.") from error
        raise
    return course


@transaction.atomic
def cancel(*, course, by):
    """The course does not take place."""
    course = locked(course)
    require_coordinator(by)
    if course.cancelled_at:
        raise RuleBroken(CANCELLED)
    stamp(course, "cancelled", by=by, at=timezone.now())
    course.version += 1
    with recorded("abgesagt", by=by):
        course.save()
    return course


@transaction.atomic
def register(*, course, volunteer, by):
    """A seat in every session of a course; asked twice it stays one. Returns the attendances."""
    volunteer = locked(volunteer)
    require_own(volunteer, by)
    course = locked(course)
    if volunteer.state not in HERE:
        raise RuleBroken(_("Anmelden kann sich, wer dabei ist."))
    if course.cancelled_at:
        raise RuleBroken(CANCELLED)
    sessions = list(course.sessions.taking_place())
    if not sessions or sessions[0].day < timezone.localdate():
        raise RuleBroken(_("Diese Schulung hat schon begonnen."))
    with recorded("zur Schulung angemeldet", by=by):
        return [_seat(session, course, volunteer, by) for session in sessions]


def _seat(session, course, volunteer, by):
    attendance = CourseAttendance.objects.filter(session=session, volunteer=volunteer).first()
    if attendance and attendance.state in SEATED:
        return attendance
    if session.attendances.seated().count() >= course.seats:
        raise RuleBroken(FULL)
    attendance = attendance or CourseAttendance(session=session, volunteer=volunteer)
    attendance.state = AttendanceState.REGISTERED
    stamp(attendance, "registered", by=by, at=timezone.now())
    attendance.save()
    return attendance


@transaction.atomic
def cancel_registration(*, course, volunteer, by):
    """Frees the seats of sessions that somebody has not been to; returns how many."""
    volunteer = locked(volunteer)
    require_own(volunteer, by)
    rows = CourseAttendance.objects.select_for_update(of=("self",)).filter(
        session__course=course, volunteer=volunteer, state=AttendanceState.REGISTERED
    )
    with recorded("von der Schulung abgemeldet", by=by):
        return len([record(attendance, AttendanceState.CANCELLED, by) for attendance in rows])


@transaction.atomic
def record_attendance(*, attendance, state, by):
    """Whether somebody came; whoever came to all sessions has the proof that the course gives."""
    attendance = locked(attendance)
    require_coordinator(by)
    session = attendance.session
    if session.cancelled_at or session.day > timezone.localdate():
        raise RuleBroken(NO_SESSION if session.cancelled_at else "Dieser Termin kommt erst noch.")
    with recorded("Teilnahme eingetragen", by=by):
        record(attendance, state, by)
    prove(session.course, attendance.volunteer, by)
    return attendance


def record(attendance, state, by):
    """The next state of a seat, within an action that says why."""
    if state not in NEXT_STATES[AttendanceState(attendance.state)]:
        raise RuleBroken(f"Diese Teilnahme ist „{attendance.get_state_display()}“.")
    attendance.state = state
    stamp(attendance, "recorded", by=by, at=timezone.now())
    attendance.save()
    return attendance


def prove(course, volunteer, by):
    """The proof follows the list: a wrong tick put right takes it back."""
    if course.requirement_id is None:
        return
    sessions = list(course.sessions.taking_place())
    came = CourseAttendance.objects.filter(
        session__in=sessions, volunteer=volunteer, state=AttendanceState.ATTENDED
    ).count()
    proof = {
        "volunteer": volunteer,
        "requirement": course.requirement,
        "inspected_on": max(session.day for session in sessions),
    }
    if came == len(sessions):
        Clearance.objects.get_or_create(**proof, defaults={"recorded_at": timezone.now(), "recorded_by": by})
    else:
        Clearance.objects.filter(**proof).delete()
