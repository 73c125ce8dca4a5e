"""Facts of everybody, or of every task, for one page: rows as tuples, because a board reads thousands of them.

The same facts as `eligibility_reading.Reader` gives for one (a test compares both), in a fixed number of queries and a
tenth of the time. Whoever reads a single pair takes the `Reader`.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from offers.models import Language
from volunteers.choices.consents import ConsentPurpose
from volunteers.choices.opportunities import OpportunityKind, OpportunityState
from volunteers.choices.placements import BEGUN, LIVE, OPEN
from volunteers.choices.profiles import Skill, VolunteerState
from volunteers.eligibility_facts import (
    Away,
    ClearanceFacts,
    Occasion,
    OpportunityFacts,
    Spoken,
    VolunteerFacts,
    Window,
    Word,
)
from volunteers.eligibility_reading import REFUSED, WEEKLY, requirement_facts
from volunteers.models import (
    Absence,
    AvailabilityWindow,
    Clearance,
    Consent,
    Opportunity,
    OpportunityOccasion,
    OpportunityWindow,
    Placement,
    RequirementType,
    Volunteer,
    VolunteerLanguage,
)

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
GONE = (VolunteerState.LEFT, VolunteerState.ERASED)


@dataclass(frozen=True)
class Person:
    """Somebody's facts, and the moments since when she waits: confirmed, and each time help began or ended."""

    facts: VolunteerFacts
    confirmed_at: object
    served: tuple


def people(rows):
    """A list of `Person` for a queryset of volunteers, in its order."""
    parts = _Parts(rows.order_by().values("pk"))
    return [parts.person(*row) for row in rows.values_list(*COLUMNS)]


class _Parts:
    """What stands around volunteers in other tables, by volunteer."""

    def __init__(self, keys):
        window, spoken = cache(_window), cache(Spoken)
        self.areas = _linked(Volunteer.fields_of_action, "fieldofaction__key", keys)
        self.groups = _linked(Volunteer.target_groups, "targetgroup__key", keys)
        self.districts = _linked(Volunteer.districts, "district__key", keys)
        self.windows = _rows(AvailabilityWindow, keys, window, "weekday", "starts", "ends")
        self.languages = _rows(VolunteerLanguage, keys, spoken, "language__key", "level", "may_interpret")
        self.absences = _rows(Absence, keys, Away, "first_on", "last_on")
        proof = ("requirement__key", "inspected_on", "issued_on", "is_clear", "valid_until")
        self.clearances = _rows(Clearance, keys, ClearanceFacts, *proof)
        given = Consent.objects.live().filter(purpose=ConsentPurpose.PLACEMENT, volunteer__in=keys)
        self.consents = set(given.order_by().values_list("volunteer_id", flat=True))
        columns = ("opportunity_id", "state", "opportunity__kind", "opportunity__hours_per_week")
        moments = ("trial_at", "activated_at", "ended_at")
        self.placements = _rows(Placement, keys, lambda *row: row, *columns, *moments)

    def person(self, key, state, until, confirmed, born, german, types, is_open, skills, radius, mobile, free, hours):
        """One row with what stands around it."""
        placements = self.placements.get(key, ())
        begun = [row for row in placements if row[1] in BEGUN]
        facts = VolunteerFacts(
            key=key,
            has_consent=key in self.consents,
            is_confirmed=confirmed is not None,
            has_left=state in GONE,
            is_paused=state == VolunteerState.PAUSED,
            paused_until=until,
            born_on=born,
            german_level=german,
            languages=tuple(self.languages.get(key, ())),
            activity_types=frozenset(types),
            areas=frozenset(self.areas.get(key, ())),
            target_groups=frozenset(self.groups.get(key, ())),
            is_open_to_all=is_open,
            skills=frozenset(skills),
            districts=frozenset(self.districts.get(key, ())),
            radius_km=radius,
            is_mobile=mobile,
            windows=tuple(self.windows.get(key, ())),
            is_always_free=free,
            absences=tuple(self.absences.get(key, ())),
            hours_per_week=hours,
            hours_taken=sum((row[3] or Decimal(0) for row in begun if row[2] in (*WEEKLY, "")), Decimal(0)),
            tasks=len(begun),
            clearances=tuple(self.clearances.get(key, ())),
            placed_at=frozenset(row[0] for row in placements if row[1] in (*OPEN, *LIVE)),
            declined=frozenset(row[0] for row in placements if row[1] in REFUSED),
        )
        return Person(facts, confirmed, _served(placements))


def tasks(rows, reader):
    """`OpportunityFacts` of a queryset of opportunities, in its order; `reader` holds the policies in force."""
    parts = _TaskParts(rows.order_by().values("pk"), reader)
    return [parts.task(*row) for row in rows.values_list(*TASK_COLUMNS)]


class _TaskParts:
    """What stands around tasks in other tables, by task."""

    def __init__(self, keys, reader):
        own = {"by": "opportunity"}
        self.policies = reader.policies
        self.groups = _linked(Opportunity.target_groups, "targetgroup__key", keys, **own)
        languages = {one.pk: Word(one.key, one.text) for one in Language.objects.all()}
        spoken = _linked(Opportunity.languages, "language_id", keys, **own)
        order = list(languages)
        self.languages = {
            key: tuple(languages[one] for one in sorted(found, key=order.index)) for key, found in spoken.items()
        }
        self.extras = _linked(Opportunity.extra_requirements, "requirementtype_id", keys, **own)
        self.types = {one.pk: one for one in RequirementType.objects.all()}
        self.windows = _rows(OpportunityWindow, keys, cache(_window), "weekday", "starts", "ends", **own)
        self.occasions = _rows(OpportunityOccasion, keys, Occasion, "day", "starts", "ends", **own)
        live = Placement.objects.filter(opportunity__in=keys, state__in=LIVE).order_by()
        self.taken = Counter(live.values_list("opportunity_id", flat=True))
        self.requirements = cache(self._requirements)

    def task(self, key, *row):
        """One row with what stands around it."""
        one = dict(zip(TASK_COLUMNS[1:], row, strict=True))
        policy = self.policies.get(one["task_class"]) if one["task_class"] else None
        ages = [age for age in (one["minimum_age"], policy.minimum_age if policy else None) if age]
        left = None if one["capacity"] is None else max(one["capacity"] - self.taken[key], 0)
        return OpportunityFacts(
            key=key,
            is_archived=one["state"] == OpportunityState.ARCHIVED,
            places_left=left,
            activity_type=one["activity_type"] or None,
            areas=frozenset({one["field_of_action__key"]} - {None}),
            target_groups=frozenset(self.groups.get(key, ())),
            requirements=self.requirements(one["task_class"], tuple(sorted(self.extras.get(key, ())))),
            minimum_age=max(ages, default=None),
            languages=self.languages.get(key, ()),
            is_interpreting=one["kind"] == OpportunityKind.INTERPRETING,
            skills=tuple(Word(skill, str(Skill(skill).label)) for skill in sorted(one["skills"])),
            district=one["district__key"],
            occasions=tuple(self.occasions.get(key, ())),
            windows=tuple(self.windows.get(key, ())),
            is_weekly=one["kind"] in (*WEEKLY, ""),
            **{name: one[name] for name in AS_THEY_ARE},
        )

    def _requirements(self, task_class, extras):
        policy, order = self.policies.get(task_class) if task_class else None, list(self.types)
        named = [self.types[key] for key in sorted(extras, key=order.index)]
        return requirement_facts(policy, named) if policy else None


def _served(placements):
    """Each time that help began or ended; what never began is no service."""
    begun = [row[4:] for row in placements if row[4] or row[5]]
    return tuple(moment for moments in begun for moment in moments if moment)


def _window(weekday, starts, ends):
    return Window(int(weekday), starts, ends)


def _linked(relation, word, keys, by="volunteer"):
    """{volunteer or task: words of the vocabulary}."""
    return _group(relation.through.objects.filter(**{f"{by}__in": keys}).values_list(f"{by}_id", word))


def _group(pairs):
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _rows(model, keys, make, *columns, by="volunteer"):
    """{volunteer or task: what `make` makes of the rows of another table}."""
    rows = model.objects.filter(**{f"{by}__in": keys}).values_list(f"{by}_id", *columns)
    return _group((key, make(*values)) for key, *values in rows)
