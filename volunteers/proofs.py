"""Which proofs run out soon or are not there, of people who need one. Reading for the coordination."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from volunteers import clearances, facts_reading
from volunteers.choices.placements import LIVE
from volunteers.models import Opportunity, Placement, RequirementPolicy, RequirementType, Volunteer

AHEAD = timedelta(days=90)
COLUMNS = ("volunteer", "pk", "opportunity__task_class", "extras")


@dataclass(frozen=True)
class Due:
    """A proof of somebody who helps: held until (None: it does not hold today), and for which placement."""

    volunteer: UUID
    placement: UUID
    label: str
    until: date | None
    is_legal: bool


def expiring(user, *, day, ahead=AHEAD):
    """A list of `Due`, the most urgent first: missing today, or held for less than `ahead` from today.

    Asked of everybody who has met an organisation: only they need a proof today.
    """
    policies = RequirementPolicy.objects.current(day)
    types = RequirementType.objects.in_bulk()
    rows = _rows(user, [key for key, policy in policies.items() if facts_reading.requirement_facts(policy, ())])
    proofs = facts_reading.proofs_of(Volunteer.objects.filter(placements__in=rows.values("pk")))

    @cache
    def needed(task_class, extras):
        policy = policies.get(task_class)
        return facts_reading.requirement_facts(policy, [types[key] for key in extras]) if policy else ()

    until, found = cache(clearances.covered_until), {}
    for volunteer, placement, task_class, extras in rows.values_list(*COLUMNS):
        for one in needed(task_class, tuple(extras)):
            held = until(one, proofs.get(volunteer, ()), day)
            if held is None or held < day + ahead:
                found.setdefault((volunteer, one.label), Due(volunteer, placement, one.label, held, one.is_legal))
    return sorted(found.values(), key=lambda due: (due.until or day - AHEAD, str(due.volunteer), due.label))


def shown(dues, user):
    """[(`Due`, its placement with people)] of those that a page shows."""
    rows = Placement.objects.visible_to(user).with_people().in_bulk([due.placement for due in dues])
    return [(due, rows[due.placement]) for due in dues if due.placement in rows]


def _rows(user, classes):
    """Placements with somebody who has met an organisation, where the class of task or the organisation asks."""
    asked = Opportunity.extra_requirements.through.objects.filter(opportunity=OuterRef("opportunity"))
    rows = Placement.objects.visible_to(user).filter(state__in=LIVE).order_by("pk")
    rows = rows.annotate(extras=ArraySubquery(asked.order_by("requirementtype").values("requirementtype_id")))
    return rows.filter(Q(opportunity__task_class__in=classes) | Q(extras__len__gt=0))
