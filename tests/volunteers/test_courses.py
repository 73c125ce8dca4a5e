"""Courses: seats are scarce, and whoever came to all sessions has the proof."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from tests.threads import race
from tests.volunteers import make
from volunteers.actions import courses
from volunteers.models import Clearance, Course, CourseAttendance, CourseSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(db):
    make.words()
    return make.coordinator()


def test_a_course_needs_a_session_and_a_coordinator(coordinator):
    session = {"day": timezone.localdate(), "starts": time(17), "ends": time(19)}
    made = courses.create(columns={"title": "Erste Schritte", "seats": 3}, sessions=[session], by=coordinator)
    assert [made.sessions.count(), list(Course.objects.coming(day=timezone.localdate()))] == [1, [made]]
    with pytest.raises(RuleBroken, match="mindestens einen Termin"):
        courses.create(columns={"title": "Leer", "seats": 3}, sessions=[], by=coordinator)
    with pytest.raises(RuleBroken, match="nur die Koordination"):
        courses.create(columns={"title": "Fremd", "seats": 3}, sessions=[session], by=make.contact())


def test_seats_are_taken_once_and_given_back(coordinator):
    course, mira = make.course(by=coordinator, days=(3, 10), seats=1), make.volunteer()
    first = courses.register(course=course, volunteer=mira, by=mira.user)
    assert courses.register(course=course, volunteer=mira, by=mira.user) == first
    other = make.volunteer()
    with pytest.raises(RuleBroken, match="kein Platz mehr"):
        courses.register(course=course, volunteer=other, by=other.user)
    full = taken(coordinator)
    with pytest.raises(RuleBroken, match="schon besetzt"):
        courses.change(course=full, columns={"seats": 1}, by=coordinator)
    assert courses.cancel_registration(course=course, volunteer=mira, by=mira.user) == 2
    assert len(courses.register(course=course, volunteer=other, by=other.user)) == 2


def taken(coordinator):
    """A course with two seats that are both taken."""
    made = make.course(by=coordinator, seats=2)
    for _ in range(2):
        courses.register(course=made, volunteer=make.volunteer(), by=coordinator)
    return made


def test_the_database_counts_seats_too(coordinator):
    course = make.course(by=coordinator, seats=1)
    courses.register(course=course, volunteer=make.volunteer(), by=coordinator)
    stamped = {"registered_at": timezone.now(), "registered_by": coordinator}
    with pytest.raises(IntegrityError, match="volunteers_course_attendance_has_a_seat"), transaction.atomic():
        CourseAttendance.objects.create(session=course.sessions.get(), volunteer=make.volunteer(), **stamped)


def test_whoever_came_to_all_sessions_has_the_proof_and_a_wrong_tick_takes_it_back(coordinator):
    course = make.course(by=coordinator, days=(3, 10), requirement="schulung")
    mira = make.volunteer()
    courses.register(course=course, volunteer=mira, by=mira.user)
    with pytest.raises(RuleBroken, match="kommt erst noch"):
        courses.record_attendance(attendance=mira.attendances.first(), state="attended", by=coordinator)
    for number, session in enumerate(course.sessions.all()):
        CourseSession.objects.filter(pk=session.pk).update(day=timezone.localdate() - timedelta(days=9 - number))
    one, two = CourseAttendance.objects.order_by("session__day")
    courses.record_attendance(attendance=one, state="attended", by=coordinator)
    assert not Clearance.objects.exists()
    courses.record_attendance(attendance=two, state="attended", by=coordinator)
    assert Clearance.objects.get().inspected_on == timezone.localdate() - timedelta(days=8)
    courses.record_attendance(attendance=two, state="missed", by=coordinator)
    assert not Clearance.objects.exists()
    with pytest.raises(RuleBroken, match="nicht gekommen"):
        courses.record_attendance(attendance=two, state="cancelled", by=coordinator)


def test_a_cancelled_course_takes_nobody(coordinator):
    course = courses.cancel(course=make.course(by=coordinator), by=coordinator)
    mira = make.volunteer()
    for call in (
        lambda: courses.cancel(course=course, by=coordinator),
        lambda: courses.register(course=course, volunteer=mira, by=mira.user),
    ):
        with pytest.raises(RuleBroken, match="abgesagt"):
            call()
    with pytest.raises(RuleBroken, match="schon begonnen"):
        courses.register(course=make.course(by=coordinator, days=(-1,)), volunteer=mira, by=mira.user)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_as_many_sit_as_there_are_seats():
    with transaction.atomic():
        make.words()
        coordinator = make.coordinator()
        course = make.course(by=coordinator, days=(3, 10), seats=3)
        people = [make.volunteer() for _ in range(12)]
    outcome = race(lambda number: courses.register(course=course, volunteer=people[number], by=people[number].user), 12)
    assert [len([one for one in outcome if isinstance(one, list)]), CourseAttendance.objects.count()] == [3, 6]
    assert {str(one) for one in outcome if not isinstance(one, list)} == {courses.FULL}
