"""The door of eligibility for every action: sign-up, suggestion, answer, introduction, beginning.

All of them ask the same pure function, so nobody is refused at one and let in at another. What a coordinator may set
aside needs her role and a reason and stands in the history; what the law demands nobody sets aside.
"""

from dataclasses import dataclass

from django.utils import timezone

from herne_integration.rules import RuleBroken
from volunteers import eligibility_reading
from volunteers.choices.eligibility import LINE
from volunteers.choices.opportunities import OpportunityState


class NotEligible(RuleBroken):
    """Somebody does not fit; `reasons` are those that stand in the way (`eligibility.Reason`)."""

    def __init__(self, reasons):
        super().__init__(" ".join(reason.sentence for reason in reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Override:
    """A coordinator's decision to set aside what is no law: in which role, and why."""

    role: str
    reason: str


def reasons(*, volunteer, opportunity, day=None, placement=None):
    """Why somebody does not fit a task, read anew from the tables: a list of `eligibility.Reason`."""
    day = day or timezone.localdate()
    return eligibility_reading.judged(volunteer, opportunity, day, apart_from=placement)[2]


def standing_in_the_way(*, volunteer, opportunity, placement=None):
    """The reasons that a suggestion meets now: `reasons` without a full house, for which one stands in line."""
    found = reasons(volunteer=volunteer, opportunity=opportunity, placement=placement)
    return [reason for reason in found if reason.code not in LINE]


def require(*, volunteer, opportunity, placement=None, override=None, day=None, waits=False, enquires=False):
    """Raises `NotEligible` unless somebody fits; returns the codes that were set aside.

    `override` sets aside what may be; what was set aside for `placement` before stays so. `waits`: a full opportunity
    is no obstacle, because one stands in line for it. `enquires`: somebody only asks about an opportunity that nobody
    has confirmed, so only what is known to stand in the way does; the coordination finds out about the rest before
    anybody is asked. Every later door judges anew, and there the unknown is never "fits".
    """
    found = reasons(volunteer=volunteer, opportunity=opportunity, day=day, placement=placement)
    if waits:
        found = [reason for reason in found if reason.code not in LINE]
    if enquires and opportunity.state == OpportunityState.UNCONFIRMED:
        found = [reason for reason in found if not reason.is_unknown]
    before = set(placement.override_codes) if placement else set()
    left = [reason for reason in found if not (reason.is_overridable and reason.code in before)]
    if override is None:
        _refuse(left)
        return []
    _refuse([reason for reason in left if not reason.is_overridable])
    if not override.role.strip() or not override.reason.strip():
        raise RuleBroken("Eine Ausnahme braucht Rolle und Begründung.")
    return sorted({str(reason.code) for reason in left})


def _refuse(left):
    if left:
        raise NotEligible(left)
