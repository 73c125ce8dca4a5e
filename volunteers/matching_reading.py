"""Who and what takes part in a run of matching, read from the tables in a fixed number of queries.

People: who is active and has no placement under way, one thing at a time. Tasks: what is confirmed; a place for which
somebody has been suggested and has not said no is not offered twice.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from volunteers import eligibility_reading, ranking, waiting
from volunteers.choices.opportunities import OpportunityState
from volunteers.choices.placements import OPEN
from volunteers.eligibility_reading import Reader
from volunteers.models import MatchWeights, Opportunity, Volunteer

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
    reader, waits = Reader(day), {}
    people, under_way, tasks, places = [], [], [], {}
    for one in eligibility_reading.volunteers(Volunteer.objects.active().order_by("pk")):
        if any(placement.state in OPEN for placement in one.placements.all()):
            under_way.append(one.pk)
            continue
        people.append(reader.volunteer(one))
        waits[one.pk] = waiting.days(_volunteer_since(one), day)
    history = _confirmations()
    for one in eligibility_reading.opportunities(Opportunity.objects.confirmed().order_by("pk")):
        facts = reader.opportunity(one)
        tasks.append(facts)
        asked = sum(placement.state in OPEN for placement in one.placements.all())
        places[one.pk] = max((facts.places_left or 0) - asked, 0)
        waits[one.pk] = waiting.days(_opportunity_since(one, history[one.pk]), day)
    return Field(people, tasks, places, waits, under_way)


def weights_of(row):
    """The weights of a row of `MatchWeights`, in points."""
    return ranking.Weights(**{name: int(getattr(row, name) * ranking.ONE) for name in ASPECTS})


def current_weights(day):
    """The row in force on a day, or None."""
    return MatchWeights.objects.current(day)


def _volunteer_since(one):
    """Since the address was confirmed, or since a task began or ended."""
    begun = [row for row in one.placements.all() if row.trial_at or row.activated_at]
    served = [moment for row in begun for moment in (row.trial_at, row.activated_at, row.ended_at) if moment]
    return _day(waiting.since([one.confirmed_at], served=served))


def _opportunity_since(one, history):
    """Since somebody first stood behind it after it last lay in the archive, or since somebody last began."""
    confirmed, archived = history
    served = [moment for row in one.placements.all() for moment in (row.trial_at, row.activated_at) if moment]
    return _day(waiting.since({*confirmed, one.confirmed_at}, closed=archived, served=served))


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
