"""Residence status and legal area change on a day; a new legal area opens a handover."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.choices_asker import LegalArea
from welcome_folder import deadlines
from welcome_folder.actions import handovers, steps, team
from welcome_folder.actions.safety import check, lock_folder
from welcome_folder.choices.folders import LED
from welcome_folder.choices.handovers import HandoverKind
from welcome_folder.choices.plans import StepOrigin, StepOwner
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import Institution, LegalAreaPeriod, StatusPeriod, doors


@transaction.atomic
def set_status(*, folder, by, status, starts_on, ends_on=None, proof):
    """A residence status from a day on; the one before ends the day before. Returns the `StatusPeriod`."""
    folder = _locked(folder)
    return _follow(folder, StatusPeriod, folder.statuses, starts_on, ends_on, proof, status=status)


@transaction.atomic
def set_legal_area(*, folder, by, legal_area, starts_on, ends_on=None, proof):
    """A legal area from a day on. If another institution is responsible for it, the lead is offered to that one."""
    folder = _locked(folder)
    before = folder.legal_areas.on(starts_on).first()
    period = _follow(folder, LegalAreaPeriod, folder.legal_areas, starts_on, ends_on, proof, legal_area=legal_area)
    if before is not None and before.legal_area != legal_area:
        _hand_over(folder, legal_area, starts_on, by)
        check(folder)
    return period


def _locked(folder):
    folder = lock_folder(folder.pk)
    if folder.state not in LED:
        raise RuleBroken(team.NOT_LED)
    return folder


def _follow(folder, model, periods, starts_on, ends_on, proof, **what):
    if ends_on and ends_on < starts_on:
        raise RuleBroken("Das Ende liegt vor dem Anfang.")
    running = periods.on(starts_on).first()
    if running and running.starts_on == starts_on:
        raise RuleBroken("An diesem Tag beginnt schon ein anderer Eintrag. Bitte berichtigen Sie diesen.")
    later = periods.filter(starts_on__gt=starts_on).first()
    if later and (ends_on is None or ends_on >= later.starts_on):
        raise RuleBroken(f"Ab dem {later.starts_on:%d.%m.%Y} steht schon etwas anderes fest.")
    if running:
        running.ends_on = starts_on - timedelta(days=1)
        running.version += 1
        running.save(update_fields=["ends_on", "version"])
    return model.objects.create(folder=folder, starts_on=starts_on, ends_on=ends_on, proof=proof, **what)


def _hand_over(folder, legal_area, starts_on, by):
    """Rechtskreiswechsel: to the institution that is responsible now, or a step for the lead to find it."""
    lead = folder.team.get(role=TeamRole.LEAD, ended_at__isnull=True)
    own = Institution.objects.filter(organisation=lead.organisation).first()
    if own and legal_area in own.legal_areas:
        return
    area = LegalArea(legal_area).label
    receiver = _responsible(legal_area, lead.areas)
    running = folder.handovers.live().filter(kind__in=handovers.LEADS).exists()
    if receiver is None or running:
        steps.add(
            folder=folder,
            by=by,
            area=lead.areas[0],
            title="Rechtskreis hat gewechselt: zuständige Stelle klären",
            due_on=deadlines.working_days_after(timezone.localdate(), deadlines.RETURN_DAYS),
            owner=StepOwner.INSTITUTION,
            institution=lead.organisation,
            origin=StepOrigin.STATUS,
            origin_text=f"Rechtskreiswechsel ab {starts_on:%d.%m.%Y}: {area}"[:300],
        )
        return
    handovers.create(
        folder=folder,
        place=lead,
        receiver=receiver.organisation,
        kind=HandoverKind.LEGAL_AREA,
        areas=[key for key in lead.areas if key in receiver.areas],
        reason=f"Rechtskreiswechsel ab {starts_on:%d.%m.%Y}: {area}",
        legal_area=legal_area,
        by=by,
    )


def _responsible(legal_area, areas):
    """The one institution for a legal area with people who work on folders; None where it is none or not one."""
    staffed = doors.case_work_on(timezone.localdate()).values("organisation")
    found = Institution.objects.may_take_part().filter(
        legal_areas__contains=[legal_area], areas__overlap=areas, organisation__in=staffed
    )
    return found.get() if found.count() == 1 else None
