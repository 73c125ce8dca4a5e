"""From a suggestion to "introduced": both sides say yes, then they learn how to reach each other.

Mails say that there is something to read and never whom it is about; contact data stands behind the log-in, and only
from `introduce` on (`models/doors.py`).
"""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herne_integration import mail
from herne_integration.rules import RuleBroken
from volunteers import links
from volunteers.actions import clearances, eligible, routes
from volunteers.actions.records import (
    locked,
    move,
    recorded,
    require_coordinator,
    require_organisation,
    require_own,
    stamp,
)
from volunteers.choices.opportunities import OpportunityState
from volunteers.choices.placements import LIVE, NEXT_STATES, OPEN, DeclineReason, PlacementOrigin, PlacementState
from volunteers.models import Placement, doors

TOO_LATE = _("Diese Vermittlung ist „{state}“: Das geht jetzt nicht mehr.")
TWICE = _("Für diesen Einsatz läuft mit dieser Person schon eine Vermittlung.")
FULL = "Alle Plätze dieses Einsatzes sind besetzt. Die Reihenfolge der Wartenden bleibt bestehen."
UNCONFIRMED = "Diesen Einsatz hat noch niemand bestätigt. Bitte klären Sie zuerst, ob er noch gebraucht wird."
NOT_AGREED = "Die Einrichtung hat noch nicht ja gesagt."


@transaction.atomic
def suggest(*, volunteer, opportunity, by, origin=PlacementOrigin.COORDINATOR, override=None, reasons=()):
    """A coordinator suggests a task to somebody; returns the `Placement`.

    A full task has a line: whoever says yes to the suggestion waits in it. `override`: an `eligible.Override`;
    `reasons`: sentences that say why it fits, kept as they are.
    """
    require_coordinator(by)
    volunteer, opportunity = _lock(volunteer, opportunity)
    if opportunity.state != OpportunityState.CONFIRMED:
        raise RuleBroken(UNCONFIRMED)
    codes = _fit(volunteer, opportunity, override, waits=True)
    placement = Placement(
        volunteer=volunteer, opportunity=opportunity, origin=origin, coordinator=by, reasons=list(reasons)
    )
    stamp(placement, "suggested", by=by, at=timezone.now())
    note_override(placement, codes, override, by)
    with recorded("vorgeschlagen", by=by):
        placement.save(force_insert=True)
    _tell(volunteer, "suggested")
    return placement


@transaction.atomic
def come_forward(*, volunteer, opportunity, by):
    """Somebody signs up for a task herself and stands in line; on an unconfirmed one the coordination finds out first.

    Returns the `Placement`, in either case in the inbox of the coordinator whom the routes name.
    """
    require_own(volunteer, by)
    volunteer, opportunity = _lock(volunteer, opportunity)
    _fit(volunteer, opportunity, None, waits=True, enquires=True)
    placement = Placement(
        volunteer=volunteer,
        opportunity=opportunity,
        origin=PlacementOrigin.SIGN_UP,
        coordinator=routes.for_opportunity(opportunity),
        is_enquiry=opportunity.state == OpportunityState.UNCONFIRMED,
        state=PlacementState.INTERESTED,
    )
    for decision in ("suggested", "interested"):
        stamp(placement, decision, by=by, at=timezone.now())
    placement.line_number = _next_in_line(opportunity)
    with recorded("selbst gemeldet", by=by):
        placement.save(force_insert=True)
    if placement.coordinator:
        mail.queue("volunteers/mail/to_coordinator.txt", {}, to=placement.coordinator.email)
    return placement


@transaction.atomic
def say_yes(*, placement, by):
    """The volunteer would like to, and stands in line: whoever says yes first stands first."""
    opportunity, placement = _lock_both(placement)
    require_own(placement.volunteer, by)
    _may_move(placement, PlacementState.INTERESTED)
    eligible.require(volunteer=placement.volunteer, opportunity=opportunity, placement=placement, waits=True)
    placement.line_number = _next_in_line(opportunity)
    return _decide(placement, PlacementState.INTERESTED, "interested", "zugesagt", by)


@transaction.atomic
def say_no(*, placement, by, reason="", note=""):
    """The volunteer does not want to; why is hers to say or to keep."""
    _opportunity, placement = _lock_both(placement)
    require_own(placement.volunteer, by)
    placement.decline_reason, placement.decline_note = _reason(reason), note
    _decide(placement, PlacementState.VOLUNTEER_DECLINED, "volunteer_declined", "abgesagt", by)
    clearances.purge_of(placement.volunteer)
    return placement


@transaction.atomic
def ask_organisation(*, placement, by):
    """The coordinator asks the organisation, which learns what the volunteer can do and not who she is."""
    opportunity, placement = _lock_both(placement)
    require_coordinator(by)
    if opportunity.state != OpportunityState.CONFIRMED:
        raise RuleBroken(UNCONFIRMED)
    _may_move(placement, PlacementState.ASKED)
    eligible.require(volunteer=placement.volunteer, opportunity=opportunity, placement=placement, waits=True)
    placement.coordinator = placement.coordinator or by
    placement.is_enquiry = False
    _decide(placement, PlacementState.ASKED, "asked", "Einrichtung gefragt", by)
    mail.queue("volunteers/mail/asked.txt", {"link": links.organisation_page()}, to=opportunity.contact_email)
    return placement


@transaction.atomic
def agree(*, placement, by):
    """The organisation says yes; a second click changes nothing."""
    opportunity, placement = _lock_both(placement)
    require_organisation(opportunity, by)
    if placement.state != PlacementState.ASKED:
        raise RuleBroken(TOO_LATE.format(state=placement.get_state_display()))
    if placement.agreed_at is None:
        stamp(placement, "agreed", by=by, at=timezone.now())
        placement.version += 1
        with recorded("Einrichtung einverstanden", by=by):
            placement.save()
        if placement.coordinator:
            mail.queue("volunteers/mail/to_coordinator.txt", {}, to=placement.coordinator.email)
    return placement


@transaction.atomic
def refuse(*, placement, by, reason="", note=""):
    """The organisation says no."""
    opportunity, placement = _lock_both(placement)
    require_organisation(opportunity, by)
    placement.decline_reason, placement.decline_note = _reason(reason), note
    _decide(placement, PlacementState.ORGANISATION_DECLINED, "organisation_declined", "abgelehnt", by)
    clearances.purge_of(placement.volunteer)
    return placement


@transaction.atomic
def introduce(*, placement, by):
    """The coordinator brings both together: it takes a place, and contact data is released only here."""
    opportunity, placement = _lock_both(placement)
    require_coordinator(by)
    _may_move(placement, PlacementState.INTRODUCED)
    if placement.agreed_at is None:
        raise RuleBroken(NOT_AGREED)
    if opportunity.state != OpportunityState.CONFIRMED:
        raise RuleBroken(UNCONFIRMED)
    if places_left(opportunity) <= 0:
        raise RuleBroken(FULL)
    eligible.require(volunteer=placement.volunteer, opportunity=opportunity, placement=placement)
    _decide(placement, PlacementState.INTRODUCED, "introduced", "vorgestellt", by)
    _tell(placement.volunteer, "introduced")
    mail.queue("volunteers/mail/introduced.txt", {"link": links.organisation_page()}, to=opportunity.contact_email)
    return placement


@transaction.atomic
def override(*, placement, by, role, reason):
    """Sets aside, for a placement that is under way, what is no law; role and reason stay with it."""
    opportunity, placement = _lock_both(placement)
    require_coordinator(by)
    if placement.state not in (*OPEN, *LIVE):
        raise RuleBroken(TOO_LATE.format(state=placement.get_state_display()))
    wanted = eligible.Override(role, reason)
    codes = eligible.require(
        volunteer=placement.volunteer, opportunity=opportunity, placement=placement, override=wanted, waits=True
    )
    if not codes:
        raise RuleBroken("Hier steht nichts im Weg, wovon eine Ausnahme nötig wäre.")
    note_override(placement, [*placement.override_codes, *codes], wanted, by)
    placement.version += 1
    with recorded("Ausnahme gemacht", by=by):
        placement.save()
    return placement


@transaction.atomic
def reassign(*, placement, coordinator, by):
    """Another coordinator takes it on."""
    _opportunity, placement = _lock_both(placement)
    require_coordinator(by)
    if placement.state not in (*OPEN, *LIVE):
        raise RuleBroken(TOO_LATE.format(state=placement.get_state_display()))
    if not coordinator.is_active or not doors.is_coordinator(coordinator):
        raise RuleBroken("Übernehmen kann nur jemand aus der Koordination.")
    placement.coordinator = coordinator
    placement.version += 1
    with recorded("übergeben", by=by):
        placement.save()
    return placement


def places_left(opportunity):
    """Free places of an opportunity that the caller has locked; 0 where the number is not known."""
    return (opportunity.capacity or 0) - Placement.objects.filter(opportunity=opportunity).live().count()


def _lock(volunteer, opportunity):
    """The volunteer, then the opportunity, then the placement: in one order, so that nobody waits in a circle."""
    return locked(volunteer), locked(opportunity)


def _lock_both(placement):
    """(opportunity, placement), both locked, after the volunteer."""
    volunteer, opportunity = _lock(placement.volunteer, placement.opportunity)
    placement = locked(placement)
    placement.volunteer, placement.opportunity = volunteer, opportunity
    return opportunity, placement


def _fit(volunteer, opportunity, override, **how):
    if Placement.objects.filter(volunteer=volunteer, opportunity=opportunity, state__in=(*OPEN, *LIVE)).exists():
        raise RuleBroken(TWICE)
    return eligible.require(volunteer=volunteer, opportunity=opportunity, override=override, **how)


def _next_in_line(opportunity):
    last = Placement.objects.filter(opportunity=opportunity).aggregate(last=Max("line_number"))["last"]
    return (last or 0) + 1


def _may_move(placement, state):
    if state not in NEXT_STATES[PlacementState(placement.state)]:
        raise RuleBroken(TOO_LATE.format(state=placement.get_state_display()))


def _decide(placement, state, decision, what, by):
    move(placement, state, NEXT_STATES, TOO_LATE.format(state=placement.get_state_display()))
    stamp(placement, decision, by=by, at=timezone.now())
    try:
        with recorded(what, by=by), transaction.atomic():
            placement.save()
    except IntegrityError as error:
        # Whoever came past the lock all the same is stopped by the database.
        if "volunteers_placement_has_a_place" in str(error):
            raise RuleBroken(FULL) from error
        raise
    return placement


def note_override(placement, codes, override, by):
    """What was set aside stays with the placement, with role and reason; the caller saves."""
    if codes:
        placement.override_codes = sorted(set(codes))
        placement.override_role, placement.override_reason = override.role.strip(), override.reason.strip()
        stamp(placement, "overridden", by=by, at=timezone.now())


def _reason(reason):
    if reason and reason not in DeclineReason.values:
        raise RuleBroken("Diesen Grund gibt es nicht.")
    return reason


def _tell(volunteer, template):
    link = links.own_page(volunteer.language)
    mail.queue(f"volunteers/mail/{template}.txt", {"link": link}, to=volunteer.email, language=volunteer.language)
