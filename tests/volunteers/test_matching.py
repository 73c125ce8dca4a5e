"""A run of matching: what it proposes, why, what it keeps, and what it leaves alone."""

import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from herne_integration.rules import RuleBroken
from tests.volunteers import make
from tests.volunteers.weights import ago
from volunteers import matching_presenting, matching_reading, ranking
from volunteers.actions import matching, opportunities
from volunteers.choices.matching import Aspect, Unassigned
from volunteers.choices.placements import PlacementState
from volunteers.models import MatchRun, MatchScore

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return make.coordinator()


def proposals(run):
    """{volunteer: opportunity} of a run."""
    return {score.volunteer: score.opportunity for score in run.scores.proposed()}


def reasons(run):
    """{whom or what is left: why}."""
    return {score.volunteer or score.opportunity: score.reason for score in run.scores.unassigned()}


def test_whoever_fits_better_is_proposed_and_everybody_gets_something(coordinator):
    reading, sport = make.opportunity(activity_type="reading"), make.opportunity(activity_type="sport")
    anna = make.volunteer(is_open_to_all=False, activity_types=["reading", "sport"])
    ben = make.volunteer(is_open_to_all=False, activity_types=["reading"])
    run = matching.run(by=coordinator)
    assert proposals(run) == {anna: sport, ben: reading}
    assert (run.volunteers, run.opportunities, run.places, run.fitting, run.proposals) == (2, 2, 2, 3, 2)
    assert reasons(run) == {}


def test_a_proposal_can_be_explained_from_what_was_kept(coordinator):
    task = make.opportunity(activity_type="reading", district="wanne")
    make.volunteer(is_open_to_all=False, activity_types=["reading"], related={"districts": ["wanne"]})
    run = matching.run(by=coordinator)
    kept = run.scores.get()
    found = ranking.restored(kept.parts)
    assert kept.is_proposed
    assert [part.aspect for part in found.parts] == list(Aspect)
    assert found.points == kept.points
    assert [part.sentence for part in found.parts][:2] == [
        "Genau diese Art von Aufgabe ist gewünscht.",
        "Zur Zielgruppe gibt es keinen Wunsch.",
    ]
    weights = matching_reading.weights_of(run.weights)
    assert weights == ranking.Weights()
    assert task.match_scores.get() == kept


def test_everybody_without_a_proposal_is_told_why(coordinator):
    def reader(**fields):
        return make.volunteer(is_open_to_all=False, activity_types=["reading"], **fields)

    task, full = make.opportunity(activity_type="reading"), make.opportunity(activity_type="reading")
    unwanted = make.opportunity(activity_type="sport")
    holder, early, late = reader(), reader(confirmed_at=ago(30)), reader()
    make.placement(whose=holder, of=full, state="active")
    odd = make.volunteer(is_open_to_all=False, activity_types=["bikes"])
    asked = make.placement(of=make.opportunity(activity_type="sport"), state="asked")
    run = matching.run(by=coordinator)
    assert proposals(run) == {early: task}
    assert reasons(run) == {
        holder: Unassigned.TASKS_GONE,
        late: Unassigned.TASKS_GONE,
        odd: Unassigned.NO_TASK_FITS,
        asked.volunteer: Unassigned.UNDER_WAY,
        full: Unassigned.NO_PLACES,
        asked.opportunity: Unassigned.NO_PLACES,
        unwanted: Unassigned.NOBODY_FITS,
    }
    assert (run.volunteers, run.opportunities) == (5, 4)


def test_a_place_for_which_somebody_was_suggested_is_not_offered_twice(coordinator):
    task = make.opportunity(capacity=2)
    make.placement(of=task, state="suggested")
    first, second = make.volunteer(confirmed_at=ago(10)), make.volunteer()
    run = matching.run(by=coordinator)
    assert (proposals(run), run.places) == ({first: task}, 1)
    assert reasons(run)[second] == Unassigned.TASKS_GONE


@pytest.mark.parametrize("state", ["v_declined", "o_declined"])
def test_nobody_is_proposed_again_for_what_one_side_has_refused(coordinator, state):
    refused = make.placement(state=state)
    run = matching.run(by=coordinator)
    assert proposals(run) == {}
    assert reasons(run) == {
        refused.volunteer: Unassigned.NO_TASK_FITS,
        refused.opportunity: Unassigned.NOBODY_FITS,
    }


def test_who_pauses_and_what_is_unconfirmed_takes_no_part(coordinator):
    make.volunteer(state="paused")
    make.unconfirmed_opportunity()
    run = matching.run(by=coordinator)
    assert (run.volunteers, run.opportunities, run.scores.count()) == (0, 0, 0)


def test_saying_again_that_help_is_needed_does_not_begin_the_wait_anew(coordinator):
    task = make.opportunity(confirmed_at=ago(100))
    opportunities.confirm(opportunity=task, by=task.contact)
    task.refresh_from_db()
    assert timezone.localdate(task.confirmed_at) == timezone.localdate()
    assert matching_reading.read(timezone.localdate()).waits[task.pk] == 100


def test_the_archive_ends_a_wait(coordinator):
    task = make.opportunity(confirmed_at=ago(100))
    opportunities.archive(opportunity=task, by=task.contact)
    task.refresh_from_db()
    opportunities.restore(opportunity=task, by=task.contact)
    opportunities.confirm(opportunity=task, by=task.contact)
    assert matching_reading.read(timezone.localdate()).waits[task.pk] == 0


def test_a_task_that_ended_begins_the_wait_anew():
    placement = make.placement(
        make.volunteer(confirmed_at=ago(200)), make.opportunity(confirmed_at=ago(150)), state="ended", at=ago(20)
    )
    waits = matching_reading.read(timezone.localdate()).waits
    assert waits == {placement.volunteer_id: 20, placement.opportunity_id: 20}


def test_what_never_began_does_not_begin_the_wait_anew():
    placement = make.placement(
        make.volunteer(confirmed_at=ago(200)), make.opportunity(confirmed_at=ago(150)), state="o_declined", at=ago(20)
    )
    waits = matching_reading.read(timezone.localdate()).waits
    assert waits == {placement.volunteer_id: 200, placement.opportunity_id: 150}


def test_twice_gives_the_same(coordinator):
    for number in range(4):
        make.volunteer(confirmed_at=ago(number))
        make.opportunity(capacity=1 + number % 2)
    first, second = matching.run(by=coordinator), matching.run(by=coordinator)
    said = ["volunteer_id", "opportunity_id", "points", "parts", "is_proposed", "reason"]
    assert [*first.scores.order_by(*said[:2]).values(*said)] == [*second.scores.order_by(*said[:2]).values(*said)]


def test_a_run_costs_the_same_number_of_queries_for_many(coordinator):
    def cost():
        with CaptureQueriesContext(connection) as found:
            matching.run(by=coordinator)
        return len(found)

    make.volunteer(languages=["ar"], windows=[(2, 9, 12)])
    make.opportunity(languages=["ar"])
    matching.run(by=coordinator)
    one = cost()
    for _ in range(4):
        make.volunteer(languages=["ar"], windows=[(2, 9, 12)])
        make.opportunity(languages=["ar"])
    assert cost() == one


def test_only_the_coordination_asks_for_a_run_and_sees_it(coordinator):
    person = make.volunteer()
    make.opportunity()
    with pytest.raises(RuleBroken, match="nur die Koordination"):
        matching.run(by=person.user)
    matching.run(by=coordinator)
    assert not MatchRun.objects.visible_to(person.user).exists()
    assert not MatchScore.objects.visible_to(person.user).exists()


class TestTheCommand:
    def test_it_prints_proposals_with_reasons_and_who_is_left(self, capsys):
        person = make.volunteer(is_open_to_all=False, activity_types=["reading"])
        other = make.volunteer(is_open_to_all=False, activity_types=["bikes"])
        make.opportunity(title="Vorlesen in der Schule", activity_type="reading")
        call_command("match")
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith(f"Person {person.short_code} → Vorlesen in der Schule (")
        assert "    Genau diese Art von Aufgabe ist gewünscht." in lines
        assert f"ohne Vorschlag: Person {other.short_code}. Keine Aufgabe passt." in lines
        assert lines[-1] == (
            "1 Vorschläge für 2 Ehrenamtliche und 1 freie Plätze in 1 Einsätzen; 1 Paare passen."
            " Gewichte ab 01.01.2000."
        )
        assert person.family_name not in "\n".join(lines)
        assert MatchRun.objects.count() == 1

    def test_it_says_what_would_help_where_nothing_fits(self, capsys):
        make.volunteer(is_open_to_all=False, activity_types=["bikes"])
        make.volunteer(is_open_to_all=False, activity_types=["sport"])
        make.opportunity(title="Vorlesen", activity_type="reading")
        call_command("match", "--json", "--ways", "--dry-run")
        found = {one["about"]: one for one in json.loads(capsys.readouterr().out)["unassigned"]}
        assert found["Vorlesen"] == {
            "about": "Vorlesen",
            "reason": "Niemand passt.",
            "ways": ["auch andere Aufgaben: 2"],
        }
        assert not MatchRun.objects.exists()

    def test_a_day_that_is_none_is_refused(self):
        with pytest.raises(CommandError, match="kein Tag"):
            call_command("match", "--day", "morgen")

    def test_every_proposal_and_every_gap_has_words(self, coordinator):
        for number in range(3):
            make.volunteer()
            make.opportunity(capacity=1 + number)
        make.placement(state=PlacementState.ASKED)
        found = matching_presenting.report(matching.run(by=coordinator), with_ways=True)
        assert len(found["proposals"]) == 3
        assert all(len(one["reasons"]) == len(Aspect) for one in found["proposals"])
        assert all(one["reason"] for one in found["unassigned"])


def test_web_processes_do_not_load_scipy():
    """It costs a third of a second and fifty megabytes; only who makes proposals needs it."""
    asked = (
        "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns;"
        "from volunteers import eligibility, ranking, relaxing, suppression;"
        "from volunteers.actions import matching_records;"
        "print(sorted({'scipy', 'numpy'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
