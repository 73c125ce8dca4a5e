"""Who applies, and who is in the team: founding, joining, leaving, matching with the directory."""

from django.db import transaction
from django.utils import timezone

from fund.choices.applicants import TeamRole
from fund.choices.applications import PENDING
from fund.models import Applicant, ApplicantMember
from herne_integration.rules import RuleBroken

NOT_A_MEMBER = "Das kann nur jemand aus dem Team des Antragstellers."
NOT_ALLOWED = "Das Team ändert, wer den Antragsteller vertritt, oder das Projektbüro."
LAST_CHAIR = "Ein Team mit laufenden Anträgen braucht jemanden, der unterschreibt. Nehmen Sie zuerst jemanden auf."
# Columns of the applicant and where they stand in an application.
WRITTEN = {
    "name": "applicant_name",
    "kind": "applicant_kind",
    "street": "applicant_street",
    "postcode": "applicant_postcode",
    "city": "applicant_city",
    "register_number": "register_number",
}


@transaction.atomic
def found(*, name, kind, role, by, **address):
    """A new applicant whose first team member is whoever enters it, as `role`.

    The name stays text: only the office matches it with the directory. Whether she may sign, the formal check sees.
    """
    if not name.strip():
        raise RuleBroken("Ein Antragsteller braucht einen Namen.")
    applicant = Applicant.objects.create(name=name.strip(), kind=kind, **address)
    _place(applicant, by, role, by)
    return applicant


@transaction.atomic
def change(*, applicant, by):
    """Saves a changed record (`form.save(commit=False)` has counted the version); applications keep their wording."""
    stored = _locked(applicant)
    _require_leader(stored, by)
    if applicant.version != stored.version + 1:
        raise RuleBroken("Jemand hat in der Zwischenzeit gespeichert. Bitte sehen Sie den neuen Stand an.")
    applicant.save(update_fields=[*WRITTEN, "version"])
    return applicant


@transaction.atomic
def join(*, applicant, user, role, by):
    """Somebody with an account joins the team. Chairs and the office decide that; a team without a chair finds one."""
    applicant = _locked(applicant)
    has_chair = applicant.members.live().filter(role=TeamRole.CHAIR).exists()
    if has_chair or role != TeamRole.CHAIR or not _roles(applicant, by):
        _require_leader(applicant, by)
    if not user.is_active:
        raise RuleBroken("Dieses Konto ist geschlossen und kann keine Rolle mehr bekommen.")
    if applicant.members.live().filter(user=user, role=role).exists():
        raise RuleBroken("Diese Rolle hat die Person in diesem Team schon.")
    return _place(applicant, user, role, by)


@transaction.atomic
def leave(*, member, by):
    """A place ends at once: one's own, or another's at the word of a chair or the office."""
    applicant = _locked(member.applicant)
    member = applicant.members.get(pk=member.pk)
    if member.user_id != by.pk:
        _require_leader(applicant, by)
    if member.ended_at:
        raise RuleBroken("Dieser Platz ist schon beendet.")
    if _is_last_chair(member) and _has_pending(applicant):
        raise RuleBroken(LAST_CHAIR)
    _end(member, by)
    return member


@transaction.atomic
def link(*, applicant, organisation, by):
    """The office says which entry of the directory this is (None: none); budgets and conflicts of interest go by it."""
    applicant = _locked(applicant)
    if not by.has_perm("fund.manage_fund"):
        raise RuleBroken("Das kann nur das Projektbüro.")
    applicant.organisation, applicant.linked_at, applicant.linked_by = organisation, timezone.now(), by
    applicant.version += 1
    applicant.save(update_fields=["organisation", "linked_at", "linked_by", "version"])
    return applicant


def as_written(applicant):
    """The columns of an application that repeat the applicant's record."""
    return {column: getattr(applicant, name) for name, column in WRITTEN.items()}


def require_member(applicant, by):
    """Only for the applicant's own people."""
    if by is None or not by.is_authenticated or not _roles(applicant, by):
        raise RuleBroken(NOT_A_MEMBER)


def closing_duties(user):
    """Teams that would have nobody left to sign (settings.CLOSING_DUTIES)."""
    places = ApplicantMember.objects.live().filter(user=user, role=TeamRole.CHAIR).select_related("applicant")
    return [
        f"Im Team „{place.applicant}“ mit laufenden Anträgen muss vorher jemand anderes unterschreiben können."
        for place in places
        if _is_last_chair(place) and _has_pending(place.applicant)
    ]


def end_places(*, user, by):
    """Ends every place in every team, because the account closes (settings.LEAVERS)."""
    for member in ApplicantMember.objects.live().select_for_update(of=("self",)).filter(user=user):
        _end(member, by)


def _locked(applicant):
    return Applicant.objects.select_for_update(of=("self",)).get(pk=applicant.pk)


def _roles(applicant, by):
    return set(applicant.members.live().filter(user=by.pk).values_list("role", flat=True))


def _require_leader(applicant, by):
    if TeamRole.CHAIR not in _roles(applicant, by) and not by.has_perm("fund.manage_fund"):
        raise RuleBroken(NOT_ALLOWED)


def _is_last_chair(member):
    others = ApplicantMember.objects.live().filter(applicant=member.applicant_id, role=TeamRole.CHAIR)
    return member.role == TeamRole.CHAIR and not others.exclude(user=member.user_id).exists()


def _has_pending(applicant):
    return applicant.applications.filter(state__in=PENDING).exists()


def _place(applicant, user, role, by):
    return ApplicantMember.objects.create(
        applicant=applicant, user=user, role=role, joined_at=timezone.now(), joined_by=by
    )


def _end(member, by):
    member.ended_at, member.ended_by = timezone.now(), by
    member.save(update_fields=["ended_at", "ended_by"])
