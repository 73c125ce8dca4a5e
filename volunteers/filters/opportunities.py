"""The public list: what a visitor has chosen, which tasks fit, and which single wish given up would give how many.

All tasks of the list are read as small facts in three queries, however many choices are counted; only those of the page
are read whole. A fact that is not known fits no wish, and says so: the visitor may ask for those as well.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.http import urlencode

from offers.choices import GermanLevel
from volunteers import free_time, relaxing
from volunteers.choices.eligibility import GERMAN_ORDER, ReasonCode, Relaxation
from volunteers.choices.opportunities import OpportunityKind, OpportunityOrigin, OpportunityState
from volunteers.choices.profiles import ActivityType
from volunteers.choices.times import FreeTime
from volunteers.eligibility_reasons import because
from volunteers.models import Opportunity, OpportunityOccasion, OpportunityWindow

YES = "ja"
COLUMNS = (
    "pk",
    "state",
    "origin",
    "activity_type",
    "kind",
    "field_of_action__key",
    "district__key",
    "is_anywhere",
    "german_level",
    "is_time_open",
)
FEW = 3
# Which questions of the list belong to a relaxation: they are taken away together.
QUESTIONS = {
    Relaxation.INTEREST: ("tun", "bereich", "art"),
    Relaxation.DISTANCE: ("bezirk",),
    Relaxation.TIME: ("zeit",),
    Relaxation.GERMAN: ("deutsch",),
}
UNKNOWN = {
    "tun": ReasonCode.INTEREST_UNKNOWN,
    "bereich": ReasonCode.INTEREST_UNKNOWN,
    "art": ReasonCode.INTEREST_UNKNOWN,
    "bezirk": ReasonCode.PLACE_UNKNOWN,
    "zeit": ReasonCode.TIMES_UNKNOWN,
    "deutsch": ReasonCode.GERMAN_NEED_UNKNOWN,
}
OTHER = {
    "tun": ReasonCode.INTEREST_ELSEWHERE,
    "bereich": ReasonCode.INTEREST_ELSEWHERE,
    "art": ReasonCode.INTEREST_ELSEWHERE,
    "bezirk": ReasonCode.TOO_FAR,
    "zeit": ReasonCode.TIME_CLASH,
    "deutsch": ReasonCode.GERMAN_TOO_LOW,
}


@dataclass(frozen=True)
class Row:
    """The facts of one task that the list asks about: {question: the answers that fit}, empty for "not known"."""

    key: object
    rank: tuple
    is_here: bool
    answers: dict = field(hash=False)


@dataclass(frozen=True)
class WayOut:
    """A wish that may be given up: in words, how many tasks that gives, and the query that does it."""

    sentence: str
    count: int
    query: str


class Listing:
    """The list for one address. `chosen` is {question: value}, everything senseless left out."""

    def __init__(self, data, *, fields, districts):
        self.answers = {
            "tun": list(ActivityType.values),
            "bereich": list(fields),
            "bezirk": list(districts),
            "zeit": list(FreeTime.values),
            "deutsch": list(GERMAN_ORDER[:-1]),
            "art": list(OpportunityKind.values),
        }
        self.chosen = {name: data[name] for name, known in self.answers.items() if data.get(name) in known}
        self.with_unknown = data.get("unbekannt") == YES
        self.only_here = data.get("herne") == YES
        self.rows = [row for row in _rows(districts) if row.is_here or not self.only_here]

    @cached_property
    def judged(self):
        """[(row, reasons)]: what speaks against each task; empty for "fits"."""
        return [(row, list(self._against(row))) for row in self.rows]

    @property
    def keys(self):
        """Keys of the tasks that fit, in the order of the list."""
        return [row.key for row, reasons in self.judged if not reasons]

    @cached_property
    def unknown(self):
        """How many more would be there with those of which something is not known."""
        if self.with_unknown:
            return 0
        return sum(bool(reasons) and all(one.is_unknown for one in reasons) for _row, reasons in self.judged)

    @property
    def is_near_empty(self):
        """Whether help is welcome."""
        return bool(self.chosen) and len(self.keys) < FEW

    @cached_property
    def ways(self):
        """Ways out, the most fruitful first."""
        found = relaxing.ways(reasons for _row, reasons in self.judged if reasons)
        return [
            WayOut(str(way.relaxation.label) + (f" {way.name}" if way.name else ""), way.count, self.without(way))
            for way in found
            if any(name in self.chosen for name in QUESTIONS[way.relaxation])
        ]

    def without(self, way):
        """The address with the questions of a relaxation taken away."""
        return self.query({name: self.chosen[name] for name in self.chosen if name not in QUESTIONS[way.relaxation]})

    @property
    def asking_unknown(self):
        """The address that also asks for what is not known."""
        return f"{self.query(self.chosen)}&unbekannt={YES}"

    def query(self, chosen):
        """An address of the list."""
        more = {"unbekannt": self.with_unknown, "herne": self.only_here}
        return urlencode({**chosen, **{name: YES for name, is_on in more.items() if is_on}})

    def numbers(self):
        """{question: {answer: how many tasks have it}} among all that are listed."""
        found = defaultdict(Counter)
        for row in self.rows:
            for name, answers in row.answers.items():
                found[name].update(answers)
        return found

    def _against(self, row):
        for name, value in self.chosen.items():
            answers = row.answers[name]
            if not answers and not self.with_unknown:
                yield because(UNKNOWN[name])
            elif answers and value not in answers:
                level = {"level": GermanLevel(value).label} if name == "deutsch" else {}
                yield because(OTHER[name], **level)


def _rows(districts):
    times = _times()
    rows = Opportunity.objects.listed().order_by("title_sort", "pk").values_list(*COLUMNS)
    return sorted((_row(values, times, districts) for values in rows), key=lambda row: row.rank)


def _row(values, times, districts):
    key, state, origin, activity, kind, area, district, is_anywhere, german, is_time_open = values
    is_here = origin in (OpportunityOrigin.HERNE, OpportunityOrigin.DEMO)
    levels = GERMAN_ORDER[GERMAN_ORDER.index(german) :] if german in GERMAN_ORDER else ()
    answers = {
        "tun": _one(activity),
        "bereich": _one(area),
        "art": _one(kind),
        "bezirk": frozenset(districts) if is_anywhere else _one(district),
        "zeit": frozenset(FreeTime.values) if is_time_open else times.get(key, frozenset()),
        # Who speaks more than is needed fits as well.
        "deutsch": frozenset(levels),
    }
    return Row(key, (state != OpportunityState.CONFIRMED, not is_here), is_here, answers)


def _one(value):
    return frozenset({value}) if value else frozenset()


def _times():
    """{task: the answers about time that fit}."""
    found = defaultdict(list)
    for key, day, starts, ends in OpportunityWindow.objects.values_list("opportunity", "weekday", "starts", "ends"):
        found[key].append((day, starts, ends))
    for key, day, starts, ends in OpportunityOccasion.objects.values_list("opportunity", "day", "starts", "ends"):
        found[key].append((str(day.isoweekday()), starts, ends))
    return {key: free_time.public(rows) for key, rows in found.items()}
