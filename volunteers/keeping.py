"""How long a proof may be kept. Values in, a day out; no clock, no database.

§ 72a para. 5 SGB VIII: what was seen of a certificate of good conduct goes at once if the activity is not taken up, and
at the latest three months after it has ended.
"""

from dataclasses import dataclass
from datetime import date

from volunteers.clearances import add_months

MONTHS = 3


@dataclass(frozen=True)
class Activity:
    """One placement as far as keeping goes: whether it began, and its last day (None: it still runs or is open)."""

    has_begun: bool
    ended_on: date | None


def kept_until(recorded_on, activities):
    """The last day on which a proof may be kept, or None while an activity runs or is being arranged.

    A proof that no placement has asked for yet waits three months for one.
    """
    if any(activity.ended_on is None for activity in activities):
        return None
    begun = [activity.ended_on for activity in activities if activity.has_begun]
    if begun:
        return add_months(max(begun), MONTHS)
    if since := [activity.ended_on for activity in activities if activity.ended_on >= recorded_on]:
        return min(since)
    return add_months(recorded_on, MONTHS)


def is_due(recorded_on, activities, *, day):
    """Whether a proof has to go: three months are over, or the activity has come to nothing today or before."""
    until = kept_until(recorded_on, activities)
    if until is None:
        return False
    has_begun = any(activity.has_begun for activity in activities)
    fell_through = not has_begun and any(one.ended_on >= recorded_on for one in activities)
    return day >= until if fell_through else day > until
