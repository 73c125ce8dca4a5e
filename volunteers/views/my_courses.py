"""Courses that a volunteer may register for."""

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from herne_integration.paging import page
from volunteers.actions import courses
from volunteers.choices.courses import SEATED
from volunteers.models import Course, CourseAttendance, CourseSession
from volunteers.views.frames import own_page


@own_page
@require_safe
def my_course_list(request, volunteer):
    """What comes, with dates and free seats; one's own are marked."""
    day = timezone.localdate()
    seated = Count("attendances", filter=Q(attendances__state__in=SEATED))
    sessions = Prefetch("sessions", CourseSession.objects.taking_place().annotate(taken=seated))
    rows = Course.objects.visible_to(request.user).coming(day=day).prefetch_related(sessions)
    found = page(request, rows.select_related("organisation", "requirement"))
    mine = CourseAttendance.objects.visible_to(request.user).seated().filter(volunteer=volunteer)
    own = set(mine.values_list("session__course", flat=True))
    courses_shown = [(one, one.pk in own, _left(one), one.sessions.all()[0].day > day) for one in found]
    return render(request, "volunteers/my_courses.html", {"courses": courses_shown, "page": found})


def _left(course):
    return max(course.seats - max(session.taken for session in course.sessions.all()), 0)


@own_page
@require_POST
def my_course_join(request, volunteer, pk):
    """A seat in every session."""
    course = get_object_or_404(Course.objects.visible_to(request.user), pk=pk)
    courses.register(course=course, volunteer=volunteer, by=request.user)
    messages.success(request, _("Sie sind angemeldet."))
    return redirect("volunteers:my-course-list")


@own_page
@require_POST
def my_course_cancel(request, volunteer, pk):
    """Frees the seat."""
    course = get_object_or_404(Course.objects.visible_to(request.user), pk=pk)
    courses.cancel_registration(course=course, volunteer=volunteer, by=request.user)
    messages.success(request, _("Sie sind abgemeldet."))
    return redirect("volunteers:my-course-list")
