"""Whether a proof holds on the day of a task. Values in, a standing out; no clock.

Extended certificates of good conduct (§ 30a BZRG, § 72a SGB VIII) say nothing about how long they hold; the policy
does, in months. Periods are counted as the civil code counts them (§§ 187, 188 BGB): the day of issue does not count,
the last day is the one with the same number, and where the month has no such day, its last one. A paper issued on
29 February 2024 for five years holds up to and including 28 February 2029.

What counts is the day of the task and not the day of asking. A proof holds from the day it was inspected; a renewal
inspected at the latest on the day after the old one's last leaves no day uncovered.

An exemption stands in place of a paper and holds for good from the day it was stated, for what it is from and for
nothing else: whoever was born before 1971 needs no protection against measles (§ 20 (8) IfSG asks those born later).
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from volunteers.choices.requirements import EXEMPT_FROM


class Standing(StrEnum):
    """How a proof stands on a day."""

    VALID = "valid"
    MISSING = "missing"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Span:
    """Days on which a proof holds, both included; an open end is for good."""

    first_on: date
    last_on: date | None

    def covers(self, day):
        """Whether it holds on that day."""
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


def add_months(day, months):
    """The last day of a period of months that begins with an event on `day` (§ 188 (2) and (3) BGB)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def span(requirement, clearance):
    """The days on which a clearance meets a requirement, or None: not clear, a day missing, or too old when seen."""
    if clearance.requirement != requirement.key or clearance.is_clear is not True or clearance.inspected_on is None:
        return None
    issued, inspected = clearance.issued_on, clearance.inspected_on
    if clearance.exemption:
        return Span(inspected, None) if EXEMPT_FROM.get(clearance.exemption) == requirement.key else None
    counts_from_issue = requirement.valid_months is not None or requirement.fresh_months is not None
    if (issued is None and counts_from_issue) or (issued is not None and issued > inspected):
        return None
    if requirement.fresh_months is not None and inspected > add_months(issued, requirement.fresh_months):
        return None
    ends = [clearance.valid_until] if clearance.valid_until else []
    if requirement.valid_months is not None:
        ends.append(add_months(issued, requirement.valid_months))
    last_on = min(ends, default=None)
    return None if last_on and last_on < inspected else Span(inspected, last_on)


def standing(requirement, clearances, day):
    """How one requirement stands on a day: the best that any of the clearances says."""
    mine = [clearance for clearance in clearances if clearance.requirement == requirement.key]
    spans = [found for found in (span(requirement, clearance) for clearance in mine) if found]
    if any(found.covers(day) for found in spans):
        return Standing.VALID
    if any(_is_open(requirement, clearance) for clearance in mine):
        return Standing.UNKNOWN
    if any(found.last_on and found.last_on < day for found in spans):
        return Standing.EXPIRED
    return Standing.MISSING


def _is_open(requirement, clearance):
    """Whether something about it was not written down, so that nobody knows whether it holds."""
    if clearance.exemption:
        return False
    needs_issue = requirement.valid_months is not None or requirement.fresh_months is not None
    return clearance.is_clear is None or (
        clearance.is_clear and (clearance.inspected_on is None or (needs_issue and clearance.issued_on is None))
    )


def covered_until(requirement, clearances, day):
    """The last day up to which the requirement is met without a gap from `day` on; None if it is not met on that day,
    `date.max` if it is met for good."""
    spans = [found for found in (span(requirement, clearance) for clearance in clearances) if found]
    if not any(found.covers(day) for found in spans):
        return None
    reached = day
    for found in sorted(spans, key=lambda one: (one.first_on, one.last_on or date.max)):
        if found.first_on > reached + timedelta(days=1):
            break
        if (last := found.last_on or date.max) > reached:
            reached = last
        if reached == date.max:
            break
    return reached
