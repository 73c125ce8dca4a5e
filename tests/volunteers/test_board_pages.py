"""The matching board: who fits and why, who does not and why not, and which single wish given up would help."""

import pytest

from tests.people import log_in
from tests.queries import assert_constant_queries
from tests.volunteers import make
from tests.volunteers.working import at_her_desk, url
from volunteers import board
from volunteers.actions import placements
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    return at_her_desk(client)


def test_everybody_stands_on_one_side_with_reasons(client, coordinator):
    task = make.opportunity(languages=["ar"], german_level="B1")
    fits = make.volunteer(languages=["ar"])
    speaks_none, little_german = make.volunteer(), make.volunteer(languages=["ar"], german_level="A1")
    make.volunteer(state="paused", languages=["ar"])
    page = client.get(url("opportunity-board", task.pk))
    shown = page.context["board"]
    assert [row.thing for row in shown.fits] == [fits]
    assert shown.fits[0].speaking
    against = {row.thing: [reason.sentence for reason in row.reasons] for row in shown.others}
    assert against[speaks_none] == ["Gebraucht wird diese Sprache: Arabisch."]
    assert against[little_german] == ["Für diese Aufgabe wird Deutsch ab Niveau B1 gebraucht."]
    assert [shown.fitting, shown.unfitting] == [1, 3]
    assert sorted(way.sentence for way in shown.ways) == [
        "ohne das Deutschniveau B1: 1",
        "ohne die Sprache Arabisch: 1",
    ]


def test_a_way_out_shows_its_candidates_and_nobody_else(client, coordinator):
    task = make.opportunity(languages=["ar"], german_level="B1")
    wanted = make.volunteer()
    make.volunteer(german_level="A1")
    page = client.get(url("opportunity-board", task.pk) + "?ohne=language&was=Arabisch")
    shown = page.context["board"]
    assert [[row.thing for row in shown.others], shown.chosen.sentence] == [[wanted], "ohne die Sprache Arabisch: 1"]
    assert url("placement-suggest", wanted.pk, task.pk) in page.content.decode()
    nonsense = client.get(url("opportunity-board", task.pk) + "?ohne=unsinn&was=x").context["board"]
    assert nonsense.chosen is None


def test_what_the_law_demands_has_no_way_around(client, coordinator):
    task, mira = make.opportunity(task_class="minors"), make.volunteer()
    page = client.get(url("opportunity-board", task.pk))
    row = page.context["board"].others[0]
    assert [row.thing, row.may_be_overridden] == [mira, False]
    assert page.context["board"].hindrances[0].is_legal
    assert url("placement-suggest", mira.pk, task.pk) not in page.content.decode()


def test_the_board_judges_like_the_door(client, coordinator):
    """Whoever stands under "fits" can be suggested, and nobody else."""
    task = make.opportunity(german_level="B1", capacity=9)
    people = [make.volunteer(**one) for one in ({}, {"german_level": "A1"}, {"consents": ()}, {"hours_per_week": 1})]
    fits = {row.thing for row in client.get(url("opportunity-board", task.pk)).context["board"].fits}
    for mira in people:
        answer = client.post(url("placement-suggest", mira.pk, task.pk))
        assert (answer.status_code == 302) == (mira in fits)


def test_for_one_person_the_tasks_are_judged(client, coordinator):
    mira = make.volunteer(german_level="A2")
    fits, hard = make.opportunity(german_level="A1"), make.opportunity(german_level="C1")
    make.opportunity(state="archived")
    shown = client.get(url("volunteer-board", mira.pk)).context["board"]
    assert [[row.thing for row in shown.fits], [row.thing for row in shown.others]] == [[fits], [hard]]


def test_who_waits_stands_in_line(client, coordinator):
    task, people = make.opportunity(), [make.volunteer(), make.volunteer()]
    for mira in people:
        placements.come_forward(volunteer=mira, opportunity=task, by=mira.user)
    line = client.get(url("opportunity-board", task.pk)).context["line"]
    assert [one.volunteer for one in line] == people


def test_the_best_twenty_are_shown_and_the_rest_is_counted(client, coordinator):
    task = make.opportunity()
    for _ in range(board.SHOWN + 1):
        make.volunteer()
    shown = client.get(url("opportunity-board", task.pk)).context["board"]
    assert [len(shown.fits), shown.fitting] == [20, 21]
    assert [row.points for row in shown.fits] == sorted((row.points for row in shown.fits), reverse=True)


def test_boards_cost_the_same_for_many(client, coordinator):
    task, mira = make.opportunity(languages=["ar"]), make.volunteer(languages=["ar"])
    address = url("opportunity-board", task.pk)
    assert_constant_queries(client, address, lambda: make.volunteer(languages=["ar"]), sizes=(1, 3))
    address = url("volunteer-board", mira.pk)
    assert_constant_queries(client, address, lambda: make.opportunity(languages=["ar"]), sizes=(1, 3))


def test_an_address_of_nobody_is_not_there(client, coordinator, stranger):
    task, mira = make.opportunity(), make.volunteer()
    Volunteer.objects.filter(pk=mira.pk).update(state="draft")
    assert client.get(url("volunteer-board", mira.pk)).status_code == 404
    log_in(client, stranger)
    assert client.get(url("opportunity-board", task.pk)).status_code == 403


def test_a_full_task_offers_a_place_in_the_line(client, coordinator):
    task = make.opportunity(languages=["ar"])
    make.placement(make.volunteer(languages=["ar"]), task, state="active", by=coordinator)
    fits, other = make.volunteer(languages=["ar"]), make.volunteer()
    page = client.get(url("opportunity-board", task.pk))
    shown, text = page.context["board"], page.content.decode()
    assert [[row.thing for row in shown.fits], shown.fits[0].is_line] == [[fits], True]
    assert [word in text for word in ("Für die Reihe vorschlagen", "wartet in der Reihe")] == [True, True]
    assert ["Alle Plätze sind besetzt." in text, other in [row.thing for row in shown.others]] == [True, True]
    assert all(reason.code != "capacity_full" for row in shown.others for reason in row.reasons)
    client.post(url("placement-suggest", fits.pk, task.pk))
    placement = fits.placements.get(opportunity=task)
    placements.say_yes(placement=placement, by=fits.user)
    line = client.get(url("opportunity-board", task.pk)).context["line"]
    assert placement in line


def test_a_task_with_a_place_stands_above_one_with_a_line(client, coordinator):
    full, free = (make.opportunity(capacity=1, activity_type=kind) for kind in ("reading", "tandem"))
    make.placement(of=full, state="active", by=coordinator)
    mira = make.volunteer(activity_types=["reading"])
    page = client.get(url("volunteer-board", mira.pk))
    rows = page.context["board"].fits
    assert [(row.thing, row.is_line) for row in rows] == [(free, False), (full, True)]
    assert rows[0].points < rows[1].points
    assert "alle Plätze besetzt" in page.content.decode()
