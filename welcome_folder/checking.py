"""Is nobody lost? Everything that must hold of folders and that the database alone cannot know.

The database itself keeps the lead in the team and something to come (`models/guarding.py`); what depends on the day, on
accounts and on memberships is looked for here, written apart from the actions that ought to keep it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from offers.models import Membership
from welcome_folder import deadlines
from welcome_folder.choices.appointments import AppointmentState
from welcome_folder.choices.documents import DocumentState
from welcome_folder.choices.folders import LED, FolderState
from welcome_folder.choices.handovers import HandoverState
from welcome_folder.choices.plans import StepOrigin, StepState
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import (
    Appointment,
    CareTeamMember,
    FolderDocument,
    Handover,
    Institution,
    PlanStep,
    WelcomeFolder,
    doors,
)


@dataclass(frozen=True)
class Breach:
    """One broken promise: which folder (its number), which promise, in German."""

    folder: str
    promise: str
    sentence: str


def breaches(*, day):
    """All broken promises on a day, folder by folder."""
    found = [
        breach
        for check in (
            _one_lead,
            _lead_at_work,
            _something_to_come,
            _rested_too_long,
            _no_immigration_office,
            _declined_without_step,
            _expiring_without_step,
        )
        for breach in check(day)
    ]
    return sorted(found, key=lambda breach: (breach.folder, breach.promise))


def _told(folders, promise, sentence):
    return [Breach(folder.number, promise, sentence) for folder in folders]


def _one_lead(day):
    leads = Count("team", filter=Q(team__role=TeamRole.LEAD, team__ended_at=None, team__organisation=F("lead")))
    others = Count("team", filter=Q(team__role=TeamRole.LEAD, team__ended_at=None))
    led = WelcomeFolder.objects.led().annotate(leads=leads, others=others)
    return _told(led.exclude(leads=1, others=1), "lead", "hat nicht genau eine federführende Stelle")


def _lead_at_work(day):
    """The lead's person has an account and still works there."""
    live = Membership.objects.filter(role__in=doors.CASE_ROLES).live_on(day)
    works = live.filter(user=OuterRef("user"), organisation=OuterRef("organisation"))
    idle = CareTeamMember.objects.filter(
        Q(user__is_active=False) | ~Exists(works), folder__state__in=LED, role=TeamRole.LEAD, ended_at=None
    )
    folders = WelcomeFolder.objects.filter(team__in=idle)
    return _told(folders, "lead_person", "wird von jemandem geführt, der dort nicht mehr arbeitet")


def _something_to_come(day):
    steps = PlanStep.objects.filter(folder=OuterRef("pk"), state=StepState.OPEN)
    appointments = Appointment.objects.filter(folder=OuterRef("pk"), state=AppointmentState.PLANNED)
    lost = WelcomeFolder.objects.filter(~Exists(steps), ~Exists(appointments), state=FolderState.OPEN)
    return _told(lost, "next_step", "hat weder einen offenen Schritt noch einen geplanten Termin")


def _rested_too_long(day):
    """The night wakes them; one missed night is no breach yet."""
    late = WelcomeFolder.objects.filter(state=FolderState.RESTING, resting_until__lt=day - timedelta(days=1))
    return _told(late, "resting", "ruht länger als vereinbart")


def _no_immigration_office(day):
    offices = Institution.objects.filter(is_immigration_office=True).values("organisation")
    folders = WelcomeFolder.objects.filter(
        Q(lead__in=offices) | Q(team__organisation__in=offices, team__ended_at=None), state__in=LED
    ).distinct()
    return _told(folders, "immigration_office", "hat die Ausländerbehörde im Team")


def _declined_without_step(day):
    """Three working days after a refusal the sender has a step because of it, or had one."""
    cited = PlanStep.objects.annotate(cites=Concat(Value("Übergabe "), Cast(OuterRef("pk"), CharField()))).filter(
        folder=OuterRef("folder"), origin=StepOrigin.HANDOVER, origin_text=F("cites")
    )
    declined = Handover.objects.filter(~Exists(cited), state=HandoverState.DECLINED, folder__state__in=LED)
    folders = WelcomeFolder.objects.filter(handovers__in=declined).distinct()
    return _told(folders, "declined", "ist nach einer abgelehnten Übergabe ohne neuen Schritt")


def _expiring_without_step(day):
    """A paper in its last days has, or had, a step that names it; the night makes it, so yesterday's must have one."""
    last = max(deadlines.EXPIRY_DAYS)
    named = PlanStep.objects.filter(document=OuterRef("pk"), document_until=OuterRef("valid_until"))
    papers = FolderDocument.objects.filter(
        ~Exists(named),
        state=DocumentState.PRESENT,
        valid_until__range=(day, day + timedelta(days=last - 1)),
        entered_at__date__lt=day,
        folder__state__in=LED,
    )
    folders = WelcomeFolder.objects.filter(documents__in=papers).distinct()
    return _told(folders, "expiring", "hat ein Papier, das bald abläuft, und keinen Schritt dazu")
