"""From facts to proposals: who fits, how well, and who is proposed for what. Values in, proposals out; no clock.

Kept apart from what pages import, because it loads NumPy and SciPy; see `assignment` and `screening`.
"""

from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest

from volunteers import ranking
from volunteers.assignment import Assignment, assign
from volunteers.screening import fitting

# So many of the best pairings are kept for each person and each task, so that a proposal can be compared.
KEPT = 3


@dataclass(frozen=True)
class Proposals:
    """What came of it: `points` {(volunteer, opportunity): points} of all that fit, and the assignment."""

    points: dict
    assignment: Assignment

    def kept(self):
        """The pairs worth keeping: every proposal, and the best of each person and each task; in a fixed order."""
        sides = defaultdict(list)
        for pair in self.points:
            sides["person", pair[0]].append(pair)
            sides["task", pair[1]].append(pair)
        best = {pair for pairs in sides.values() for pair in nlargest(KEPT, pairs, key=self._order)}
        return sorted(best | self.assignment.pairs.items(), key=self._order, reverse=True)

    def _order(self, pair):
        return self.points[pair], str(pair[0]), str(pair[1])


def propose(volunteers, opportunities, places, waits, weights, day):
    """The proposals as of a day.

    `volunteers`, `opportunities`: facts. `places`: {opportunity: places to propose for}. `waits`: {key of either side:
    days of waiting}. `weights`: `ranking.Weights`.
    """
    points = {
        (person.key, task.key): ranking.points(person, task, waiting(waits, person.key, task.key), weights)
        for person, task in fitting(volunteers, opportunities, day)
    }
    return Proposals(points, assign([person.key for person in volunteers], places, points))


def waiting(waits, person, task):
    """How long both sides of a pair have waited."""
    return ranking.Waiting(waits.get(person, 0), waits.get(task, 0))
