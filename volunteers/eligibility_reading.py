"""From the tables to the facts that `eligibility` judges: the one place that knows both.

For one pair as well as for all: the querysets of `volunteers()` and `opportunities()` bring everything in a fixed
number of queries, and `Reader` holds the policies in force.
"""

from decimal import Decimal

from django.db.models import Prefetch

from volunteers.choices.consents import ConsentPurpose
from volunteers.choices.opportunities import OpportunityKind, OpportunityState
from volunteers.choices.placements import BEGUN, LIVE, OPEN, PlacementState
from volunteers.choices.profiles import Skill, VolunteerState
from volunteers.choices.requirements import Requirement
from volunteers.eligibility import eligibility
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
from volunteers.models import Consent, Opportunity, Placement, RequirementPolicy, Volunteer

WEEKLY = (OpportunityKind.REGULAR, OpportunityKind.TANDEM)
REFUSED = (PlacementState.VOLUNTEER_DECLINED, PlacementState.ORGANISATION_DECLINED)


def volunteers(rows=None):
    """Volunteers with all that `Reader.volunteer` looks at."""
    rows = Volunteer.objects.all() if rows is None else rows
    return rows.with_parts().prefetch_related(
        "clearances__requirement",
        Prefetch("consents", Consent.objects.live()),
        Prefetch("placements", Placement.objects.select_related("opportunity")),
    )


def opportunities(rows=None):
    """Opportunities with all that `Reader.opportunity` looks at."""
    return (Opportunity.objects.all() if rows is None else rows).with_parts().prefetch_related("placements")


class Reader:
    """Reads facts as they are on a day; `apart_from` is a placement that does not stand in its own way."""

    def __init__(self, day, *, apart_from=None):
        self.day = day
        self.apart_from = getattr(apart_from, "pk", None)
        self.policies = RequirementPolicy.objects.current(day)

    def volunteer(self, one):
        """What is known about a volunteer."""
        placements = self._others(one)
        begun = [placement for placement in placements if placement.state in BEGUN]
        return VolunteerFacts(
            key=one.pk,
            has_consent=any(
                consent.purpose == ConsentPurpose.PLACEMENT and consent.withdrawn_at is None
                for consent in one.consents.all()
            ),
            is_confirmed=one.confirmed_at is not None,
            has_left=one.state in (VolunteerState.LEFT, VolunteerState.ERASED),
            is_paused=one.state == VolunteerState.PAUSED,
            paused_until=one.paused_until,
            born_on=one.born_on,
            german_level=one.german_level,
            languages=tuple(
                Spoken(spoken.language.key, spoken.level, spoken.may_interpret) for spoken in one.languages.all()
            ),
            activity_types=frozenset(one.activity_types),
            areas=_keys(one.fields_of_action),
            target_groups=_keys(one.target_groups),
            is_open_to_all=one.is_open_to_all,
            skills=frozenset(one.skills),
            districts=_keys(one.districts),
            radius_km=one.radius_km,
            is_mobile=one.is_mobile,
            windows=_windows(one.windows),
            is_always_free=one.is_always_free,
            absences=tuple(Away(absence.first_on, absence.last_on) for absence in one.absences.all()),
            hours_per_week=one.hours_per_week,
            hours_taken=sum((_weekly_hours(placement.opportunity) for placement in begun), Decimal(0)),
            tasks=len(begun),
            clearances=tuple(clearance_facts(clearance) for clearance in one.clearances.all()),
            placed_at=_tasks(placements, (*OPEN, *LIVE)),
            declined=_tasks(placements, REFUSED),
        )

    def opportunity(self, one):
        """What is known about a task."""
        policy = self.policies.get(one.task_class) if one.task_class else None
        ages = [age for age in (one.minimum_age, policy.minimum_age if policy else None) if age]
        return OpportunityFacts(
            key=one.pk,
            is_archived=one.state == OpportunityState.ARCHIVED,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            places_left=self._places_left(one),
            activity_type=one.activity_type or None,
            areas=frozenset({one.field_of_action.key} if one.field_of_action else ()),
            target_groups=_keys(one.target_groups),
            requirements=requirement_facts(policy, one.extra_requirements.all()) if policy else None,
            minimum_age=max(ages, default=None),
            german_level=one.german_level,
            languages=tuple(Word(language.key, language.text) for language in one.languages.all()),
            language_level=one.language_level,
            is_interpreting=one.kind == OpportunityKind.INTERPRETING,
            skills=tuple(Word(key, str(Skill(key).label)) for key in sorted(one.skills)),
            district=one.district.key if one.district else None,
            is_anywhere=one.is_anywhere,
            occasions=tuple(Occasion(row.day, row.starts, row.ends) for row in one.occasions.all()),
            windows=_windows(one.windows),
            is_time_open=one.is_time_open,
            is_weekly=one.kind in (*WEEKLY, ""),
            hours_per_week=one.hours_per_week,
        )

    def reasons(self, volunteer, opportunity):
        """Why these two do not fit: a list of `eligibility.Reason`, empty for "fits"."""
        return eligibility(self.volunteer(volunteer), self.opportunity(opportunity), self.day)

    def _others(self, one):
        return [placement for placement in one.placements.all() if placement.pk != self.apart_from]

    def _places_left(self, one):
        if one.capacity is None:
            return None
        return max(one.capacity - sum(placement.state in LIVE for placement in self._others(one)), 0)


def _keys(related):
    return frozenset(one.key for one in related.all())


def _windows(related):
    return tuple(Window(int(row.weekday), row.starts, row.ends) for row in related.all())


def _tasks(placements, states):
    return frozenset(placement.opportunity_id for placement in placements if placement.state in states)


def _weekly_hours(opportunity):
    """What a task takes of somebody's week; nothing where nobody knows."""
    return (opportunity.hours_per_week or Decimal(0)) if opportunity.kind in (*WEEKLY, "") else Decimal(0)


def clearance_facts(row):
    """A proof as the rules read it."""
    return ClearanceFacts(row.requirement.key, row.inspected_on, row.issued_on, row.is_clear, row.valid_until)


def requirement_facts(policy, extras):
    """Those of the policy, and what the organisation asks for itself, which the law does not demand.

    Not the agreement: two sign it once they have met, so it is asked for when they begin (`actions.activities`).
    """
    found = {
        item.requirement.key: RequirementFacts(
            item.requirement.key,
            item.requirement.label,
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
        found.setdefault(extra.key, RequirementFacts(extra.key, extra.label, is_legal=False, norm="Einrichtung"))
    return tuple(found.values())
