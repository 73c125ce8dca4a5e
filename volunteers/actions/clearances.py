"""Writing down that a proof was inspected, and letting it go in time."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from volunteers import keeping
from volunteers.actions.records import locked, require_coordinator
from volunteers.choices.placements import FINAL
from volunteers.choices.profiles import HERE, VolunteerState
from volunteers.choices.requirements import EXEMPT_FROM
from volunteers.models import Clearance, Placement, Volunteer

NOT_YET = "Ein Nachweis kann nicht in der Zukunft eingesehen worden sein."


@transaction.atomic
def record(*, volunteer, requirement, inspected_on, by, issued_on=None, valid_until=None, exemption=""):
    """Somebody has seen a proof in which nothing stands in the way; what does is never written down.

    `exemption`: in place of a proof, the one answer why the law asks for none.
    """
    volunteer = locked(volunteer)
    require_coordinator(by)
    if volunteer.state not in HERE:
        raise RuleBroken("Nachweise werden nur für Menschen eingetragen, die dabei sind.")
    if inspected_on > timezone.localdate():
        raise RuleBroken(NOT_YET)
    if issued_on and issued_on > inspected_on:
        raise RuleBroken("Ein Nachweis wird erst ausgestellt und dann eingesehen.")
    if exemption and (EXEMPT_FROM[exemption] != requirement.key or issued_on or valid_until):
        raise RuleBroken("Diese Ausnahme gilt nur für den Masernschutz und steht an der Stelle eines Nachweises.")
    made, is_new = Clearance.objects.get_or_create(
        volunteer=volunteer,
        requirement=requirement,
        inspected_on=inspected_on,
        defaults={
            "issued_on": issued_on,
            "valid_until": valid_until,
            "exemption": exemption,
            "recorded_at": timezone.now(),
            "recorded_by": by,
        },
    )
    if not is_new and (made.issued_on, made.valid_until, made.exemption) != (issued_on, valid_until, exemption):
        raise RuleBroken("Für diesen Tag ist schon eine Einsicht eingetragen. Löschen Sie sie zuerst.")
    return made


@transaction.atomic
def remove(*, clearance, by):
    """A proof written down by mistake; nothing of it stays."""
    require_coordinator(by)
    Clearance.objects.filter(pk=clearance.pk).delete()


def purge(*, at=None):
    """Deletes proofs that have served their time (settings.PURGES); returns how many."""
    keys = Clearance.objects.order_by("volunteer").values_list("volunteer", flat=True).distinct()
    return sum(purge_of(volunteer, at=at) for volunteer in Volunteer.objects.filter(pk__in=keys))


def purge_of(volunteer, *, at=None):
    """The same for one person, also called as soon as a placement ends or comes to nothing; returns how many."""
    day = timezone.localdate(at or timezone.now())
    activities = [_activity(placement) for placement in Placement.objects.filter(volunteer=volunteer)]
    gone = volunteer.state in (VolunteerState.LEFT, VolunteerState.ERASED)
    due = [
        clearance.pk
        for clearance in Clearance.objects.filter(volunteer=volunteer).select_related("requirement")
        if (clearance.requirement.is_shared_by_law or gone)
        and keeping.is_due(timezone.localdate(clearance.recorded_at), activities, day=day)
    ]
    return Clearance.objects.filter(pk__in=due).delete()[0]


def _activity(placement):
    begun = bool(placement.trial_at or placement.activated_at)
    if placement.state not in FINAL:
        return keeping.Activity(has_begun=begun, ended_on=None)
    moment = placement.ended_at or placement.volunteer_declined_at or placement.organisation_declined_at
    return keeping.Activity(has_begun=begun, ended_on=timezone.localdate(moment))
