"""Who takes part in a folder, and who follows whom."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.models import Membership
from welcome_folder.actions.safety import check, lock_folder
from welcome_folder.choices.folders import LED, FolderState
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import Appointment, CareTeamMember, Handover, Institution, doors

NOT_LED = "An diesem Ordner arbeitet gerade niemand: Er ist geschlossen, eingeschränkt oder gelöscht."


@transaction.atomic
def join(
    *,
    folder,
    organisation,
    user,
    by,
    areas,
    purpose,
    basis,
    basis_text="",
    consent_on=None,
    consent_slot="",
    starts_on=None,
    ends_on=None,
):
    """An institution and one of its people take part; returns the `CareTeamMember`."""
    folder = lock_folder(folder.pk)
    if folder.state not in LED:
        raise RuleBroken(NOT_LED)
    _may_take_part(organisation, user, areas)
    if folder.team.live_on(timezone.localdate()).filter(organisation=organisation, user=user).exists():
        raise RuleBroken("Diese Fachkraft ist schon beteiligt.")
    return CareTeamMember.objects.create(
        folder=folder,
        organisation=organisation,
        user=user,
        role=TeamRole.PARTICIPANT,
        purpose=purpose,
        areas=sorted(areas),
        basis=basis,
        basis_text=basis_text,
        consent_on=consent_on,
        consent_slot=consent_slot,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
        joined_at=timezone.now(),
        joined_by=by,
    )


@transaction.atomic
def leave(*, member, by):
    """Somebody's part is over: from the next request on she sees nothing any more."""
    folder = lock_folder(member.folder_id)
    member = folder.team.get(pk=member.pk)
    if member.ended_at:
        raise RuleBroken("Diese Beteiligung ist schon beendet.")
    if member.role == TeamRole.LEAD and folder.state in LED:
        raise RuleBroken(
            "Federführung endet mit einer Übergabe: Bitte übergeben Sie den Ordner oder schließen Sie ihn."
        )
    end(member, by=by)


@transaction.atomic
def reassign(*, folder, from_user, to_user, by):
    """Inside an institution somebody else takes over all of a colleague's part in a folder, also what she kept."""
    folder = lock_folder(folder.pk)
    if from_user == to_user:
        raise RuleBroken("Bitte wählen Sie eine andere Fachkraft.")
    members = folder.team.filter(user=from_user, ended_at__isnull=True)
    if not members:
        raise RuleBroken("Diese Fachkraft ist nicht (mehr) beteiligt.")
    for member in members:
        _may_take_part(member.organisation, to_user, member.areas)
        end(member, by=by)
        _succeed(member, to_user, by)
        own = Appointment.objects.filter(folder=folder, keeper=from_user, institution=member.organisation)
        own.update(keeper=to_user)
        sent = Handover.objects.filter(folder=folder, sender_user=from_user, sender=member.organisation).live()
        sent.update(sender_user=to_user)
    check(folder)


@transaction.atomic
def reassign_all(*, organisation, from_user, to_user, by):
    """Every folder of somebody who leaves an institution; returns how many."""
    places = CareTeamMember.objects.filter(user=from_user, organisation=organisation, ended_at__isnull=True)
    folders = {member.folder for member in places.select_related("folder").exclude(folder__state=FolderState.ERASED)}
    for folder in sorted(folders, key=lambda one: one.pk):
        reassign(folder=folder, from_user=from_user, to_user=to_user, by=by)
    return len(folders)


def end(member, *, by):
    """Ends a place at once."""
    member.ended_at, member.ended_by = timezone.now(), by
    member.save(update_fields=["ended_at", "ended_by"])


def closing_duties(user):
    """What must be handed over before an account closes (settings.CLOSING_DUTIES)."""
    return _to_hand_over(CareTeamMember.objects.filter(user=user))


def membership_duties(membership):
    """What must be handed over before somebody stops working in an institution (settings.MEMBERSHIP_DUTIES)."""
    if membership.role not in doors.CASE_ROLES:
        return []
    others = doors.case_work_on(timezone.localdate()).exclude(pk=membership.pk)
    if others.filter(user=membership.user_id, organisation=membership.organisation_id).exists():
        return []
    places = CareTeamMember.objects.filter(user=membership.user_id, organisation=membership.organisation_id)
    return _to_hand_over(places)


def end_places(*, user, by):
    """Ends what is left when an account closes: places in closed folders."""
    for member in CareTeamMember.objects.select_for_update(of=("self",)).filter(user=user, ended_at__isnull=True):
        end(member, by=by)


def _succeed(member, user, by):
    """The same place for somebody else, unless she has one already: then hers takes over role and areas."""
    now = timezone.now()
    own = CareTeamMember.objects.filter(
        folder=member.folder, organisation=member.organisation, user=user, ended_at__isnull=True
    ).first()
    areas = sorted({*member.areas, *(own.areas if own else ())})
    if own:
        end(own, by=by)
    role = TeamRole.LEAD if TeamRole.LEAD in {member.role, own.role if own else ""} else TeamRole.PARTICIPANT
    CareTeamMember.objects.create(
        folder=member.folder,
        organisation=member.organisation,
        user=user,
        role=role,
        purpose=member.purpose,
        areas=areas,
        basis=member.basis,
        basis_text=member.basis_text,
        consent_on=member.consent_on,
        consent_slot=member.consent_slot,
        starts_on=timezone.localdate(now),
        ends_on=None if role == TeamRole.LEAD else member.ends_on,
        joined_at=now,
        joined_by=by,
    )


def _may_take_part(organisation, user, areas):
    institution = Institution.objects.may_take_part().filter(organisation=organisation).first()
    if institution is None:
        raise RuleBroken("Diese Einrichtung arbeitet nicht mit Willkommensordnern.")
    if not set(areas) or not set(areas) <= set(institution.areas):
        raise RuleBroken("Diese Einrichtung berät nicht in allen gewählten Beratungsfeldern.")
    live = Membership.objects.filter(user=user, organisation=organisation, role__in=doors.CASE_ROLES)
    if not user.is_active or not live.live_on(timezone.localdate()).exists():
        raise RuleBroken("Diese Person arbeitet dort nicht (mehr) an Fällen.")


def _to_hand_over(places):
    """A sentence about the folders in which there is still a place, or nothing."""
    live = places.filter(ended_at__isnull=True, folder__state__in=LED)
    number = live.values("folder").distinct().count()
    if not number:
        return []
    words = "Ein Willkommensordner muss" if number == 1 else f"{number} Willkommensordner müssen"
    return [f"{words} vorher einer anderen Fachkraft übertragen werden."]
