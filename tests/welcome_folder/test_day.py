"""Mein Tag, and who has looked in."""

import io
from datetime import time, timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from herne_integration import pdf
from tests.people import log_in
from tests.welcome_folder import make
from welcome_folder import day
from welcome_folder.choices.access import Outcome
from welcome_folder.models import Agreement, ViewLog

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def world():
    return make.world()


def told(user):
    """{part: what its rows say}."""
    return {part.key: [row.what for row in part.rows] for part in day.parts(user, day=TODAY())}


def test_each_thing_stands_in_its_list(world):
    today, folder, lead = TODAY(), world.folder, world.lead
    make.appointment(folder, by=lead, day=today, time=time(9, 30), kind="arzt", area="gesundheit")
    make.appointment(folder, by=lead, day=today - timedelta(days=1), kind="jobcenter", area="arbeit")
    make.appointment(folder, by=lead, day=today + timedelta(days=1))
    past = make.appointment(folder, by=lead, state="kept", day=today)
    Agreement.objects.create(
        folder=folder,
        appointment=past,
        debtor="institution",
        institution=world.helper.office,
        what="Antrag ausfüllen",
        due_on=today,
        entered_at=timezone.now(),
        entered_by=lead,
    )
    make.step(folder, by=lead, title="Pass verlängern", due_on=today - timedelta(days=3))
    make.step(folder, by=lead, title="In drei Wochen", due_on=today + timedelta(days=21))
    mine = folder.steps.exclude(title__in=["Pass verlängern", "In drei Wochen"]).get().title
    assert told(lead) == {
        "today": ["Arzttermin"],
        "afterwards": ["Termin beim Jobcenter"],
        "waiting": ["Antrag ausfüllen"],
        "due": ["Pass verlängern", mine],
    }


def test_nobody_sees_the_day_of_other_teams_or_areas(world):
    make.appointment(world.folder, by=world.lead, day=TODAY(), kind="arzt", area="gesundheit")
    empty = {"today": [], "afterwards": [], "waiting": [], "due": []}
    assert [told(world.stranger), told(world.helper)] == [empty, empty]


def test_a_long_list_is_cut_and_says_so(world):
    for _ in range(day.MOST + 3):
        make.appointment(world.folder, by=world.lead, day=TODAY())
    (today, *_rest) = day.parts(world.lead, day=TODAY())
    assert (len(today.rows), today.more) == (day.MOST, 1)


def test_the_page_costs_the_same_for_one_row_and_for_many(client, world):
    log_in(client, world.lead)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("welcome_folder:day")).status_code == 200
        return len(caught)

    make.appointment(world.folder, by=world.lead, day=TODAY())
    first = queries()
    for number in range(4):
        other = make.folder(lead=world.lead)
        make.appointment(other, by=world.lead, day=TODAY() - timedelta(days=number))
    assert queries() == first


@pytest.mark.skipif(not pdf.available(), reason="ohne Pango kein PDF")
def test_the_day_prints_on_one_sheet_and_is_kept_nowhere(client, world):
    for number in range(60):
        make.step(world.folder, by=world.lead, title=f"Sehr langer Schritt Nummer {number} mit vielen Worten")
    log_in(client, world.lead)
    answer = client.get(reverse("welcome_folder:day-pdf"))
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert len(paper.pages) == 1
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("private, no-store", "application/pdf")


def test_a_team_reads_who_looked_in_and_not_who_was_refused(client, world):
    log_in(client, world.stranger)
    client.get(reverse("welcome_folder:look-list", args=[world.folder.pk]))
    log_in(client, world.lead)
    text = client.get(reverse("welcome_folder:look-list", args=[world.folder.pk])).content.decode()
    assert [world.lead.name in text, world.stranger.name in text] == [True, False]


def test_data_protection_reads_all_looks_and_no_name_of_a_resident(client, world, datenschutz):
    log_in(client, world.stranger)
    client.get(reverse("welcome_folder:look-list", args=[world.folder.pk]))
    log_in(client, datenschutz)
    text = client.get(reverse("welcome_folder:access-log"), {"outcome": Outcome.DENIED}).content.decode()
    name = world.folder.person.family_name
    assert [world.stranger.name in text, str(world.folder.pk) in text, name in text] == [True, True, False]
    assert client.get(reverse("welcome_folder:look-list", args=[world.folder.pk])).status_code == 404


@pytest.mark.parametrize("query", ["?page=-1", "?page=1000000000", "?folder_id=x", "?since=99.99.9999&outcome=nein"])
def test_nonsense_in_the_address_of_the_log_does_no_harm(client, datenschutz, query):
    log_in(client, datenschutz)
    assert client.get(reverse("welcome_folder:access-log") + query).status_code == 200


def test_without_a_log_row_there_is_no_content(client, world, monkeypatch):
    log_in(client, world.lead)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("REVOKE INSERT ON welcome_folder_viewlog FROM portal_app")
        cursor.execute("SET ROLE portal_app")
    for _ in range(10):
        answer = client.get(reverse("welcome_folder:look-list", args=[world.folder.pk]))
        assert (answer.status_code, world.folder.person.family_name in answer.content.decode()) == (503, False)
    assert not ViewLog.objects.exists()
