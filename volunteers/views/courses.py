"""Courses: entering, changing, cancelling, and writing down who came."""

from django.db.models import Count, Max, Min
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.paging import page
from volunteers.actions import course_sessions, courses
from volunteers.choices.courses import NEXT_STATES, AttendanceState
from volunteers.forms.courses import CourseEditForm, CourseForm, SessionForm
from volunteers.models import Course, CourseAttendance, CourseSession
from volunteers.views.work import GET_POST, coordination, done, form_page, seen

RECORDED = (AttendanceState.ATTENDED, AttendanceState.MISSED)


@coordination
@require_safe
def course_list(request):
    """All courses, the latest first."""
    rows = Course.objects.visible_to(request.user).annotate(
        first=Min("sessions__day"), last=Max("sessions__day"), number=Count("sessions")
    )
    found = page(request, rows.order_by("-first", "pk"))
    return render(request, "volunteers/work_courses.html", {"page": found})


@coordination
@GET_POST
def course_create(request):
    """A course with its sessions."""
    form = CourseForm(drafts.posted(request))
    if is_sent(request, form):

        def act():
            courses.create(columns=form.columns(), sessions=form.cleaned_data["sessions"], by=request.user)

        if answer := create(request, form, act, said="Angelegt.", url=reverse("volunteers:course-list")):
            return answer
    return form_page(
        request, form, title="Neue Schulung", back=("volunteers:course-list", "Schulungen"), part="courses"
    )


@coordination
@require_safe
def course_detail(request, pk):
    """Sessions with who is registered and who came."""
    course = seen(request, Course.objects.select_related("organisation", "requirement"), pk)
    rows = CourseAttendance.objects.visible_to(request.user).filter(session__course=course)
    rows = rows.select_related("session", "volunteer").order_by("session__day", "volunteer__family_name", "pk")
    attendances = page(request, rows, size=50)
    for one in attendances:
        possible = NEXT_STATES[AttendanceState(one.state)]
        one.possible = [state for state in RECORDED if state in possible and not one.session.cancelled_at]
    context = {"course": course, "sessions": course.sessions.all(), "page": attendances, "today": timezone.localdate()}
    return render(request, "volunteers/work_course.html", context)


@coordination
@GET_POST
def course_edit(request, pk):
    """Everything but the sessions."""
    course = seen(request, Course, pk)
    form = CourseEditForm(drafts.posted(request), instance=course)
    if is_sent(request, form):
        courses.change(course=course, columns=form.columns(), by=request.user)
        drafts.discard(request)
        return done(request, "Gespeichert.", "volunteers:course-detail", pk)
    back = ("volunteers:course-detail", course.title, pk)
    return form_page(request, form, title="Schulung ändern", back=back, part="courses")


@coordination
@require_POST
def course_cancel(request, pk):
    """It does not take place."""
    courses.cancel(course=seen(request, Course, pk), by=request.user)
    return done(request, "Abgesagt. Bitte sagen Sie den Angemeldeten Bescheid.", "volunteers:course-detail", pk)


@coordination
@GET_POST
def course_session_edit(request, pk):
    """Another day or time; whoever has a seat gets a mail."""
    session = seen(request, CourseSession.objects.select_related("course"), pk)
    form = SessionForm(request.POST or None, instance=session, initial={"version": session.course.version})
    if is_sent(request, form):
        course_sessions.move(session=session, by=request.user, **form.cleaned_data)
        return done(request, "Verlegt. Die Angemeldeten bekommen eine Mail.", *_detail(session))
    back = (_detail(session)[0], session.course.title, session.course_id)
    text = "Wer angemeldet ist, behält den Platz und bekommt eine Mail."
    return form_page(request, form, title="Termin verlegen", back=back, text=text, part="courses")


@coordination
@require_POST
def course_session_cancel(request, pk):
    """This session does not take place, the others do."""
    session = seen(request, CourseSession.objects.select_related("course"), pk)
    course_sessions.cancel(session=session, by=request.user)
    return done(request, "Abgesagt. Die Angemeldeten bekommen eine Mail.", *_detail(session))


def _detail(session):
    return "volunteers:course-detail", session.course_id


@coordination
@require_POST
def attendance_record(request, pk, state):
    """Whether somebody came."""
    attendance = seen(request, CourseAttendance.objects.select_related("session"), pk)
    if state not in RECORDED:
        raise Http404
    courses.record_attendance(attendance=attendance, state=AttendanceState(state), by=request.user)
    said = f"{attendance.volunteer}: {AttendanceState(state).label}."
    return done(request, said, "volunteers:course-detail", attendance.session.course_id)
