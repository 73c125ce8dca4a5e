"""How well a volunteer and a task fit, once nothing stands in the way (`eligibility`). Values in, points out; no clock.

A score is a sum of parts; each part is a weight times how far the aspect is met, and carries its sentence. Points are
whole numbers, 10,000 of them are 1.0000: sums come out the same in any order, and nothing is lost to rounding.

Waiting counts by the day without end: one more day always adds the same, so nobody ever waits in vain, and never more
than 0.02 for both sides together, so that nobody jumps the queue overnight.
"""

from dataclasses import dataclass
from decimal import Decimal

from volunteers import districts
from volunteers.choices.matching import Aspect, Point
from volunteers.choices.profiles import SPOKEN_ORDER

ONE = 10_000
MOST_PER_DAY = 200
HALF = ONE // 2
LANGUAGE_POINTS = (Point.LANGUAGE_BASIC, Point.LANGUAGE_GOOD, Point.LANGUAGE_FLUENT, Point.LANGUAGE_NATIVE)


@dataclass(frozen=True)
class Weights:
    """How much each aspect counts, in points; the last two are points per day of waiting."""

    area: int = 3 * ONE
    target_group: int = 2 * ONE
    language: int = 2 * ONE
    closeness: int = ONE
    load: int = ONE
    volunteer_waits: int = 100
    opportunity_waits: int = 50

    def __post_init__(self):
        """Refuses weights under which a day could lower a rank or move somebody too far."""
        if min(self.area, self.target_group, self.language, self.closeness, self.load) < 0:
            raise ValueError("A weight is not negative.")
        if min(self.volunteer_waits, self.opportunity_waits) <= 0:
            raise ValueError("A day of waiting counts.")
        if self.volunteer_waits + self.opportunity_waits > MOST_PER_DAY:
            raise ValueError("A day of waiting counts at most 0.02 for both sides together.")


@dataclass(frozen=True)
class Waiting:
    """Whole days that each side has waited; days before one began count as none."""

    volunteer: int = 0
    opportunity: int = 0


@dataclass(frozen=True)
class Part:
    """What one aspect adds to a score, and why."""

    aspect: Aspect
    point: Point
    points: int
    values: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self):
        """The reason in plain words, in the language of the page."""
        return str(self.point.label) % dict(self.values)


@dataclass(frozen=True)
class Score:
    """A sum with everything it is made of."""

    parts: tuple[Part, ...]

    @property
    def points(self):
        """The sum in points."""
        return sum(part.points for part in self.parts)


def score(volunteer, opportunity, waiting, weights):
    """The score of a pairing, with one part for every aspect."""
    met = _met(volunteer, opportunity, weights)
    parts = [Part(aspect, point, weight * share // ONE, values) for aspect, weight, (point, share, values) in met]
    return Score((*parts, *_waits(waiting, weights)))


def points(volunteer, opportunity, waiting, weights):
    """The sum alone: what `score` adds up to, for very many pairs."""
    met = _met(volunteer, opportunity, weights)
    waits = weights.volunteer_waits * max(waiting.volunteer, 0) + weights.opportunity_waits * max(
        waiting.opportunity, 0
    )
    return sum(weight * share // ONE for _aspect, weight, (_point, share, _values) in met) + waits


def _met(volunteer, opportunity, weights):
    """How far each aspect is met: (aspect, weight, (point, share, values))."""
    return (
        (Aspect.AREA, weights.area, _area(volunteer, opportunity)),
        (Aspect.TARGET_GROUP, weights.target_group, _target_group(volunteer, opportunity)),
        (Aspect.LANGUAGE, weights.language, _language(volunteer, opportunity)),
        (Aspect.CLOSENESS, weights.closeness, _closeness(volunteer, opportunity)),
        (Aspect.LOAD, weights.load, _load(volunteer)),
    )


def stored(found):
    """The parts of a score as they are kept in a run: code, points, what fills the sentence; no language."""
    return [[part.aspect.value, part.point.value, part.points, dict(part.values)] for part in found.parts]


def restored(parts):
    """The score that `stored` has kept."""
    return Score(
        tuple(
            Part(Aspect(aspect), Point(point), points, tuple(sorted(values.items())))
            for aspect, point, points, values in parts
        )
    )


def decimal(number):
    """Points as the decimal that people read and the tables keep: 12,345 are 1.2345."""
    return Decimal(number) / ONE


def ranked(scores):
    """Keys of candidates, best first; equal scores in the order of their keys. `scores` is {key: points}."""
    return sorted(scores, key=lambda key: (-scores[key], str(key)))


def _area(volunteer, opportunity):
    is_type, is_area = (
        opportunity.activity_type in volunteer.activity_types,
        bool(volunteer.areas & opportunity.areas),
    )
    if is_type:
        return (Point.AREA_BOTH, ONE, ()) if is_area else (Point.AREA_TYPE, 8_000, ())
    if is_area:
        return Point.AREA_FIELD, 6_000, ()
    return (Point.AREA_OPEN, HALF, ()) if volunteer.is_open_to_all else (Point.AREA_NONE, 0, ())


def _target_group(volunteer, opportunity):
    if not volunteer.target_groups or not opportunity.target_groups:
        return Point.GROUP_OPEN, HALF, ()
    is_shared = bool(volunteer.target_groups & opportunity.target_groups)
    return (Point.GROUP_SHARED, ONE, ()) if is_shared else (Point.GROUP_OTHER, 0, ())


def _language(volunteer, opportunity):
    """The best of the needed languages; where none is needed, everybody gets the same."""
    if not opportunity.languages:
        return Point.LANGUAGE_FREE, HALF, ()
    needed = {language.key for language in opportunity.languages}
    levels = [
        SPOKEN_ORDER.index(spoken.level)
        for spoken in volunteer.languages
        if spoken.language in needed and spoken.level in SPOKEN_ORDER
    ]
    if not levels:
        return Point.LANGUAGE_UNKNOWN, 0, ()
    best = max(levels)
    return LANGUAGE_POINTS[best], ONE * (best + 1) // len(SPOKEN_ORDER), ()


def _closeness(volunteer, opportunity):
    if opportunity.is_anywhere:
        return Point.CLOSE_ANYWHERE, ONE, ()
    away = districts.nearest(volunteer.districts, opportunity.district)
    if away is None:
        is_somewhere = volunteer.is_mobile and opportunity.district in districts.DISTRICTS
        return (Point.CLOSE_ANYWHERE, HALF, ()) if is_somewhere else (Point.CLOSE_UNKNOWN, 0, ())
    if away == 0:
        return Point.CLOSE_HERE, ONE, ()
    share = ONE - ONE * away // (districts.FARTHEST + 1)
    return Point.CLOSE_KILOMETRES, share, (("kilometres", str(away)),)


def _load(volunteer):
    """Whoever has fewer tasks comes first, so that the willing are not worn out."""
    tasks = volunteer.tasks
    return (Point.LOAD_TAKEN, ONE // (1 + tasks), (("tasks", str(tasks)),)) if tasks else (Point.LOAD_FREE, ONE, ())


def _waits(waiting, weights):
    sides = (
        (Aspect.VOLUNTEER_WAITS, Point.VOLUNTEER_WAITS, waiting.volunteer, weights.volunteer_waits),
        (Aspect.OPPORTUNITY_WAITS, Point.OPPORTUNITY_WAITS, waiting.opportunity, weights.opportunity_waits),
    )
    for aspect, point, days, per_day in sides:
        days = max(days, 0)
        yield Part(aspect, point, per_day * days, (("days", str(days)),))
