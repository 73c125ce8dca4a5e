"""No page for somebody signed in costs more than twelve queries beyond an empty one, at one row and at three."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people import log_in
from tests.queries import assert_constant_queries, count_queries
from tests.volunteers import make
from volunteers.models import FollowUp

pytestmark = pytest.mark.django_db
BEYOND = 12


def url(name, *values):
    return reverse(f"volunteers:{name}", args=values)


@pytest.fixture
def desk(client, coordinator):
    """A coordinator at her desk, and what her emptiest page costs: the form to hand everything over reads nothing."""
    log_in(client, coordinator)
    return coordinator, count_queries(client, url("course-create"))


@pytest.fixture
def coordinator(db):
    return make.coordinator()


def busy(coordinator):
    """One more of everything: something for each part of the inbox, a proof that is missing, a run's material."""
    make.volunteer(languages=["ar"], windows=[("1", 9, 12)], met_at=None)
    task = make.opportunity(languages=["ar"], requirements=["schulung"], task_class="minors", capacity=9)
    for state in ("suggested", "interested", "introduced", "ended"):
        make.placement(make.volunteer(), task, state=state, by=coordinator)
    asked = {"state": "asked", "agreed_at": timezone.now(), "agreed_by": coordinator}
    make.placement(make.volunteer(), task, by=coordinator, **asked)
    make.placement(of=make.unconfirmed_opportunity(), state="interested", by=coordinator, is_enquiry=True)
    live = make.placement(make.volunteer(), task, state="active", by=coordinator)
    FollowUp.objects.create(placement=live, kind="two_weeks", due_on=timezone.localdate() - timedelta(days=1))
    make.course(by=coordinator)
    return task


LISTS = [
    *("inbox", "placement-list", "volunteer-list", "opportunity-work-list", "clearance-list", "route-list"),
    *("policy-list", "course-list", "run-list", "statistics", "opportunity-conflict-list"),
]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_the_coordination_is_lean(client, desk, name):
    coordinator, empty = desk
    assert_constant_queries(client, url(name), lambda: busy(coordinator), sizes=(1, 3), at_most=empty + BEYOND)


def test_both_boards_are_lean(client, desk):
    coordinator, empty = desk
    task, mira = busy(coordinator), make.volunteer(languages=["ar"])
    make.clearance(mira, by=coordinator)
    for address in (url("opportunity-board", task.pk), url("volunteer-board", mira.pk)):
        assert_constant_queries(client, address, lambda: busy(coordinator), sizes=(1, 3), at_most=empty + BEYOND)


def test_the_page_of_a_placement_is_lean(client, desk):
    coordinator, empty = desk
    placement = make.placement(state="active", by=coordinator)
    make.agreement(placement)
    assert count_queries(client, url("placement-detail", placement.pk)) <= empty + BEYOND


@pytest.fixture
def mira(client, coordinator):
    """A volunteer who is signed in, and what her emptiest page costs."""
    mira = make.volunteer(languages=["ar"], windows=[("1", 9, 12)])
    log_in(client, mira.user)
    return mira, count_queries(client, url("my-pause"))


@pytest.mark.parametrize("state", ["suggested", "interested", "asked", "introduced", "active", "ended"])
def test_her_own_placement_is_lean_in_every_state(client, coordinator, mira, state):
    mira, empty = mira
    task = make.opportunity(languages=["ar"], requirements=["schulung"], task_class="minors", capacity=3)
    placement = make.placement(mira, task, state=state, by=coordinator)
    assert count_queries(client, url("my-placement", placement.pk)) <= empty + BEYOND


@pytest.mark.parametrize("name", ["my", "my-course-list", "my-profile", "my-consents", "my-data"])
def test_her_own_pages_are_lean(client, coordinator, mira, name):
    mira, empty = mira

    def more():
        make.placement(mira, by=coordinator)
        make.course(by=coordinator)

    assert_constant_queries(client, url(name), more, sizes=(1, 3), at_most=empty + BEYOND)


def test_coming_forward_is_lean(client, mira):
    task = make.opportunity(languages=["ar"], requirements=["schulung"], task_class="minors")
    assert count_queries(client, url("my-interest", task.pk)) <= mira[1] + BEYOND


def test_the_pages_of_an_institution_are_lean(client, coordinator):
    task = make.opportunity(capacity=20)
    log_in(client, task.contact)
    empty = count_queries(client, url("office-task-archive", task.pk))

    def more():
        for state in ("asked", "active", "ended"):
            whose = make.volunteer(languages=["ar"], windows=[("1", 9, 12)])
            placed = make.placement(whose, task, state=state, by=coordinator)
            make.opportunity(contact=task.contact)
        more.placed = placed

    assert_constant_queries(client, url("office"), more, sizes=(1, 3), at_most=empty + BEYOND)
    live = make.placement(of=task, state="active", by=coordinator)
    make.agreement(live)
    pages = [url("office-task", task.pk)]
    pages += [url(name, live.pk) for name in ("office-placement", "office-agreement")]
    assert {page: cost for page in pages if (cost := count_queries(client, page)) > empty + BEYOND} == {}
