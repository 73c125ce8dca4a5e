"""Who is responsible for a task: exactly one unit, several of them, or nobody. Pure.

A row says: for this task, this target group (or everybody) in this borough (or the whole city) a unit is responsible,
from and to. Asked is a person: the groups she belongs to, the borough she lives in, a day. Of all rows that apply,
the most specific ones count, and they hide the others:

1. A named group comes before everybody: who decides follows from the law that a person falls under.
2. Among those a named borough comes before the whole city: boroughs only divide the work of one kind of unit.

So a row for a group in all of Herne wins against one for everybody in a borough. If the rows that count name one unit,
it is responsible. If they name several, that is an overlap ("Doppelstruktur"); nothing chooses between them. If no row
applies, that is a hole; it is never filled by guessing.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# What stands for a person of none of the groups; only rows for everybody apply to her.
NO_GROUP = None


class Verdict(StrEnum):
    """How many units there are."""

    UNIT = "unit"
    OVERLAP = "overlap"
    HOLE = "hole"


@dataclass(frozen=True)
class Row:
    """One statement; `group` None is everybody, `district` None the whole city, an open day is no limit."""

    task: Hashable
    unit: Hashable
    group: Hashable = None
    district: Hashable = None
    starts_on: date | None = None
    ends_on: date | None = None

    def is_live_on(self, day):
        """Begun and not over; the last day still counts."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    @property
    def rank(self):
        """How specific it is: a group outweighs a borough."""
        return (self.group is not None, self.district is not None)


@dataclass(frozen=True)
class Answer:
    """What the rows say; `rows` are those that decided, and so the reason."""

    verdict: Verdict
    rows: tuple = ()

    @property
    def units(self):
        """Every unit once, in the order of the rows."""
        return tuple(dict.fromkeys(row.unit for row in self.rows))


@dataclass(frozen=True)
class Gap:
    """An overlap or a hole of one task, the same for all these groups in all these boroughs."""

    verdict: Verdict
    task: Hashable
    units: frozenset
    groups: tuple
    districts: tuple


def find(rows, *, task, groups=(), district=None, day):
    """The answer for a person of `groups` in a borough; without a borough only rows for the whole city apply."""
    groups = set(groups) - {NO_GROUP}
    fitting = [
        row
        for row in rows
        if row.task == task
        and (row.group is None or row.group in groups)
        and (row.district is None or row.district == district)
        and row.is_live_on(day)
    ]
    if not fitting:
        return Answer(Verdict.HOLE)
    best = max(row.rank for row in fitting)
    deciding = tuple(row for row in fitting if row.rank == best)
    several = len({row.unit for row in deciding}) > 1
    return Answer(Verdict.OVERLAP if several else Verdict.UNIT, deciding)


def gaps(rows, tasks, groups, districts, day):
    """All overlaps and holes, task by task; combinations that read the same are one line."""
    by_task = defaultdict(list)
    for row in rows:
        by_task[row.task].append(row)
    return [gap for task in tasks for gap in _gaps_of(by_task[task], task, groups, districts, day)]


def _gaps_of(rows, task, groups, districts, day):
    """Per group the boroughs of each verdict, then groups with the same boroughs together."""
    lines = defaultdict(list)
    for group in groups:
        places = defaultdict(list)
        for district in districts:
            answer = find(rows, task=task, groups=[group], district=district, day=day)
            if answer.verdict != Verdict.UNIT:
                places[answer.verdict, frozenset(answer.units)].append(district)
        for outcome, where in places.items():
            lines[outcome, tuple(where)].append(group)
    return [Gap(verdict, task, units, tuple(these), where) for ((verdict, units), where), these in lines.items()]
