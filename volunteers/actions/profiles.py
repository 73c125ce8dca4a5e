"""What happens to a volunteer's profile, from the first talk to leaving."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herne_integration.rules import RuleBroken
from volunteers.actions import ending, matching_records
from volunteers.actions.records import (
    locked,
    move,
    recorded,
    require_coordinator,
    require_own,
    require_seen,
    stamp,
)
from volunteers.choices.placements import EndReason
from volunteers.choices.profiles import HERE, NEXT_STATES, VolunteerState
from volunteers.models import Absence, AvailabilityWindow, Volunteer, VolunteerLanguage, doors

GONE = _("Dieses Profil ist nicht (mehr) aktiv.")
NOT_PAUSED = _("Dieses Profil pausiert nicht.")
PAST = _("Das Ende der Pause liegt in der Vergangenheit.")


@dataclass(frozen=True)
class Content:
    """All that somebody may say about herself.

    `columns`: {name of a column: value}; `related`: {fields_of_action, target_groups, districts: objects};
    `languages`: [{"language": Language, "level": …, "may_interpret": …}]; `windows`: [{"weekday", "starts", "ends"}].
    None leaves languages or windows as they are.
    """

    columns: dict
    related: dict = field(default_factory=dict)
    languages: list | None = None
    windows: list | None = None


@transaction.atomic
def change(*, volunteer, content, by, version=None):
    """Saves what was typed; returns the `Volunteer`."""
    volunteer = locked(volunteer)
    require_own(volunteer, by)
    require_seen(volunteer, version)
    if volunteer.state not in HERE:
        raise RuleBroken(GONE)
    volunteer.version += 1
    with recorded("Profil geändert", by=by):
        write(volunteer, content)
    return volunteer


def write(volunteer, content):
    """Columns and rows of a profile that the caller has locked."""
    for name, value in content.columns.items():
        setattr(volunteer, name, value)
    volunteer.save()
    for name, chosen in content.related.items():
        getattr(volunteer, name).set(chosen)
    for model, rows in ((VolunteerLanguage, content.languages), (AvailabilityWindow, content.windows)):
        if rows is not None:
            model.objects.filter(volunteer=volunteer).delete()
            model.objects.bulk_create(model(volunteer=volunteer, **row) for row in rows)


@transaction.atomic
def pause(*, volunteer, by, until=None):
    """Nothing is suggested for a while; what runs goes on. `until`: the last day, None for open."""
    volunteer = locked(volunteer)
    require_own(volunteer, by)
    if until and until < timezone.localdate():
        raise RuleBroken(PAST)
    move(volunteer, VolunteerState.PAUSED, NEXT_STATES, GONE)
    volunteer.paused_until = until
    with recorded("pausiert", by=by):
        volunteer.save(update_fields=["state", "paused_until", "version"])
    return volunteer


@transaction.atomic
def resume(*, volunteer, by):
    """Back from a pause."""
    volunteer = locked(volunteer)
    require_own(volunteer, by)
    if volunteer.state != VolunteerState.PAUSED:
        raise RuleBroken(NOT_PAUSED)
    with recorded("Pause beendet", by=by):
        _wake(volunteer)
    return volunteer


def wake_up(*, day=None):
    """Ends the pauses whose last day is over, every night; returns how many."""
    day = day or timezone.localdate()
    with transaction.atomic():
        over = Volunteer.objects.select_for_update().filter(state=VolunteerState.PAUSED, paused_until__lt=day)
        return sum(_wake(volunteer) for volunteer in over)


def _wake(volunteer):
    move(volunteer, VolunteerState.ACTIVE, NEXT_STATES, GONE)
    volunteer.paused_until = None
    volunteer.save(update_fields=["state", "paused_until", "version"])
    return 1


@transaction.atomic
def add_absence(*, volunteer, first_on, last_on, by):
    """Days on which somebody is away, both included."""
    volunteer = locked(volunteer)
    require_own(volunteer, by)
    if last_on < first_on or last_on < timezone.localdate():
        raise RuleBroken(_("Eine Abwesenheit endet nach ihrem Anfang und nicht in der Vergangenheit."))
    return Absence.objects.create(volunteer=volunteer, first_on=first_on, last_on=last_on)


@transaction.atomic
def remove_absence(*, absence, by):
    """Somebody is there after all; a second click changes nothing."""
    require_own(absence.volunteer, by)
    Absence.objects.filter(pk=absence.pk).delete()


@transaction.atomic
def meet(*, volunteer, by):
    """A coordinator has had the first talk, and leads from now on if nobody does."""
    volunteer = locked(volunteer)
    require_coordinator(by)
    if volunteer.state not in HERE:
        raise RuleBroken(GONE)
    if volunteer.met_at:
        raise RuleBroken("Das Erstgespräch ist schon eingetragen.")
    stamp(volunteer, "met", by=by, at=timezone.now())
    volunteer.lead = volunteer.lead or by
    volunteer.version += 1
    with recorded("Erstgespräch geführt", by=by):
        volunteer.save(update_fields=["met_at", "met_by", "lead", "version"])
    return volunteer


@transaction.atomic
def assign_lead(*, volunteer, lead, by):
    """Another coordinator leads."""
    volunteer = locked(volunteer)
    require_coordinator(by)
    if not lead.is_active or not doors.is_coordinator(lead):
        raise RuleBroken("Zuständig sein kann nur jemand aus der Koordination.")
    volunteer.lead, volunteer.version = lead, volunteer.version + 1
    with recorded("Zuständigkeit geändert", by=by):
        volunteer.save(update_fields=["lead", "version"])
    return volunteer


@transaction.atomic
def leave(*, volunteer, by):
    """Somebody stops helping: everything that runs or waits ends, the coordination is told by its list."""
    require_own(volunteer, by)
    return end_membership(volunteer=volunteer, by=by)


@transaction.atomic
def end_membership(*, volunteer, by):
    """The same without asking whether `by` may: the account closes, and whoever closes it has been asked already."""
    volunteer = locked(volunteer)
    move(volunteer, VolunteerState.LEFT, NEXT_STATES, _("Dieses Profil ist schon beendet."))
    volunteer.paused_until = None
    stamp(volunteer, "left", by=by, at=timezone.now())
    with recorded("ausgeschieden", by=by):
        ending.end_all(volunteer=volunteer, by=by, reason=EndReason.LEFT)
        volunteer.save(update_fields=["state", "paused_until", "left_at", "left_by", "version"])
    matching_records.forget(key=volunteer.pk)
    return volunteer


@transaction.atomic
def come_back(*, volunteer, by):
    """Somebody who left helps again; consent is asked for anew where it was taken back."""
    volunteer = locked(volunteer)
    require_own(volunteer, by)
    if volunteer.state != VolunteerState.LEFT:
        raise RuleBroken(_("Dieses Profil ist nicht beendet."))
    move(volunteer, VolunteerState.ACTIVE, NEXT_STATES, GONE)
    volunteer.left_at = volunteer.left_by = None
    with recorded("wieder dabei", by=by):
        volunteer.save(update_fields=["state", "left_at", "left_by", "version"])
    return volunteer
