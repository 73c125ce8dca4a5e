"""Courses on the coordination's pages."""

import pytest
from django.utils import timezone

from tests.volunteers import make
from tests.volunteers.working import at_her_desk, key_of, post, url
from volunteers.actions import courses
from volunteers.models import (
    Course,
    CourseAttendance,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    return at_her_desk(client)


def test_a_course_is_entered_with_its_sessions_and_who_came_is_written_down(client, coordinator):
    address = url("course-create")
    typed = {"once": key_of(client, address), "title": "Dolmetschen", "seats": "3"}
    wrong = client.post(address, typed | {"sessions": "übermorgen"})
    assert "Zeile 1" in str(wrong.context["form"].errors["sessions"])
    sessions = "05.01.2031 17:00-19:00\n06.01.2031 17:00 - 19:00"
    for _click in range(2):
        assert client.post(address, typed | {"sessions": sessions}).status_code == 302
    course = Course.objects.get()
    assert [f"{one.day:%d.%m.%Y} {one.starts:%H}" for one in course.sessions.all()] == [
        "05.01.2031 17",
        "06.01.2031 17",
    ]
    detail = client.get(url("course-edit", course.pk)).context["form"]
    post(client, "course-edit", course.pk, title="Dolmetschen I", seats="4", version=detail["version"].value())
    course.refresh_from_db()
    assert [course.title, course.seats] == ["Dolmetschen I", 4]
    late = client.post(url("course-edit", course.pk), {"title": "Alt", "seats": "4", "version": 1})
    assert late.context["form"].conflict
    post(client, "course-cancel", course.pk)
    assert client.post(url("course-cancel", course.pk)).status_code == 409


def test_attendance(client, coordinator):
    mira, course = make.volunteer(), make.course(by=coordinator, days=(1,))
    courses.register(course=course, volunteer=mira, by=mira.user)
    course.sessions.update(day=timezone.localdate())
    one = CourseAttendance.objects.get()
    assert url("attendance-record", one.pk, "attended") in client.get(url("course-detail", course.pk)).content.decode()
    post(client, "attendance-record", one.pk, "attended")
    one.refresh_from_db()
    assert [one.state, one.recorded_by] == ["attended", coordinator]
    assert client.post(url("attendance-record", one.pk, "attended")).status_code == 409
    assert client.post(url("attendance-record", one.pk, "registered")).status_code == 404
