"""One session of a course: moving it, or calling it off; whoever has a seat gets a mail."""

from django.db import transaction
from django.utils import timezone

from herne_integration import mail
from herne_integration.rules import RuleBroken
from volunteers import links
from volunteers.actions import courses
from volunteers.actions.records import locked, recorded, require_coordinator, require_seen, stamp
from volunteers.choices.courses import AttendanceState
from volunteers.models import CourseSession, Volunteer

OVER = "Dieser Termin ist vorbei."
ATTENDED = "Für diesen Termin ist die Teilnahme schon eingetragen."
LAST = "Das ist der letzte Termin: Bitte sagen Sie die ganze Schulung ab."


@transaction.atomic
def move(*, session, day, starts, ends, by, version=None):
    """Another day or time, ahead of both; returns the `CourseSession`."""
    session, course = _open(session, by, version)
    if day < timezone.localdate():
        raise RuleBroken("Der neue Tag ist schon vorbei.")
    if (session.day, session.starts, session.ends) == (day, starts, ends):
        return session
    session.day, session.starts, session.ends = day, starts, ends
    session.save(update_fields=["day", "starts", "ends"])
    _changed(session, course, by, "Termin verlegt")
    return session


@transaction.atomic
def cancel(*, session, by, version=None):
    """It does not take place: its seats are free, and a proof no longer asks for it."""
    session, course = _open(session, by, version)
    if not course.sessions.taking_place().exclude(pk=session.pk).exists():
        raise RuleBroken(LAST)
    session.save(update_fields=stamp(session, "cancelled", by=by, at=timezone.now()))
    _changed(session, course, by, "Termin abgesagt")
    with recorded("Termin abgesagt", by=by):
        for attendance in session.attendances.filter(state=AttendanceState.REGISTERED):
            courses.record(attendance, AttendanceState.CANCELLED, by)
    for volunteer in Volunteer.objects.filter(attendances__session__course=course).distinct():
        courses.prove(course, volunteer, by)
    return session


def _open(session, by, version):
    require_coordinator(by)
    course = locked(session.course)
    require_seen(course, version)
    session = CourseSession.objects.get(pk=session.pk)
    if course.cancelled_at or session.cancelled_at:
        raise RuleBroken(courses.CANCELLED if course.cancelled_at else courses.NO_SESSION)
    if session.day < timezone.localdate():
        raise RuleBroken(OVER)
    if session.attendances.filter(state__in=(AttendanceState.ATTENDED, AttendanceState.MISSED)).exists():
        raise RuleBroken(ATTENDED)
    return session, course


def _changed(session, course, by, what):
    """The next editor has to see it, and whoever has a seat is told."""
    course.version += 1
    with recorded(what, by=by):
        course.save(update_fields=["version"])
    for volunteer in Volunteer.objects.here().filter(
        attendances__session=session, attendances__state=AttendanceState.REGISTERED
    ):
        context = {"link": links.course_page(volunteer.language)}
        mail.queue("volunteers/mail/course_changed.txt", context, to=volunteer.email, language=volunteer.language)
