"""A folder's life: opened, resting, closed, restricted. Who leads it decides."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import recorded
from welcome_folder import deadlines, numbers
from welcome_folder.actions import documents, people, periods, steps, team
from welcome_folder.actions.safety import check, lock_folder
from welcome_folder.choices.agreements import AgreementState
from welcome_folder.choices.folders import NEXT_STATES, FolderState
from welcome_folder.choices.people import Proof
from welcome_folder.choices.plans import StepOrigin, StepOwner, StepState
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import CareTeamMember, Institution, WelcomeFolder

IMPOSSIBLE = "Dieser Ordner ist {state}; das geht darum nicht."
PURPOSE = "Fallführung"


@transaction.atomic
def open_folder(
    *,
    person,
    institution,
    by,
    first_step,
    areas=None,
    languages=(),
    status=None,
    legal_area="",
    proof=Proof.DECLARED,
    different_reason="",
    at=None,
    **grounds,
):
    """Opens a folder with its lead and a first step; returns it.

    `person` is not saved yet, or one of a family who has no folder so far; `institution` is the organisation that
    takes the lead, `areas` are keys (None: all in which it counsels), `first_step` is (title, area, due on),
    `languages` are `people.Spoken`, `at` is when. `different_reason`: why she is not whom a similar folder is about.
    `grounds` are purpose, basis, basis_text, consent_on and consent_slot of the lead's place in the team.
    """
    now = at or timezone.now()
    day = timezone.localdate(now)
    areas = _areas(institution, areas)
    if not person._state.adding and WelcomeFolder.objects.filter(person=person).exists():
        raise RuleBroken("Diese Person hat schon einen Ordner.")
    with recorded("Ordner angelegt", by=by, **({"different": different_reason} if different_reason else {})):
        people.write(person, languages)
        folder = WelcomeFolder.objects.create(
            person=person, number=_unused_number(), lead=institution, opened_at=now, opened_by=by
        )
    lead = {"organisation": institution, "user": by, "role": TeamRole.LEAD, "areas": areas, "purpose": PURPOSE}
    CareTeamMember.objects.create(folder=folder, starts_on=day, joined_at=now, joined_by=by, **lead | grounds)
    _next_step(folder, by, first_step, StepOrigin.INTAKE, f"Aufnahme am {day:%d.%m.%Y}")
    if status:
        periods.set_status(folder=folder, by=by, status=status, starts_on=day, proof=proof)
    if legal_area:
        periods.set_legal_area(folder=folder, by=by, legal_area=legal_area, starts_on=day, proof=proof)
    check(folder)
    return folder


@transaction.atomic
def rest(*, folder, by, until, reason):
    """Nothing is to be done until a day; on it the folder wakes by itself."""
    folder = _decided_by_lead(folder, by, FolderState.RESTING)
    if not reason.strip():
        raise RuleBroken("Ruhen braucht einen Grund.")
    if until <= timezone.localdate():
        raise RuleBroken("Der Tag, bis zu dem der Ordner ruht, liegt in der Zukunft.")
    folder.resting_until, folder.resting_reason = until, reason.strip()
    return _save(folder)


@transaction.atomic
def resume(*, folder, by, next_step=None):
    """Work goes on; `next_step` is (title, area, due on), needed where nothing is open or planned."""
    folder = _decided_by_lead(folder, by, FolderState.OPEN, only_from=FolderState.RESTING)
    why = f"Der Ordner ruhte bis {folder.resting_until:%d.%m.%Y}"
    folder.resting_until, folder.resting_reason = None, ""
    _save(folder)
    return _go_on(folder, by, next_step, StepOrigin.RESTING, why)


def wake(*, day):
    """Resumes what has rested long enough, with a step for the lead; returns how many."""
    rested = WelcomeFolder.objects.filter(state=FolderState.RESTING, resting_until__lte=day)
    return sum(_wake(key, day) for key in rested.values_list("pk", flat=True))


@transaction.atomic
def close(*, folder, by, reason, drop_open=False):
    """Ends the work. What is open is settled before, or dropped with the same reason (`drop_open`).

    Only the lead keeps her place: she answers for the folder until it is erased, and takes it up again. Everybody else
    has no more reason to read it, and is asked anew when it is.
    """
    folder = _decided_by_lead(folder, by, FolderState.CLOSED)
    if not reason.strip():
        raise RuleBroken("Wer einen Ordner schließt, nennt den Grund.")
    if open_ends := what_is_open(folder, drop_open=drop_open):
        raise RuleBroken(f"Der Ordner lässt sich noch nicht schließen: {', '.join(open_ends)}.")
    now, reason = timezone.now(), reason.strip()
    settled = {"settled_at": now, "settled_by": by, "version": F("version") + 1}
    folder.closed_at, folder.closed_by, folder.closing_reason = now, by, reason
    folder.resting_until, folder.resting_reason = None, ""
    _save(folder)
    why = f"Ordner geschlossen: {reason}"[:200]
    folder.steps.open().update(state=StepState.DROPPED, dropped_reason=why, **settled)
    folder.agreements.filter(state=AgreementState.OPEN).update(state=AgreementState.VOID, void_reason=why, **settled)
    for member in folder.team.filter(ended_at__isnull=True).exclude(role=TeamRole.LEAD):
        team.end(member, by=by)
    return folder


@transaction.atomic
def reopen(*, folder, by, next_step=None):
    """Takes a closed folder up again; `next_step` is (title, area, due on)."""
    folder = _decided_by_lead(folder, by, FolderState.OPEN, only_from=FolderState.CLOSED)
    folder.closed_at, folder.closed_by, folder.closing_reason = None, None, ""
    _save(folder)
    return _go_on(folder, by, next_step, StepOrigin.INTAKE, "Wieder aufgenommen")


@transaction.atomic
def restrict(*, folder, by, reason):
    """The person objects to work with her data (GDPR art. 18): only the lead sees them until that is settled."""
    folder = _decided_by_lead(folder, by, FolderState.RESTRICTED)
    if not reason.strip():
        raise RuleBroken("Wer einen Ordner einschränkt, nennt den Grund.")
    folder.restricted_at, folder.restricted_by = timezone.now(), by
    folder.restricting_reason = reason.strip()
    folder.resting_until, folder.resting_reason = None, ""
    return _save(folder)


@transaction.atomic
def unrestrict(*, folder, by, next_step=None):
    """Back to where it was: closed if it had been closed, else open, with a next step where nothing is open."""
    was_closed = lock_folder(folder.pk).closed_at is not None
    state = FolderState.CLOSED if was_closed else FolderState.OPEN
    folder = _decided_by_lead(folder, by, state, only_from=FolderState.RESTRICTED)
    folder.restricted_at, folder.restricted_by, folder.restricting_reason = None, None, ""
    _save(folder)
    return folder if was_closed else _go_on(folder, by, next_step, StepOrigin.INTAKE, "Einschränkung beendet")


def what_is_open(folder, *, drop_open=False):
    """What stands in the way of closing, in words; also of entries that only others may read: counted, not named."""
    counted = [
        (folder.handovers.live().count(), "eine Übergabe läuft", "{} Übergaben laufen"),
        (folder.appointments.planned().count(), "ein Termin ist geplant", "{} Termine sind geplant"),
    ]
    if not drop_open:
        agreements = folder.agreements.filter(state=AgreementState.OPEN).count()
        counted += [
            (folder.steps.open().count(), "ein Schritt ist offen", "{} Schritte sind offen"),
            (agreements, "eine Vereinbarung ist offen", "{} Vereinbarungen sind offen"),
        ]
    return [one if number == 1 else many.format(number) for number, one, many in counted if number]


def lead_of(folder):
    """The live place of whoever leads the folder."""
    return folder.team.select_related("user", "organisation").get(role=TeamRole.LEAD, ended_at__isnull=True)


def _areas(institution, chosen):
    facts = Institution.objects.may_take_part().filter(organisation=institution).first()
    if facts is None:
        raise RuleBroken("Diese Einrichtung arbeitet nicht mit Willkommensordnern.")
    areas = list(chosen or facts.areas)
    if not areas or not set(areas) <= set(facts.areas):
        raise RuleBroken("Diese Einrichtung berät nicht in allen gewählten Beratungsfeldern.")
    return areas


@transaction.atomic
def _wake(key, day):
    folder = lock_folder(key)
    if folder.state != FolderState.RESTING or folder.resting_until > day:
        return False
    lead = lead_of(folder)
    why = f"Der Ordner ruhte bis {folder.resting_until:%d.%m.%Y}: {folder.resting_reason}"[:300]
    folder.state, folder.resting_until, folder.resting_reason = FolderState.OPEN, None, ""
    _save(folder)
    due = deadlines.working_days_after(day, deadlines.RETURN_DAYS)
    step = ("Ruhen ist vorbei: Kontakt aufnehmen und den nächsten Schritt festlegen", lead.areas[0], due)
    _next_step(folder, lead.user, step, StepOrigin.RESTING, why, lead.organisation)
    check(folder)
    return True


def _decided_by_lead(folder, by, state, *, only_from=None):
    """The folder, locked, in its next state; says in words why it cannot be."""
    folder = lock_folder(folder.pk)
    if not folder.team.filter(role=TeamRole.LEAD, user=by, ended_at__isnull=True).exists():
        raise RuleBroken("Das entscheidet die federführende Stelle.")
    before = FolderState(folder.state)
    if state not in NEXT_STATES[before] or (only_from and before != only_from):
        raise RuleBroken(IMPOSSIBLE.format(state=folder.get_state_display()))
    folder.state = state
    return folder


def _go_on(folder, by, next_step, origin, why):
    if next_step:
        _next_step(folder, by, next_step, origin, why)
    documents.make_expiry_steps(day=timezone.localdate(), folder=folder)
    check(folder)
    return folder


def _next_step(folder, by, step, origin, why, institution=None):
    title, area, due_on = step
    steps.add(
        folder=folder,
        by=by,
        area=area,
        title=title,
        due_on=due_on,
        owner=StepOwner.INSTITUTION,
        institution=institution or folder.lead,
        origin=origin,
        origin_text=why,
    )


def _save(folder):
    folder.version += 1
    folder.save()
    return folder


def _unused_number():
    number = numbers.new_number()
    while WelcomeFolder.objects.filter(number=number).exists():
        number = numbers.new_number()
    return number
