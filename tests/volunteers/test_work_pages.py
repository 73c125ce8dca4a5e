"""The other pages of the coordination: inbox, people, proofs, courses, routes, opportunities, runs, numbers."""

import pytest
from django.urls import reverse

from tests.jobs import run_jobs
from tests.people import log_in
from tests.queries import assert_constant_queries
from tests.volunteers import make
from tests.volunteers.working import at_her_desk, key_of, post, url
from volunteers import figures
from volunteers.actions import placements, routes
from volunteers.models import (
    CoordinatorRoute,
    MatchRun,
    Placement,
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
