"""Who and what takes part in a run of matching, read from the tables in a fixed number of queries.

People: who is active and has no placement under way, one thing at a time. Tasks: what is confirmed; a place for which
somebody has been suggested and has not said no is not offered twice.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils import timezone

from volunteers import facts_reading, ranking, waiting
from volunteers.choices.opportunities import OpportunityState
from volunteers.choices.placements import OPEN
from volunteers.models import MatchWeights, Opportunity, Placement, RequirementPolicy, Volunteer

ASPECTS = ("area", "target_group", "language", "closeness", "load", "volunteer_waits", "opportunity_waits")


@dataclass(frozen=True)
class Field:
    """Everything a run counts with: facts of both sides, `places`, days of waiting by key, and who is left out."""

    people: list
    tasks: list
    places: dict
    waits: dict
    under_way: list


def read(day):
    """The field as of a day."""
    people, under_way, waits, places = [], [], {}, {}
    for one in facts_reading.people(Volunteer.objects.active().order_by("pk")):
        key = one.facts.key
        if one.is_under_way:
            under_way.append(key)
            continue
        people.append(one.facts)
        waits[key] = waiting.days(_day(waiting.since([one.confirmed_at], served=one.served)), day)
    rows = Opportunity.objects.confirmed().order_by("pk")
    tasks = facts_reading.tasks(rows, RequirementPolicy.objects.current(day))
    history, asked = _confirmations(), _asked()
    confirmed = dict(rows.values_list("pk", "confirmed_at"))
    begun = _begun()
    for one in tasks:
        places[one.key] = max((one.places_left or 0) - asked[one.key], 0)
        since = _opportunity_since(confirmed[one.key], history[one.key], begun[one.key])
        waits[one.key] = waiting.days(since, day)
    return Field(people, tasks, places, waits, under_way)


def weights_of(row):
    """The weights of a row of `MatchWeights`, in points."""
    return ranking.Weights(**{name: int(getattr(row, name) * ranking.ONE) for name in ASPECTS})


def first_weights():
    """{aspect: decimal} of those of `ranking`, where nobody has decided otherwise yet."""
    default = ranking.Weights()
    return {name: ranking.decimal(getattr(default, name)) for name in ASPECTS}


def current_weights(day):
    """The row in force on a day, or None."""
    return MatchWeights.objects.current(day)


def _opportunity_since(confirmed_at, history, served):
    """Since somebody first stood behind it after it last lay in the archive, or since somebody last began."""
    confirmed, archived = history
    return _day(waiting.since({*confirmed, confirmed_at}, closed=archived, served=served))


def _asked():
    """{opportunity: how many have been suggested for it and have not said no}."""
    return Counter(Placement.objects.filter(state__in=OPEN).order_by().values_list("opportunity_id", flat=True))


def _begun():
    """{opportunity: when somebody began}."""
    found = defaultdict(list)
    for key, *moments in Placement.objects.order_by().values_list("opportunity_id", "trial_at", "activated_at"):
        found[key] += [moment for moment in moments if moment]
    return found


def _confirmations():
    """{opportunity: (when it was confirmed, when it was archived)} as the history knows them."""
    found = defaultdict(lambda: (set(), set()))
    events = Opportunity.events.rel.related_model.objects.filter(pgh_obj__state=OpportunityState.CONFIRMED)
    rows = events.order_by().values_list("pgh_obj_id", "confirmed_at", "archived_at").distinct()
    for key, confirmed_at, archived_at in rows:
        if confirmed_at:
            found[key][0].add(confirmed_at)
        if archived_at:
            found[key][1].add(archived_at)
    return found


def _day(moment):
    return timezone.localdate(moment) if moment else None
