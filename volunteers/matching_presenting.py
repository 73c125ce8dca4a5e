"""A run of matching in words: each proposal with its reasons, everybody else with why not.

People stand here by their short code: a list on a screen or a terminal is no place for names.
"""

from volunteers import ranking, relaxing
from volunteers.choices.matching import Unassigned
from volunteers.eligibility import eligibility
from volunteers.matching_reading import read
from volunteers.models import MatchScore


def report(run, *, with_ways=False):
    """The run as plain values, for the terminal and for JSON; `with_ways` looks for relaxations where nothing fits."""
    scores = MatchScore.objects.filter(run=run).select_related("volunteer", "opportunity")
    proposed = scores.filter(is_proposed=True).order_by("-points", "volunteer_id")
    left = scores.unassigned().order_by("reason", "opportunity__title_sort", "volunteer_id")
    ways = _ways(run.day) if with_ways else None
    return {
        "run": str(run.pk),
        "day": run.day.isoformat(),
        "weights": str(run.weights),
        "volunteers": run.volunteers,
        "opportunities": run.opportunities,
        "places": run.places,
        "fitting": run.fitting,
        "proposals": [_proposal(score) for score in proposed],
        "unassigned": [_unassigned(score, ways) for score in left],
    }


def _proposal(score):
    return {
        "volunteer": score.volunteer.short_code,
        "opportunity": str(score.opportunity),
        "score": str(ranking.decimal(score.points)),
        "reasons": [part.sentence for part in ranking.restored(score.parts).parts],
    }


def _unassigned(score, ways):
    about = score.volunteer_id or score.opportunity_id
    return {
        "about": f"Person {score.volunteer.short_code}" if score.volunteer_id else str(score.opportunity),
        "reason": score.get_reason_display(),
        "ways": [way.sentence for way in ways(about, score.reason)] if ways else [],
    }


def _ways(day):
    """A function that finds the relaxations for whom or what nothing fits."""
    field = read(day)
    people, tasks = {one.key: one for one in field.people}, {one.key: one for one in field.tasks}

    def find(key, reason):
        if reason == Unassigned.NO_TASK_FITS:
            return relaxing.ways(eligibility(people[key], task, day) for task in field.tasks)
        if reason == Unassigned.NOBODY_FITS:
            return relaxing.ways(eligibility(person, tasks[key], day) for person in field.people)
        return []

    return find
