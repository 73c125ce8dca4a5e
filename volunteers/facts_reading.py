"""From the tables to the facts that `eligibility` judges: the one place that knows both, for one as for thousands.

People cost two queries however many they are, and so do tasks: the rows themselves, and everything that stands around
them in other tables as lines of one union. A line is read once however many people share it.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Cast

from offers.words import words
from volunteers.choices.consents import ConsentPurpose
from volunteers.choices.opportunities import OpportunityKind, OpportunityState
from volunteers.choices.placements import BEGUN, LIVE, OPEN, PlacementState
from volunteers.choices.profiles import Skill, VolunteerState
from volunteers.choices.requirements import Requirement, named
from volunteers.eligibility_facts import (
    Away,
    ClearanceFacts,
    Occasion,
    OpportunityFacts,
    RequirementFacts,
    Spoken,
    VolunteerFacts,
    Window,
    Word,
)
from volunteers.models import (
    Absence,
    AvailabilityWindow,
    Clearance,
    Consent,
    Opportunity,
    OpportunityOccasion,
    OpportunityWindow,
    Placement,
    Volunteer,
    VolunteerLanguage,
)

WEEKLY = (OpportunityKind.REGULAR, OpportunityKind.TANDEM)
REFUSED = (PlacementState.VOLUNTEER_DECLINED, PlacementState.ORGANISATION_DECLINED)
GONE = (VolunteerState.LEFT, VolunteerState.ERASED)

COLUMNS = (
    *("pk", "state", "paused_until", "confirmed_at", "born_on", "german_level", "activity_types", "is_open_to_all"),
    *("skills", "radius_km", "is_mobile", "is_always_free", "hours_per_week"),
)
AS_THEY_ARE = (
    *("starts_on", "ends_on", "german_level", "language_level", "is_anywhere", "is_time_open", "hours_per_week"),
)
TASK_COLUMNS = (
    *("pk", "state", "task_class", "minimum_age", "capacity", "activity_type", "field_of_action__key", "kind"),
    *("skills", "district__key", *AS_THEY_ARE),
)
PLACED = (
    *("opportunity_id", "state", "opportunity__kind", "opportunity__hours_per_week"),
    *("trial_at", "activated_at", "ended_at"),
)
# In the order in which people read them.
EXTRA = ("requirementtype__position", "requirementtype__key", "requirementtype__label")
PROOF = ("requirement__key", "inspected_on", "issued_on", "is_clear", "valid_until", "exemption")
# What stands around people and tasks: rows and their columns, by kind.
AROUND_PEOPLE = {
    "areas": (Volunteer.fields_of_action.through.objects, ("fieldofaction__key",)),
    "groups": (Volunteer.target_groups.through.objects, ("targetgroup__key",)),
    "districts": (Volunteer.districts.through.objects, ("district__key",)),
    "windows": (AvailabilityWindow.objects, ("weekday", "starts", "ends")),
    "languages": (VolunteerLanguage.objects, ("language__key", "level", "may_interpret")),
    "absences": (Absence.objects, ("first_on", "last_on")),
    "proofs": (Clearance.objects, PROOF),
    "consents": (Consent.objects.live().filter(purpose=ConsentPurpose.PLACEMENT), ("purpose",)),
    "placements": (Placement.objects, PLACED),
}
AROUND_TASKS = {
    "groups": (Opportunity.target_groups.through.objects, ("targetgroup__key",)),
    "languages": (Opportunity.languages.through.objects, ("language__key",)),
    "extras": (Opportunity.extra_requirements.through.objects, EXTRA),
    "windows": (OpportunityWindow.objects, ("weekday", "starts", "ends")),
    "occasions": (OpportunityOccasion.objects, ("day", "starts", "ends")),
    "taken": (Placement.objects.filter(state__in=LIVE), ("pk",)),
}


@dataclass(frozen=True)
class Person:
    """Somebody's facts, and the moments since when she waits: confirmed, and each time help began or ended.

    `is_under_way`: a placement of hers has not been decided yet.
    """

    facts: VolunteerFacts
    confirmed_at: object
    served: tuple
    is_under_way: bool


def people(rows, *, apart_from=None):
    """A list of `Person` for a queryset of volunteers, in its order; two queries.

    `apart_from`: the key of a placement that does not stand in its own way.
    """
    around = _around(AROUND_PEOPLE, "volunteer", rows, apart_from)
    return [_person(around, *row) for row in rows.values_list(*COLUMNS)]


def proofs_of(volunteers):
    """{volunteer: proofs as the rules read them} for a queryset of volunteers; one query."""
    around = _around({"proofs": AROUND_PEOPLE["proofs"]}, "volunteer", volunteers, None)
    return {UUID(key): tuple(map(_proof, lines)) for key, lines in around["proofs"].items()}


def _person(around, key, state, until, confirmed, born, german, types, is_open, skills, radius, mobile, free, hours):
    """One row with what stands around it."""
    text = str(key)
    placements = [_placed(line) for line in around["placements"].get(text, ())]
    begun = [row for row in placements if row.state in BEGUN]
    facts = VolunteerFacts(
        key=key,
        has_consent=text in around["consents"],
        is_confirmed=confirmed is not None,
        has_left=state in GONE,
        is_paused=state == VolunteerState.PAUSED,
        paused_until=until,
        born_on=born,
        german_level=german,
        languages=tuple(map(_spoken, around["languages"].get(text, ()))),
        activity_types=frozenset(types),
        areas=frozenset(around["areas"].get(text, ())),
        target_groups=frozenset(around["groups"].get(text, ())),
        is_open_to_all=is_open,
        skills=frozenset(skills),
        districts=frozenset(around["districts"].get(text, ())),
        radius_km=radius,
        is_mobile=mobile,
        windows=tuple(map(_window, around["windows"].get(text, ()))),
        is_always_free=free,
        absences=tuple(map(_away, around["absences"].get(text, ()))),
        hours_per_week=hours,
        hours_taken=sum((row.hours for row in begun), Decimal(0)),
        tasks=len(begun),
        clearances=tuple(map(_proof, around["proofs"].get(text, ()))),
        placed_at=frozenset(row.task for row in placements if row.state in (*OPEN, *LIVE)),
        declined=frozenset(row.task for row in placements if row.state in REFUSED),
    )
    served = tuple(moment for row in placements for moment in row.served)
    return Person(facts, confirmed, served, any(row.state in OPEN for row in placements))


@dataclass(frozen=True)
class _Placed:
    """What a placement tells about a volunteer; `hours` is what its task takes of her week."""

    task: UUID
    state: str
    hours: Decimal
    served: tuple


def _placed(line):
    """Help that never began served nobody; what nobody knows takes no hours."""
    task, state, kind, hours, *moments = json.loads(line, parse_float=Decimal)
    taken = Decimal(hours or 0) if kind in (*WEEKLY, "") else Decimal(0)
    has_begun = bool(moments[0] or moments[1])
    served = tuple(datetime.fromisoformat(moment) for moment in moments if moment) if has_begun else ()
    return _Placed(UUID(task), state, taken, served)


def tasks(rows, policies, *, apart_from=None):
    """`OpportunityFacts` of a queryset of opportunities, in its order; two queries. `policies` are those in force."""
    around = _around(AROUND_TASKS, "opportunity", rows, apart_from)
    known = _Words(policies)
    return [_task(known, around, one) for one in rows.values(*TASK_COLUMNS)]


class _Words:
    """What many tasks share, in the language in which people read it."""

    def __init__(self, policies):
        self.policies = policies
        self.languages = {key: Word(key, one.text) for key, one in words().languages.items()}
        self.skill = cache(lambda key: Word(key, str(Skill(key).label)))
        self.requirements = cache(self._requirements)

    def spoken(self, keys):
        """The languages in the order in which people read them."""
        return tuple(word for key, word in self.languages.items() if key in keys) if keys else ()

    def _requirements(self, task_class, lines):
        policy = self.policies.get(task_class) if task_class else None
        extras = [Word(*json.loads(line)[1:]) for line in lines]
        return requirement_facts(policy, extras) if policy else None


def _task(known, around, one):
    """One row with what stands around it."""
    key, text, capacity = one["pk"], str(one["pk"]), one["capacity"]
    policy = known.policies.get(one["task_class"]) if one["task_class"] else None
    ages = [age for age in (one["minimum_age"], policy.minimum_age if policy else None) if age]
    return OpportunityFacts(
        key=key,
        is_archived=one["state"] == OpportunityState.ARCHIVED,
        places_left=None if capacity is None else max(capacity - len(around["taken"].get(text, ())), 0),
        activity_type=one["activity_type"] or None,
        areas=frozenset({one["field_of_action__key"]} - {None}),
        target_groups=frozenset(around["groups"].get(text, ())),
        requirements=known.requirements(one["task_class"], tuple(around["extras"].get(text, ()))),
        minimum_age=max(ages, default=None),
        languages=known.spoken(around["languages"].get(text, ())),
        is_interpreting=one["kind"] == OpportunityKind.INTERPRETING,
        skills=tuple(map(known.skill, sorted(one["skills"]))),
        district=one["district__key"],
        occasions=tuple(map(_occasion, around["occasions"].get(text, ()))),
        windows=tuple(map(_window, around["windows"].get(text, ()))),
        is_weekly=one["kind"] in (*WEEKLY, ""),
        **{name: one[name] for name in AS_THEY_ARE},
    )


def requirement_facts(policy, extras):
    """Those of the policy, and what the organisation asks for itself, which the law does not demand.

    Not the agreement: two sign it once they have met, so it is asked for when they begin (`actions.activities`).
    """
    found = {
        item.requirement.key: RequirementFacts(
            item.requirement.key,
            named(item.requirement.key, item.requirement.label),
            item.is_legal,
            item.legal_basis,
            item.valid_months,
            item.fresh_months,
        )
        for item in policy.items.all()
        if item.requirement.key != Requirement.AGREEMENT
    }
    for extra in extras:
        if extra.key == Requirement.AGREEMENT:
            continue
        found.setdefault(
            extra.key, RequirementFacts(extra.key, named(extra.key, extra.label), is_legal=False, norm="Einrichtung")
        )
    return tuple(found.values())


def _around(parts, own, rows, apart_from):
    """{kind: {key of the row as text: lines}}, each in one order, from one query."""
    keys = rows.order_by().values("pk")
    first, *rest = (_lines(kind, *part, own, keys, apart_from) for kind, part in parts.items())
    found = {kind: {} for kind in parts}
    for key, kind, lines in first.union(*rest, all=True) if rest else first:
        found[kind][key] = lines
    return found


def _lines(kind, rows, columns, own, keys, apart_from):
    """(key, kind, lines) of another table: one word as it is, several columns as JSON."""
    rows = rows.filter(**{f"{own}__in": keys})
    if rows.model is Placement and apart_from:
        rows = rows.exclude(pk=apart_from)
    line = F(*columns) if len(columns) == 1 else Func(*map(F, columns), function="jsonb_build_array")
    lines = ArrayAgg(Cast(line, TextField()), order_by=Cast(line, TextField()))
    marked = rows.order_by().annotate(key=Cast(own, TextField()), kind=Value(kind, output_field=TextField()))
    return marked.values("key", "kind").annotate(lines=lines).values_list("key", "kind", "lines")


@lru_cache(maxsize=4096)
def _window(line):
    weekday, starts, ends = json.loads(line)
    return Window(int(weekday), time.fromisoformat(starts), time.fromisoformat(ends))


@lru_cache(maxsize=4096)
def _spoken(line):
    return Spoken(*json.loads(line))


@lru_cache(maxsize=4096)
def _away(line):
    return Away(*map(date.fromisoformat, json.loads(line)))


@lru_cache(maxsize=4096)
def _proof(line):
    key, inspected, issued, is_clear, until, exemption = json.loads(line)
    days = (date.fromisoformat(day) if day else None for day in (inspected, issued))
    return ClearanceFacts(key, *days, is_clear, date.fromisoformat(until) if until else None, exemption)


def _occasion(line):
    day, *clock = json.loads(line)
    return Occasion(date.fromisoformat(day), *(time.fromisoformat(one) if one else None for one in clock))
