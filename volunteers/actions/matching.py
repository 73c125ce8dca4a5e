"""Proposing for everybody at once, and keeping what came of it so that it can be explained.

A run suggests nothing to anybody: it is a list for the coordination, who suggests (`placements.suggest`). Imported only
where proposals are made, because SciPy comes with it; everything else about runs is in `matching_records`.
"""

from django.db import transaction
from django.utils import timezone

from volunteers import matching_reading, proposing, ranking
from volunteers.actions.matching_records import first_weights
from volunteers.actions.records import require_coordinator
from volunteers.choices.matching import Unassigned
from volunteers.models import MatchRun, MatchScore

BATCH = 2000


@transaction.atomic
def run(*, by, day=None):
    """Proposes as of a day and keeps it; returns the `MatchRun`."""
    require_coordinator(by)
    return run_unasked(by=by, day=day)


@transaction.atomic
def run_unasked(*, by, day=None):
    """The same from the command line."""
    day = day or timezone.localdate()
    weights = matching_reading.current_weights(day) or first_weights(by)
    field = matching_reading.read(day)
    counted = matching_reading.weights_of(weights)
    found = proposing.propose(field.people, field.tasks, field.places, field.waits, counted, day)
    made = MatchRun.objects.create(
        day=day,
        weights=weights,
        volunteers=len(field.people) + len(field.under_way),
        opportunities=len(field.tasks),
        places=sum(field.places.values()),
        fitting=len(found.points),
        proposals=len(found.assignment.pairs),
        asked_at=timezone.now(),
        asked_by=by,
    )
    MatchScore.objects.bulk_create([*_pairs(made, found, field, counted), *_reasons(made, found, field)], BATCH)
    return made


def _pairs(made, found, field, weights):
    people, tasks = {one.key: one for one in field.people}, {one.key: one for one in field.tasks}
    for person, task in found.kept():
        waiting = proposing.waiting(field.waits, person, task)
        score = ranking.score(people[person], tasks[task], waiting, weights)
        yield MatchScore(
            run=made,
            volunteer_id=person,
            opportunity_id=task,
            points=score.points,
            parts=ranking.stored(score),
            is_proposed=found.assignment.pairs.get(person) == task,
        )


def _reasons(made, found, field):
    for person in field.under_way:
        yield MatchScore(run=made, volunteer_id=person, reason=Unassigned.UNDER_WAY)
    for person, reason in found.assignment.people.items():
        yield MatchScore(run=made, volunteer_id=person, reason=reason)
    for task, reason in found.assignment.tasks.items():
        yield MatchScore(run=made, opportunity_id=task, reason=reason)
