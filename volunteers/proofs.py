"""Which proofs run out soon or are not there, of people who need one. Reading for the coordination."""

from dataclasses import dataclass
from datetime import date, timedelta

from volunteers import clearances, eligibility_reading
from volunteers.choices.placements import LIVE
from volunteers.models import Placement, RequirementPolicy, Volunteer

AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class Due:
    """A proof of somebody who helps: held until (None: it does not hold today), and for which task."""

    volunteer: Volunteer
    placement: Placement
    label: str
    until: date | None
    is_legal: bool


def expiring(user, *, day, ahead=AHEAD):
    """A list of `Due`, the most urgent first: missing today, or held for less than `ahead` from today.

    Asked of everybody who has met an organisation: only they need a proof today.
    """
    policies = RequirementPolicy.objects.current(day)
    rows = Placement.objects.visible_to(user).filter(state__in=LIVE).select_related("volunteer", "opportunity")
    rows = rows.prefetch_related("volunteer__clearances__requirement", "opportunity__extra_requirements")
    found = {}
    for placement in rows.order_by("pk"):
        for due in _of(placement, policies, day, ahead):
            found.setdefault((due.volunteer.pk, due.label), due)
    return sorted(found.values(), key=lambda due: (due.until or day - AHEAD, str(due.volunteer.pk), due.label))


def _of(placement, policies, day, ahead):
    policy = policies.get(placement.opportunity.task_class)
    if policy is None:
        return
    held = [eligibility_reading.clearance_facts(row) for row in placement.volunteer.clearances.all()]
    for needed in eligibility_reading.requirement_facts(policy, placement.opportunity.extra_requirements.all()):
        until = clearances.covered_until(needed, held, day)
        if until is None or until < day + ahead:
            yield Due(placement.volunteer, placement, needed.label, until, needed.is_legal)
