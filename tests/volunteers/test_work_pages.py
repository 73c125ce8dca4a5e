"""The other pages of the coordination: inbox, people, proofs, courses, routes, opportunities, runs, numbers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.jobs import run_jobs
from tests.people import log_in
from tests.queries import assert_constant_queries
from tests.volunteers import make
from tests.volunteers.working import at_her_desk, key_of, post, url
from volunteers import figures
from volunteers.actions import courses, placements, routes
from volunteers.models import (
    Clearance,
    CoordinatorRoute,
    Course,
    CourseAttendance,
    ImportedOpportunity,
    MatchRun,
    Opportunity,
    Placement,
    RequirementType,
)

pytestmark = pytest.mark.django_db
LISTS = (
    *("inbox", "placement-list", "volunteer-list", "opportunity-work-list", "opportunity-conflict-list", "run-list"),
    *("clearance-list", "course-list", "route-list", "policy-list", "statistics", "statistics-csv"),
)


@pytest.fixture
def coordinator(client):
    return at_her_desk(client)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_an_empty_state_and_is_only_for_the_coordination(client, coordinator, stranger, name):
    assert client.get(url(name)).status_code == 200
    log_in(client, stranger)
    assert client.get(url(name)).status_code == 403
    log_in(client, make.contact())
    assert client.get(url(name)).status_code == 403


# Inbox


def test_the_inbox_offers_the_next_click(client, coordinator):
    new = make.volunteer()
    to_ask, enquiry = make.placement(state="interested", by=coordinator), make.unconfirmed_opportunity()
    placements.come_forward(volunteer=new, opportunity=enquiry, by=new.user)
    page = client.get(url("inbox")).content.decode()
    for address in (
        url("placement-step", to_ask.pk, "fragen"),
        url("volunteer-meet", new.pk),
        url("opportunity-board", enquiry.pk),
    ):
        assert f'"{address}"' in page
    post(client, "volunteer-meet", new.pk)
    new.refresh_from_db()
    assert [new.met_by, new.lead] == [coordinator, coordinator]
    assert client.post(url("volunteer-meet", new.pk)).status_code == 409


def test_the_overview_says_how_much_waits(client, coordinator):
    make.volunteer()
    page = client.get(reverse("roof:overview"))
    item = next(item for item in page.context["items"] if item.url == url("inbox"))
    assert [item.title, item.count] == ["Koordination Ehrenamt", 1]


def test_everything_is_handed_over(client, coordinator):
    other, placement = make.coordinator(), make.placement(by=coordinator)
    routes.set_route(coordinator=coordinator, by=coordinator)
    assert client.post(url("inbox-hand-over"), {"coordinator": coordinator.pk}).status_code == 200
    post(client, "inbox-hand-over", coordinator=other.pk)
    placement.refresh_from_db()
    assert [placement.coordinator, CoordinatorRoute.objects.live().get().coordinator] == [other, other]


@pytest.mark.parametrize("name", ["inbox", "volunteer-list", "opportunity-work-list", "clearance-list", "course-list"])
def test_lists_cost_the_same_for_many(client, coordinator, name):
    def make_one():
        task = make.opportunity(task_class="minors")
        make.placement(state="interested", by=coordinator)
        make.placement(make.volunteer(), task, state="introduced", by=coordinator)
        make.course(by=coordinator)

    assert_constant_queries(client, url(name), make_one, sizes=(1, 3))


def test_people_are_found_by_name_and_state(client, coordinator):
    mira = make.volunteer(family_name="Sonderling", lead=coordinator)
    make.volunteer(state="paused")
    for query in ("?suche=sonder", "?stand=active", "?wessen=meine", "?suche=mira%20sonderling&stand=quatsch"):
        page = client.get(url("volunteer-list") + query).context["page"]
        assert list(page.object_list) == [mira], query


# Proofs


def test_what_is_missing_or_runs_out_is_listed_most_urgent_first(client, coordinator):
    task, today = make.opportunity(task_class="minors", capacity=5), timezone.localdate()
    missing, soon, long = (make.volunteer() for _ in range(3))
    for mira in (soon, missing, long):
        make.placement(mira, task, state="introduced", by=coordinator)
    old = today - timedelta(days=5 * 365 - 30)
    make.clearance(soon, by=coordinator, issued_on=old, inspected_on=old)
    make.clearance(long, by=coordinator)
    make.placement(make.volunteer(), task, state="suggested", by=coordinator)
    rows = client.get(url("clearance-list")).context["rows"]
    found = [due for due, _placement in rows]
    assert [placement.volunteer for _due, placement in rows] == [missing, soon]
    assert [found[0].until, found[0].is_legal, 25 < (found[1].until - today).days < 35] == [None, True, True]


def test_a_proof_is_written_down_once_and_only_if_nothing_speaks_against(client, coordinator):
    mira, today = make.volunteer(), timezone.localdate()
    address = url("clearance-create", mira.pk)
    certificate = RequirementType.objects.get(key="fuehrungszeugnis")
    typed = {"once": key_of(client, address), "requirement": certificate.pk, "inspected_on": today.isoformat()}
    typed["issued_on"] = (today - timedelta(days=9)).isoformat()
    refused = client.post(address, typed)
    assert [refused.status_code, list(refused.context["form"].errors), Clearance.objects.count()] == [
        200,
        ["is_clear"],
        0,
    ]
    for _click in range(2):
        assert client.post(address, typed | {"is_clear": "on"}).status_code == 302
    clearance = Clearance.objects.get()
    assert [clearance.issued_on, clearance.inspected_on, clearance.recorded_by] == [
        today - timedelta(days=9),
        today,
        coordinator,
    ]
    shown = client.get(url("volunteer-board", mira.pk)).content.decode()
    assert url("clearance-remove", clearance.pk) in shown
    post(client, "clearance-remove", clearance.pk)
    assert not Clearance.objects.exists()
    assert client.post(url("clearance-remove", clearance.pk)).status_code == 404


def test_a_day_in_the_future_is_answered_at_the_form(client, coordinator):
    mira, address = make.volunteer(), url("clearance-create", make.volunteer().pk)
    certificate = RequirementType.objects.get(key="fuehrungszeugnis")
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    typed = {"requirement": certificate.pk, "inspected_on": tomorrow, "is_clear": "on"}
    answer = client.post(address, typed | {"once": key_of(client, address)})
    assert "nicht in der Zukunft" in answer.content.decode()
    assert not mira.clearances.exists()


# Courses


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


# Routes


def test_routes_and_their_gaps(client, coordinator):
    page = client.get(url("route-list"))
    assert [page.context["has_fallback"], [gap.label for gap in page.context["gaps"]]] == [
        False,
        ["Handlungsfeld", "Zielgruppe", "Stadtbezirk"],
    ]
    address = url("route-create")
    for typed in ({}, {"district": "1"}):
        district = make.District.objects.get(key="wanne").pk if typed else ""
        data = {"once": key_of(client, address), "coordinator": coordinator.pk, "district": district}
        for _click in range(2):
            assert client.post(address, data).status_code == 302
    page = client.get(url("route-list"))
    gap = next(gap for gap in page.context["gaps"] if gap.label == "Stadtbezirk")
    assert [page.context["has_fallback"], len(page.context["routes"]), "Wanne" in gap.words] == [True, 2, False]
    named = next(route for route in page.context["routes"] if route.district_id)
    post(client, "route-end", named.pk)
    assert client.post(url("route-end", named.pk)).status_code == 409
    stranger = make.volunteer().user
    wrong = client.post(address, {"once": key_of(client, address), "coordinator": stranger.pk})
    assert wrong.context["form"].errors.keys() == {"coordinator"}


# Opportunities


def typed_opportunity(client, address, **more):
    """What the form shows, with changes."""
    form = client.get(address).context["form"]
    shown = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", [])}
    shown = {name: value for name, value in shown.items() if value is not False}
    return shown | more


def test_an_opportunity_is_entered_once_changed_and_confirmed(client, coordinator):
    address, office = url("opportunity-create"), make.contact().office
    typed = typed_opportunity(client, address, title="Vorlesen", windows="Montag 15:00-17:00\nDi 9.00-11.00")
    wrong = client.post(address, typed | {"windows": "irgendwann", "title": "Vorlesen"})
    assert [list(wrong.context["form"].errors), "irgendwann" in wrong.content.decode()] == [["windows"], True]
    for _click in range(2):
        assert client.post(address, typed).status_code == 302
    task = Opportunity.objects.get(title="Vorlesen")
    assert [str(one) for one in task.windows.all()] == ["Montag, 15:00 bis 17:00", "Dienstag, 09:00 bis 11:00"]
    assert client.post(url("opportunity-confirm", task.pk), {"version": task.version}).status_code == 409
    address = url("opportunity-edit", task.pk)
    more = {"organisation": office.pk, "contact_name": "Karla", "contact_email": "karla@example.org", "capacity": "2"}
    assert client.post(address, typed_opportunity(client, address, **more)).status_code == 302
    task.refresh_from_db()
    assert [task.capacity, task.windows.count()] == [2, 2]
    assert client.post(url("opportunity-confirm", task.pk), {"version": task.version + 1}).status_code == 409
    assert client.post(url("opportunity-confirm", task.pk), {"version": task.version}).status_code == 302
    task.refresh_from_db()
    assert [task.state, task.confirmed_by] == ["confirmed", coordinator]


def test_the_second_editor_sees_both_texts(client, coordinator):
    task = make.opportunity()
    address = url("opportunity-edit", task.pk)
    typed = typed_opportunity(client, address, title="Meiner")
    Opportunity.objects.filter(pk=task.pk).update(title="Ihrer", version=task.version + 1)
    answer = client.post(address, typed)
    assert [field["theirs"] for field in answer.context["form"].conflict.fields if field["label"] == "Titel"] == [
        "Ihrer"
    ]
    task.refresh_from_db()
    assert task.title == "Ihrer"


def test_archiving_asking_and_restoring(client, coordinator):
    task = make.opportunity()
    assert client.post(url("opportunity-ask", task.pk)).status_code == 302
    assert task.confirmation_requests.count() == 1
    assert client.post(url("opportunity-archive", task.pk), {"reason": ""}).status_code == 200
    post(client, "opportunity-archive", task.pk, reason="wird nicht mehr gebraucht")
    task.refresh_from_db()
    assert task.state == "archived"
    assert client.get(url("opportunity-board", task.pk)).status_code == 200
    post(client, "opportunity-restore", task.pk, version=task.version)
    task.refresh_from_db()
    assert task.state == "unconfirmed"
    assert client.post(url("opportunity-restore", task.pk), {"version": task.version}).status_code == 409


def test_what_an_import_says_otherwise_is_shown(client, coordinator):
    task = make.unconfirmed_opportunity(reference="vol-001")
    conflict = {"field": "title", "label": "Titel", "current": task.title, "old": "Alt", "new": "Neu laut Quelle"}
    ImportedOpportunity.objects.create(reference="vol-001", cells={}, conflicts=[conflict], imported_at=timezone.now())
    page = client.get(url("opportunity-conflict-list")).content.decode()
    assert "Neu laut Quelle" in page
    assert url("opportunity-edit", task.pk) in page


# Runs


def test_a_run_is_a_job_and_each_proposal_one_click(client, coordinator):
    mira, task = make.volunteer(), make.opportunity()
    first = client.post(url("run-start"))
    assert client.post(url("run-start")).url == first.url
    assert "unterwegs" in client.get(url("run-list")).content.decode()
    run_jobs()
    run = MatchRun.objects.get()
    assert [run.asked_by, run.proposals] == [coordinator, 1]
    page = client.get(url("run-detail", run.pk))
    assert page.context["rows"][0]["sentences"]
    address = url("placement-suggest", mira.pk, task.pk)
    assert address in page.content.decode()
    client.post(address, {"origin": "match"})
    assert Placement.objects.get().origin == "match"
    client.get(first.url)


def test_the_file_of_a_run_is_only_for_the_coordination(client, coordinator, stranger):
    address = client.post(url("run-start")).url
    run_jobs()
    assert client.get(address).status_code == 200
    log_in(client, stranger)
    assert client.get(address).status_code == 404


# Numbers


def test_no_number_under_five_stands_on_the_page_or_in_the_file(client, coordinator):
    for number, kind in ((7, "reading"), (2, "sport")):
        task = make.opportunity(activity_type=kind, capacity=20)
        for _ in range(number):
            make.placement(make.volunteer(), task, state="active", by=coordinator)
    table = next(table for table in figures.tables() if table.key == "taetigkeit")
    assert [table.rows, table.total] == [
        [("Vorlesen (Lesepaten)", [None], None), ("Sport", [None], None)],
        9,
    ]
    page, file = client.get(url("statistics")), client.get(url("statistics-csv"))
    for text in (page.content.decode(), file.content.decode()):
        assert "verdeckt" in text
    assert "Sport;2" not in file.content.decode()
    assert "Sport: 2" not in page.content.decode()
    assert page.content.decode().count("data:image/svg+xml") >= 3
