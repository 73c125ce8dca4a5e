"""One session of a course is moved or called off; whoever has a seat is told, and a proof asks for what took place."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from herne_integration.models import OutboxMail
from herne_integration.rules import RuleBroken
from tests.volunteers import make
from tests.volunteers.working import at_her_desk, url
from volunteers.actions import course_sessions, courses
from volunteers.models import Clearance, Course, CourseSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    make.words()
    return at_her_desk(client)


def typed(session, **more):
    values = {"day": session.day.isoformat(), "starts": "17:00", "ends": "19:00", "version": session.course.version}
    return values | more


def test_a_session_is_moved_and_whoever_has_a_seat_is_told_in_her_language(client, coordinator):
    course, mira = make.course(by=coordinator, days=(3, 10)), make.volunteer(language="ar")
    courses.register(course=course, volunteer=mira, by=mira.user)
    first, day = course.sessions.first(), timezone.localdate() + timedelta(days=4)
    address = url("course-session-edit", first.pk)
    assert address in client.get(url("course-detail", course.pk)).content.decode()
    client.post(address, typed(first, day=day.isoformat(), starts="18:00", ends="20:00"))
    first.refresh_from_db()
    assert [first.day, first.starts, first.ends] == [day, time(18), time(20)]
    mail = OutboxMail.objects.get(to=mira.email)
    assert [course.title in mail.body, "/ar/" in mail.body] == [False, True]
    client.post(
        address, typed(CourseSession.objects.get(pk=first.pk), day=day.isoformat(), starts="18:00", ends="20:00")
    )
    assert OutboxMail.objects.filter(to=mira.email).count() == 1


def test_whoever_saw_another_version_overwrites_nothing(client, coordinator):
    course = make.course(by=coordinator)
    first = course.sessions.get()
    courses.change(course=course, columns={"seats": 9}, by=coordinator)
    later = (first.day + timedelta(days=1)).isoformat()
    assert client.post(url("course-session-edit", first.pk), typed(first, day=later)).status_code == 409
    assert CourseSession.objects.get().day == first.day


def test_bad_times_are_answered_at_the_form(client, coordinator):
    first = make.course(by=coordinator).sessions.get()
    page = client.post(url("course-session-edit", first.pk), typed(first, starts="19:00", ends="17:00"))
    assert [page.status_code, bool(page.context["form"].errors)] == [200, True]


def test_a_session_called_off_frees_its_seats_and_the_rest_takes_place(client, coordinator):
    course, mira = make.course(by=coordinator, days=(3, 10), seats=1), make.volunteer()
    courses.register(course=course, volunteer=mira, by=mira.user)
    first, second = course.sessions.all()
    client.post(url("course-session-cancel", first.pk))
    first.refresh_from_db()
    assert [first.cancelled_by, first.attendances.get().state] == [coordinator, "cancelled"]
    assert second.attendances.get().state == "registered"
    assert OutboxMail.objects.filter(to=mira.email).count() == 1
    assert "abgesagt" in client.get(url("course-detail", course.pk)).content.decode()
    assert client.post(url("course-session-cancel", first.pk)).status_code == 409
    answer = client.post(url("course-session-cancel", second.pk))
    assert [answer.status_code, Course.objects.coming(day=second.day).count()] == [409, 1]


def test_a_proof_asks_only_for_what_took_place(coordinator):
    course, mira = make.course(by=coordinator, days=(0, 7), requirement="schulung"), make.volunteer()
    courses.register(course=course, volunteer=mira, by=mira.user)
    first, second = course.sessions.all()
    courses.record_attendance(attendance=first.attendances.get(), state="attended", by=coordinator)
    assert not Clearance.objects.exists()
    course_sessions.cancel(session=second, by=coordinator)
    assert Clearance.objects.get().inspected_on == first.day


def test_what_is_over_or_written_down_stays_as_it_was(coordinator):
    course, mira = make.course(by=coordinator, days=(0, 7)), make.volunteer()
    courses.register(course=course, volunteer=mira, by=mira.user)
    first, second = course.sessions.all()
    courses.record_attendance(attendance=first.attendances.get(), state="missed", by=coordinator)
    with pytest.raises(RuleBroken, match="Teilnahme schon"):
        course_sessions.cancel(session=first, by=coordinator)
    CourseSession.objects.filter(pk=second.pk).update(day=timezone.localdate() - timedelta(days=1))
    with pytest.raises(RuleBroken, match="vorbei"):
        course_sessions.cancel(session=second, by=coordinator)
    with pytest.raises(RuleBroken, match="nur die Koordination"):
        course_sessions.cancel(session=second, by=mira.user)
    other, times = make.course(by=coordinator).sessions.get(), {"starts": time(9), "ends": time(10)}
    with pytest.raises(RuleBroken, match="schon vorbei"):
        course_sessions.move(session=other, day=timezone.localdate() - timedelta(days=1), by=coordinator, **times)
