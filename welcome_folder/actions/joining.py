"""Somebody asks to take part; the lead says yes or no, and the asker learns no more than that."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from welcome_folder.actions import team
from welcome_folder.actions.safety import lock_folder
from welcome_folder.choices.folders import FolderState
from welcome_folder.choices.joining import NEXT_STATES, JoinState
from welcome_folder.models import Institution, JoinRequest, doors


@transaction.atomic
def ask(*, folder, organisation, by, areas, purpose, basis, basis_text="", consent_on=None, consent_slot=""):
    """Asks the lead of a folder; whoever has asked already is told so. Returns the `JoinRequest`."""
    folder = lock_folder(folder.pk)
    facts = Institution.objects.may_take_part().filter(organisation=organisation).first()
    if facts is None or not doors.institutions_of(by).filter(organisation=organisation).exists():
        raise RuleBroken("Ihre Einrichtung arbeitet nicht mit Willkommensordnern.")
    if not areas or not set(areas) <= set(facts.areas):
        raise RuleBroken("Bitte wählen Sie Beratungsfelder, in denen Ihre Einrichtung berät.")
    if folder.join_requests.waiting().filter(organisation=organisation, asked_by=by).exists():
        raise RuleBroken("Sie haben für diesen Ordner schon gefragt. Die Antwort steht hier, sobald es sie gibt.")
    return JoinRequest.objects.create(
        folder=folder,
        organisation=organisation,
        areas=sorted(areas),
        purpose=purpose,
        basis=basis,
        basis_text=basis_text,
        consent_on=consent_on,
        consent_slot=consent_slot,
        asked_at=timezone.now(),
        asked_by=by,
    )


@transaction.atomic
def grant(*, request, by):
    """The lead says yes: the institution takes part from now on; returns the `CareTeamMember`."""
    folder, request = _locked(request, by)
    member = team.join(
        folder=folder,
        organisation=request.organisation,
        user=request.asked_by,
        by=by,
        areas=request.areas,
        purpose=request.purpose,
        basis=request.basis,
        basis_text=request.basis_text,
        consent_on=request.consent_on,
        consent_slot=request.consent_slot,
    )
    _settle(request, JoinState.GRANTED, by)
    return member


@transaction.atomic
def refuse(*, request, by, reason):
    """The lead says no; the reason is for the folder's own record."""
    _, request = _locked(request, by)
    if not reason.strip():
        raise RuleBroken("Wer ablehnt, nennt den Grund.")
    request.refusal_reason = reason.strip()
    _settle(request, JoinState.REFUSED, by)


@transaction.atomic
def withdraw(*, request, by):
    """Whoever asked takes it back."""
    lock_folder(request.folder_id)
    request = JoinRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.asked_by != by:
        raise RuleBroken("Zurückziehen kann nur, wer gefragt hat.")
    _settle(request, JoinState.WITHDRAWN, by)


def _locked(request, by):
    folder = lock_folder(request.folder_id)
    request = JoinRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if folder.state == FolderState.ERASED or not JoinRequest.objects.visible_to(by).filter(pk=request.pk).exists():
        raise RuleBroken("Das entscheidet die federführende Stelle.")
    return folder, request


def _settle(request, state, by):
    if state not in NEXT_STATES[JoinState(request.state)]:
        raise RuleBroken(f"Diese Bitte ist schon beantwortet oder zurückgezogen: {request.get_state_display()}.")
    request.state, request.settled_at, request.settled_by = state, timezone.now(), by
    request.save()
