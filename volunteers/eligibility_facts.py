"""What the rules of matching know about a volunteer and about a task: plain values, None or empty for "not known".

`eligibility_reading` makes them from the tables. Nothing here names a residence status, a nationality or a religion,
because nothing of the kind is stored.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal


@dataclass(frozen=True, order=True)
class Window:
    """Time on a day of the week (ISO 8601: Monday is 1), from and to, never over midnight."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True)
class Occasion:
    """One dated time of a task; without clock times nobody knows how long it takes."""

    day: date
    starts: time | None = None
    ends: time | None = None

    @property
    def windows(self):
        """The same time as a time of the week, none where it is not known."""
        if self.starts is None or self.ends is None:
            return ()
        return (Window(self.day.isoweekday(), self.starts, self.ends),)


@dataclass(frozen=True)
class Away:
    """An absence; both days belong to it."""

    first_on: date
    last_on: date

    def covers(self, day):
        """Whether somebody is away on that day."""
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True)
class Spoken:
    """A language somebody speaks; an empty level or an open `may_interpret` is not known."""

    language: Hashable
    level: str = ""
    may_interpret: bool | None = None


@dataclass(frozen=True)
class RequirementFacts:
    """A proof that the policy of a task demands.

    `valid_months` counts from the day of issue (None: for good); `fresh_months` is how old a paper may be on the day it
    is inspected (None: any age).
    """

    key: Hashable
    label: str
    is_legal: bool
    norm: str = ""
    valid_months: int | None = None
    fresh_months: int | None = None


@dataclass(frozen=True)
class ClearanceFacts:
    """A proof as it was inspected: of a Führungszeugnis nothing but the two days and "nothing relevant".

    `is_clear` None: not stated. `valid_until`: the last day where the paper itself names one, such as a temporary
    exemption from vaccination (§ 20 IfSG). `exemption`: in place of a paper, why the law asks for none.
    """

    requirement: Hashable
    inspected_on: date | None
    issued_on: date | None = None
    is_clear: bool | None = True
    valid_until: date | None = None
    exemption: str = ""


@dataclass(frozen=True)
class Word:
    """A language or a skill that a task needs, with the word people read."""

    key: Hashable
    label: str


@dataclass(frozen=True)
class VolunteerFacts:
    """What is known about somebody who wants to help.

    `born_on`: if only the year is known, its last day; None if nothing is. `activity_types` and `areas` are wishes: one
    of either is enough, `is_open_to_all` says that anything will do. `districts` with `radius_km` around them, or
    `is_mobile` for all of the city. `windows` is the free time, or `is_always_free`. `hours_per_week` is what
    somebody gives in all, `hours_taken` what the `tasks` that have begun take of it. `placed_at` and `declined` hold
    keys of tasks: placements that are under way or have begun, and pairings one side has refused.
    """

    key: Hashable
    has_consent: bool = False
    is_confirmed: bool = False
    has_left: bool = False
    is_paused: bool = False
    paused_until: date | None = None
    born_on: date | None = None
    german_level: str = ""
    languages: tuple[Spoken, ...] = ()
    activity_types: frozenset = frozenset()
    areas: frozenset = frozenset()
    target_groups: frozenset = frozenset()
    is_open_to_all: bool = False
    skills: frozenset = frozenset()
    districts: frozenset = frozenset()
    radius_km: int = 0
    is_mobile: bool = False
    windows: tuple[Window, ...] = ()
    is_always_free: bool = False
    absences: tuple[Away, ...] = ()
    hours_per_week: Decimal | None = None
    hours_taken: Decimal = Decimal(0)
    tasks: int = 0
    clearances: tuple[ClearanceFacts, ...] = ()
    placed_at: frozenset = frozenset()
    declined: frozenset = frozenset()


@dataclass(frozen=True)
class OpportunityFacts:
    """What is known about a task.

    `places_left` None and `requirements` None: nobody knows, which is never the same as "enough" and "none".
    `german_level` "none" means that no German is needed, "" that nobody knows. Of `languages` one is enough.
    `is_interpreting` asks for somebody who may interpret. All of `skills` are needed. Place: `district`, or
    `is_anywhere` (also from home). Time: `occasions` of a task with dates, `windows` of a weekly one (one of them is
    enough), or `is_time_open` for by arrangement. `hours_per_week` counts only where `is_weekly`.
    """

    key: Hashable
    is_archived: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    places_left: int | None = None
    activity_type: Hashable = None
    areas: frozenset = frozenset()
    target_groups: frozenset = frozenset()
    requirements: tuple[RequirementFacts, ...] | None = None
    minimum_age: int | None = None
    german_level: str = ""
    languages: tuple[Word, ...] = ()
    language_level: str = ""
    is_interpreting: bool = False
    skills: tuple[Word, ...] = ()
    district: Hashable = None
    is_anywhere: bool = False
    occasions: tuple[Occasion, ...] = ()
    windows: tuple[Window, ...] = ()
    is_time_open: bool = False
    is_weekly: bool = True
    hours_per_week: Decimal | None = None
