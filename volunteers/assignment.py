"""Who is proposed for what, best for all together. Values in, proposals out; no clock, no chance.

Each volunteer gets at most one proposal, each task at most as many as it has places. First as many people as possible
are proposed somewhere ("keiner darf verloren gehen"), then the sum of the scores is as high as it can be. Everything is
put in the order of its key before it is counted, so the same people and tasks in any order give the same proposals.
Whoever stays without one is named with the reason.

Kept apart from everything that pages import: SciPy is only loaded where proposals are made.
"""

from dataclasses import dataclass

import numpy
from scipy.optimize import linear_sum_assignment

from volunteers.choices.matching import Unassigned

# Above this, whole numbers are no longer exact in the floats that SciPy counts with.
EXACT = 2**53


@dataclass(frozen=True)
class Assignment:
    """Proposals {volunteer: opportunity}, and the reason for everybody and every free place without one.

    `people` and `tasks` are {key: Unassigned}; a task with several places stands there while one of them is empty.
    """

    pairs: dict
    people: dict
    tasks: dict


def assign(volunteers, places, scores):
    """The best proposals.

    `volunteers`: keys. `places`: {opportunity: free places}. `scores`: {(volunteer, opportunity): points} of the
    pairings that fit, points whole and not negative; a pairing that is missing is never proposed.
    """
    rows = {key: row for row, key in enumerate(sorted(volunteers, key=str))}
    columns = _columns(places, len(rows))
    first = {}
    for column, key in enumerate(columns):
        first.setdefault(key, column)
    fitting = {pair: points for pair, points in scores.items() if pair[0] in rows and pair[1] in first}
    pairs = _best(rows, columns, first, fitting) if fitting else {}
    return Assignment(pairs, _people(rows, scores, pairs), _tasks(places, scores, pairs))


def _columns(places, most):
    """One column for each free place; more places than people change nothing."""
    return [key for key in sorted(places, key=str) for _place in range(min(max(places[key], 0), most))]


def _best(rows, columns, first, fitting):
    """Everybody's gain is so high that one more proposal outweighs any difference of scores."""
    if min(fitting.values()) < 0:
        raise ValueError("Points are not negative.")
    size = min(len(rows), len(columns))
    gain = max(fitting.values()) * size + 1
    if (gain * 2) * size >= EXACT:
        raise ValueError("These scores are too high to be added exactly.")
    value = numpy.zeros((len(rows), len(columns)))
    for (volunteer, opportunity), points in fitting.items():
        value[rows[volunteer], first[opportunity]] = gain + points
    counts = {key: columns.count(key) for key in first} if len(first) < len(columns) else {}
    for key, count in counts.items():
        value[:, first[key] : first[key] + count] = value[:, [first[key]]]
    people = list(rows)
    found = zip(*linear_sum_assignment(value, maximize=True), strict=True)
    return {people[row]: columns[column] for row, column in found if value[row, column] > 0}


def _people(rows, scores, pairs):
    """Why somebody has no proposal."""
    fits = {volunteer for volunteer, _opportunity in scores}
    return {key: Unassigned.TASKS_GONE if key in fits else Unassigned.NO_TASK_FITS for key in rows if key not in pairs}


def _tasks(places, scores, pairs):
    """Why a place stays empty."""
    wanted = {opportunity for _volunteer, opportunity in scores}
    taken = dict.fromkeys(places, 0)
    for opportunity in pairs.values():
        taken[opportunity] += 1
    reasons = {}
    for key in sorted(places, key=str):
        if places[key] <= 0:
            reasons[key] = Unassigned.NO_PLACES
        elif taken[key] < places[key]:
            reasons[key] = Unassigned.PEOPLE_GONE if key in wanted else Unassigned.NOBODY_FITS
    return reasons
