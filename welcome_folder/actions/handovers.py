"""From one institution to the next. The sender stays responsible until the first contact."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.models import Membership
from welcome_folder import deadlines
from welcome_folder.actions import steps, team
from welcome_folder.actions.safety import check, lock_folder
from welcome_folder.choices.folders import LED
from welcome_folder.choices.handovers import LEADS, NEXT_STATES, HandoverState
from welcome_folder.choices.plans import StepOrigin, StepOwner, StepState
from welcome_folder.choices.team import Basis, TeamRole
from welcome_folder.models import CareTeamMember, Handover, Institution, doors
from welcome_folder.presenting import institution_name

TOLD = {
    HandoverState.ACCEPTED: "angenommen",
    HandoverState.DECLINED: "abgelehnt",
    HandoverState.REVOKED: "zurückgezogen",
    HandoverState.CONTACTED: "als begonnen eingetragen",
    HandoverState.DONE: "abgeschlossen",
}


@transaction.atomic
def offer(*, folder, by, sender, receiver, kind, areas, reason, deadline_on=None, legal_area=""):
    """Offers a folder, or one topic of it, to another institution; returns the `Handover`.

    Until there is an answer a step of the sender's stands in the plan, so that no offer is forgotten.
    """
    folder = lock_folder(folder.pk)
    if folder.state not in LED:
        raise RuleBroken(team.NOT_LED)
    place = folder.team.filter(user=by, organisation=sender, ended_at__isnull=True).first()
    if place is None or (kind in LEADS and place.role != TeamRole.LEAD):
        raise RuleBroken("Die Federführung übergibt nur, wer sie hat.")
    if not set(areas) <= set(place.areas):
        raise RuleBroken("Übergeben lässt sich nur, was zu Ihrer Beteiligung gehört.")
    return create(
        folder=folder,
        place=place,
        receiver=receiver,
        kind=kind,
        areas=areas,
        reason=reason,
        by=by,
        deadline_on=deadline_on,
        legal_area=legal_area,
    )


def create(*, folder, place, receiver, kind, areas, reason, by, deadline_on=None, legal_area=""):
    """The handover of a place in the team, and the step that keeps it in mind; `folder` is locked."""
    today = timezone.localdate()
    deadline = deadline_on or deadlines.working_days_after(today, deadlines.ANSWER_DAYS)
    if deadline < today:
        raise RuleBroken("Die Frist für die Antwort liegt in der Vergangenheit.")
    if receiver == place.organisation:
        raise RuleBroken("Eine Übergabe geht an eine andere Stelle.")
    _can_receive(receiver, kind, areas)
    if kind in LEADS and folder.handovers.live().filter(kind__in=LEADS).exists():
        raise RuleBroken("Für diesen Ordner läuft schon eine Übergabe der Federführung.")
    made = Handover.objects.create(
        folder=folder,
        kind=kind,
        sender=place.organisation,
        sender_user=place.user,
        receiver=receiver,
        areas=sorted(areas),
        reason=reason,
        legal_area=legal_area,
        deadline_on=deadline,
        offered_at=timezone.now(),
        offered_by=by,
    )
    _remember(made, f"Antwort auf die Übergabe an {_name(receiver)} nachhalten", deadline, by)
    return made


@transaction.atomic
def accept(*, handover, by):
    """Somebody of the receiving institution takes it on; she may read from now on, and makes the first contact."""
    folder, handover = _locked(handover)
    _works_for(by, handover.receiver)
    _move(handover, HandoverState.ACCEPTED, by, "accepted")
    handover.receiver_user = by
    handover.save()
    if _is_in_teams(handover.receiver) and not folder.team.filter(
        user=by, organisation=handover.receiver, ended_at__isnull=True
    ):
        team.join(
            folder=folder,
            organisation=handover.receiver,
            user=by,
            by=by,
            areas=handover.areas,
            purpose=handover.get_kind_display(),
            basis=Basis.LAW,
            basis_text="Übergabe, § 67d SGB X",
        )
    return handover


@transaction.atomic
def decline(*, handover, by, reason):
    """Back at the sender, with a new step within three working days."""
    folder, handover = _locked(handover)
    _works_for(by, handover.receiver)
    if not reason.strip():
        raise RuleBroken("Wer ablehnt, nennt den Grund.")
    was_accepted = handover.state == HandoverState.ACCEPTED
    _move(handover, HandoverState.DECLINED, by, "declined")
    handover.decline_reason = reason.strip()
    handover.save()
    if was_accepted:
        _end_place(handover, by)
    due = deadlines.working_days_after(timezone.localdate(), deadlines.RETURN_DAYS)
    _remember(handover, f"Übergabe an {_name(handover.receiver)} abgelehnt: Zuständigkeit neu klären", due, by)
    _forget(handover, by, keep_newest=True)
    check(folder)
    return handover


@transaction.atomic
def revoke(*, handover, by):
    """The sender takes the offer back; whoever had accepted is out again."""
    folder, handover = _locked(handover)
    _works_for(by, handover.sender)
    was_accepted = handover.state == HandoverState.ACCEPTED
    _move(handover, HandoverState.REVOKED, by, "revoked")
    handover.save()
    if was_accepted:
        _end_place(handover, by)
    due = deadlines.working_days_after(timezone.localdate(), deadlines.RETURN_DAYS)
    _remember(handover, f"Übergabe an {_name(handover.receiver)} zurückgezogen: nächsten Schritt klären", due, by)
    _forget(handover, by, keep_newest=True)
    check(folder)
    return handover


@transaction.atomic
def first_contact(*, handover, by):
    """The receiver has met the person: from now on she is responsible."""
    folder, handover = _locked(handover)
    _works_for(by, handover.receiver)
    _move(handover, HandoverState.CONTACTED, by, "contacted")
    handover.save()
    if handover.kind in LEADS:
        _change_lead(folder, handover, by)
    _forget(handover, by)
    if not folder.steps.open().exists() and not folder.appointments.planned().exists():
        due = deadlines.working_days_after(timezone.localdate(), deadlines.RETURN_DAYS)
        _remember(handover, "Nach dem ersten Kontakt: nächsten Schritt eintragen", due, by, whose=handover.receiver)
    check(folder)
    return handover


@transaction.atomic
def finish(*, handover, by):
    """Both have nothing more to hand over."""
    _folder, handover = _locked(handover)
    if not {handover.sender_id, handover.receiver_id} & set(_institutions(by)):
        raise RuleBroken("Das können nur die beiden beteiligten Stellen.")
    _move(handover, HandoverState.DONE, by, "finished")
    handover.save()
    return handover


def _locked(handover):
    folder = lock_folder(handover.folder_id)
    if folder.state not in LED:
        raise RuleBroken(team.NOT_LED)
    return folder, folder.handovers.select_related("receiver", "sender").get(pk=handover.pk)


def _move(handover, state, by, decision):
    if state not in NEXT_STATES[HandoverState(handover.state)]:
        raise RuleBroken(f"Diese Übergabe ist {handover.get_state_display()} und kann nicht mehr {TOLD[state]} werden.")
    handover.state = state
    handover.version += 1
    setattr(handover, f"{decision}_at", timezone.now())
    setattr(handover, f"{decision}_by", by)


def _institutions(user):
    return doors.institutions_of(user).values_list("organisation", flat=True)


def _works_for(user, organisation):
    if organisation.pk not in _institutions(user):
        raise RuleBroken("Das kann nur jemand aus der Stelle, von der die Übergabe kommt oder an die sie geht.")


def _is_in_teams(organisation):
    return Institution.objects.may_take_part().filter(organisation=organisation).exists()


def _can_receive(receiver, kind, areas):
    institution = Institution.objects.filter(organisation=receiver).first()
    if institution is None or (kind in LEADS and institution.is_immigration_office):
        raise RuleBroken("Diese Einrichtung kann den Ordner nicht übernehmen.")
    if not set(areas) or not set(areas) <= set(institution.areas):
        raise RuleBroken("Diese Einrichtung berät nicht in allen gewählten Beratungsfeldern.")
    if not Membership.objects.filter(organisation=receiver, role__in=doors.CASE_ROLES).live_on(timezone.localdate()):
        raise RuleBroken("In dieser Einrichtung arbeitet noch niemand mit Willkommensordnern.")


def _name(receiver):
    facts = Institution.objects.filter(organisation=receiver).first()
    return institution_name(receiver, is_sensitive=bool(facts and facts.is_sensitive), is_own=False)


def _remember(handover, title, due_on, by, *, whose=None):
    steps.add(
        folder=handover.folder,
        by=by,
        area=handover.areas[0],
        title=title[:200],
        due_on=due_on,
        owner=StepOwner.INSTITUTION,
        institution=whose or handover.sender,
        origin=StepOrigin.HANDOVER,
        origin_text=f"Übergabe {handover.pk}",
    )


def _forget(handover, by, *, keep_newest=False):
    """The steps that kept this handover in mind are done; the one just made stays."""
    open_steps = handover.folder.steps.open().filter(origin_text=f"Übergabe {handover.pk}").order_by("-entered_at")
    for step in list(open_steps)[1 if keep_newest else 0 :]:
        step.state, step.settled_at, step.settled_by = StepState.DONE, timezone.now(), by
        step.version += 1
        step.save()


def _end_place(handover, by):
    place = handover.folder.team.filter(
        organisation=handover.receiver, user=handover.receiver_user, ended_at__isnull=True
    ).first()
    if place:
        team.end(place, by=by)


def _change_lead(folder, handover, by):
    now = timezone.now()
    old = folder.team.get(role=TeamRole.LEAD, ended_at__isnull=True)
    team.end(old, by=by)
    _end_place(handover, by)
    CareTeamMember.objects.create(
        folder=folder,
        organisation=handover.receiver,
        user=handover.receiver_user,
        role=TeamRole.LEAD,
        purpose=handover.get_kind_display(),
        areas=handover.areas,
        basis=Basis.LAW,
        basis_text="Übergabe, § 67d SGB X",
        starts_on=timezone.localdate(now),
        joined_at=now,
        joined_by=by,
    )
    folder.lead = handover.receiver
    folder.version += 1
    folder.save(update_fields=["lead", "version"])
