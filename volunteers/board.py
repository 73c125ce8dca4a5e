"""The matching board: who fits a task or which task fits somebody, why, and who does not and why not.

Everybody is judged anew by the one pure function; what a page shows are the best, numbers of the rest, and which single
wish given up would give how many. Names come last, for the few that are shown.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from volunteers import eligibility_reading, facts_reading, fitting_words, ranking, relaxing, waiting
from volunteers.choices.eligibility import LEGAL, LINE, OVERRIDABLE, ReasonCode, Relaxation
from volunteers.eligibility import eligibility
from volunteers.matching_reading import current_weights, weights_of
from volunteers.models import Opportunity, Placement, RequirementPolicy, Volunteer

SHOWN = 20
PLAIN_WORDS = {"age": "…", "hours": "…", "languages": "…", "level": "…", "requirement": "…", "skill": "…", "until": "…"}


@dataclass(frozen=True)
class Row:
    """One line: `thing` (volunteer or task), sentences for it, reasons against it, points.

    `is_line`: every place is taken, so whoever says yes waits in line.
    """

    thing: object
    speaking: list
    reasons: list
    points: int
    is_line: bool = False

    @property
    def score(self):
        """The points as a decimal."""
        return ranking.decimal(self.points)

    @property
    def may_be_overridden(self):
        """Whether a coordinator may set aside everything that stands in the way."""
        return bool(self.reasons) and all(reason.is_overridable for reason in self.reasons)


@dataclass(frozen=True)
class Hindrance:
    """How many do not fit for one reason; somebody with two counts twice."""

    label: str
    count: int
    is_legal: bool
    may_be_overridden: bool


@dataclass(frozen=True)
class Board:
    """`fits` and `others`: the rows shown; `ways`: single relaxations; `chosen`: the one that was asked for."""

    fits: list
    fitting: int
    others: list
    unfitting: int
    hindrances: list
    ways: list
    chosen: relaxing.Way | None


def of_opportunity(opportunity, user, *, day, asked=("", "")):
    """Everybody who is here, for one task. `asked`: (relaxation, name) whose candidates are shown."""
    task = eligibility_reading.task(opportunity, day)
    people = facts_reading.people(Volunteer.objects.visible_to(user).here().order_by())
    judged = [(person, _beside_the_line(eligibility(person.facts, task, day))) for person in people]
    weights = _weights(day)

    def score(person, how=ranking.score):
        return how(person.facts, task, _waiting(person, day), weights)

    full = {person.facts.key for person in people} if task.places_left == 0 else frozenset()
    return _board(judged, score, lambda person: person.facts.key, _named(Volunteer, user), asked, full)


def of_volunteer(volunteer, user, *, day, asked=("", "")):
    """Every listed task, for one person."""
    person = eligibility_reading.person(volunteer)
    listed = Opportunity.objects.visible_to(user).listed().order_by()
    tasks = facts_reading.tasks(listed, RequirementPolicy.objects.current(day))
    judged = [(task, _beside_the_line(eligibility(person.facts, task, day))) for task in tasks]
    weights = _weights(day)

    def score(task, how=ranking.score):
        return how(person.facts, task, _waiting(person, day), weights)

    full = {task.key for task in tasks if task.places_left == 0}
    return _board(judged, score, lambda task: task.key, _named(Opportunity, user), asked, full)


def speaking(volunteer, opportunity, *, day):
    """Sentences that say why two fit, as a suggestion keeps them."""
    person, task = eligibility_reading.person(volunteer), eligibility_reading.task(opportunity, day)
    score = ranking.score(person.facts, task, _waiting(person, day), _weights(day))
    return [part.sentence for part in score.parts if fitting_words.speaks(part)]


def label(code):
    """A reason without what fills its sentence."""
    return str(ReasonCode(code).label) % PLAIN_WORDS


def _beside_the_line(reasons):
    """A full house is no reason against anybody: one stands in line for it."""
    return [reason for reason in reasons if reason.code not in LINE]


def _board(judged, score, key, named, asked, full):
    """`full`: keys of the rows that mean a place in the line; they stand below those with a place."""
    fits = [one for one, reasons in judged if not reasons]
    refused = [(one, reasons) for one, reasons in judged if reasons]
    ways = relaxing.ways(reasons for _one, reasons in refused)
    chosen = next((way for way in ways if (way.relaxation, way.name) == asked), None)
    shown = [pair for pair in refused if relaxing.ways([pair[1]]) == [_single(chosen)]] if chosen else refused
    shown.sort(key=lambda pair: (_rank(pair[1]), str(key(pair[0]))))
    points = {key(one): score(one, ranking.points) for one in fits}
    best = sorted(ranking.ranked(points), key=full.__contains__)[:SHOWN]
    scores = {key(one): score(one) for one in fits if key(one) in best}
    nearest = [(key(one), score(one), reasons) for one, reasons in shown[:SHOWN]]
    things = named([*best, *(place for place, _score, _reasons in nearest)])
    return Board(
        fits=[_row(things[place], scores[place], [], place in full) for place in best if place in things],
        fitting=len(fits),
        others=[
            _row(things[place], found, reasons, place in full) for place, found, reasons in nearest if place in things
        ],
        unfitting=len(shown),
        hindrances=_hindrances(refused),
        ways=ways,
        chosen=chosen,
    )


def _single(way):
    return relaxing.Way(way.relaxation, way.name, 1)


def _rank(reasons):
    """Whom one might still ask first: nothing of the law, little else."""
    return (
        sum(reason.is_legal for reason in reasons),
        sum(not reason.is_overridable for reason in reasons),
        len(reasons),
    )


def _row(thing, score, reasons, is_line):
    return Row(thing, _sentences(score), reasons, score.points, is_line)


def _sentences(score):
    return [part.sentence for part in score.parts if part.points]


def _hindrances(refused):
    counts = Counter(code for _one, reasons in refused for code in {reason.code for reason in reasons})
    rows = [Hindrance(label(code), number, code in LEGAL, code in OVERRIDABLE) for code, number in counts.items()]
    return sorted(rows, key=lambda row: (-row.count, row.label))


def _named(model, user):
    """A function that fetches the rows of keys, through the one door."""
    rows = model.objects.visible_to(user)
    return (rows.select_related("organisation") if model is Opportunity else rows).in_bulk


def _weights(day):
    row = current_weights(day)
    return weights_of(row) if row else ranking.Weights()


def _waiting(person, day):
    moment = waiting.since([person.confirmed_at] if person.confirmed_at else [], served=person.served)
    return ranking.Waiting(waiting.days(timezone.localdate(moment), day) if moment else 0)


def asked_for(query):
    """(relaxation, name) of an address; nonsense asks for nothing."""
    found = query.get("ohne", "")
    return (Relaxation(found), query.get("was", "")) if found in Relaxation.values else ("", "")


def line(opportunity, user):
    """Who waits in line for a task, first come first."""
    return Placement.objects.visible_to(user).filter(opportunity=opportunity).in_line().select_related("volunteer")
