"""Mein Tag: what a case worker has to do today, what she still has to write down, what she waits for, what is due.

Reads a few rows of each, however many folders there are; every row leads to its entry with one click.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from welcome_folder.choices.agreements import AgreementState, Debtor
from welcome_folder.choices.folders import LED, FolderState
from welcome_folder.choices.plans import StepOwner
from welcome_folder.choices.team import TeamRole
from welcome_folder.models import (
    Agreement,
    Appointment,
    Handover,
    Institution,
    JoinRequest,
    PlanStep,
    WelcomeFolder,
    doors,
)

# Of each list; more than that nobody does in a day, and paper has one page.
MOST = 25
# How far ahead deadlines are shown.
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Row:
    """One thing: when, whom it is about, what, and where to do it."""

    when: object
    who: str
    what: str
    url: str
    note: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Part:
    """One of the four lists; `more` is how many did not fit."""

    key: str
    title: str
    empty: str
    rows: list = field(default_factory=list)
    more: int = 0


def parts(user, *, day):
    """The four lists of a day."""
    hers = _hers(user, day)
    waiting = _waiting(user, day, hers)
    return [
        Part("today", "Heute", "Heute steht kein Termin an.", *_shown(_today(user, day, hers))),
        Part("afterwards", "Nachtragen", "Alles ist festgehalten.", *_shown(_afterwards(user, day, hers))),
        Part("waiting", "Wartet auf andere", "Niemand schuldet Ihnen eine Antwort.", *_shown(waiting)),
        Part("due", "Fristen", "In den nächsten zwei Wochen ist nichts fällig.", *_shown(_due(user, day, hers))),
    ]


def _hers(user, day):
    """Where to look at all: `visible_to` decides, but would ask for every row of the city that is due today."""
    keys = list(doors.places(user, day).values_list("folder", flat=True))
    # The immigration office stands in no team and sees what it wrote itself.
    offices = Institution.objects.filter(is_immigration_office=True, organisation__in=doors.institutions_of(user))
    return Q(folder__in=keys) if keys and not offices.exists() else Q()


def _shown(rows):
    rows = sorted(rows, key=lambda row: (not isinstance(row.when, date), str(row.when), row.who))
    return rows[:MOST], max(len(rows) - MOST, 0)


def _name(folder):
    return folder.person.readable_name


def _today(user, day, hers):
    found = Appointment.objects.visible_to(user).planned().filter(hers, day=day).current()
    for one in found.select_related("kind", "folder__person").order_by("time")[: MOST + 1]:
        when = f"{one.time:%H:%M} Uhr" if one.time else "im Lauf des Tages"
        url = reverse("welcome_folder:appointment-log", args=[one.folder_id, one.pk])
        yield Row(when, _name(one.folder), str(one.kind), url, note=one.place)


def _afterwards(user, day, hers):
    """Planned for a day that is over: who keeps the entry writes it down, and it stands on the lead's list as well."""
    lead = doors.places(user).filter(folder=OuterRef("folder"), role=TeamRole.LEAD)
    late = Appointment.objects.visible_to(user).planned().filter(hers, Q(keeper=user) | Exists(lead), day__lt=day)
    for one in late.select_related("kind", "folder__person").order_by("day")[: MOST + 1]:
        url = reverse("welcome_folder:appointment-log", args=[one.folder_id, one.pk])
        yield Row(one.day, _name(one.folder), str(one.kind), url, note="Was wurde daraus?", is_late=True)


def _waiting(user, day, hers):
    own = doors.institutions_of(user, day)
    sent = Handover.objects.visible_to(user).live().filter(sender__in=own)
    for one in sent.select_related("folder__person").order_by("deadline_on")[: MOST + 1]:
        url = reverse("welcome_folder:team-list", args=[one.folder_id])
        yield Row(
            one.deadline_on,
            _name(one.folder),
            f"Übergabe {one.get_state_display()}",
            url,
            is_late=one.deadline_on < day,
        )
    promised = Agreement.objects.visible_to(user).filter(
        hers, state=AgreementState.OPEN, due_on__lte=day + AHEAD, folder__state__in=LED
    )
    promised = promised.filter(Q(debtor=Debtor.COMPANION) | Q(debtor=Debtor.INSTITUTION) & ~Q(institution__in=own))
    # What an institution owes until a day is a step as well, and stands below as one.
    promised = promised.exclude(step__owner=StepOwner.INSTITUTION)
    for one in promised.select_related("folder__person").order_by("due_on")[: MOST + 1]:
        url = reverse("welcome_folder:folder-detail", args=[one.folder_id])
        yield Row(one.due_on, _name(one.folder), one.what, url, note="zugesagt", is_late=one.due_on < day)
    steps = _steps(user, day, hers).filter(owner=StepOwner.INSTITUTION).exclude(institution__in=own)
    yield from _step_rows(steps, day, "andere Stelle")


def _due(user, day, hers):
    own = doors.institutions_of(user, day)
    # A companion's promise stands under what one waits for.
    own_steps = _steps(user, day, hers).filter(Q(owner=StepOwner.PERSON) | Q(institution__in=own))
    yield from _step_rows(own_steps.exclude(agreement__debtor=Debtor.COMPANION), day, "")
    asked = Handover.objects.filter(receiver__in=own).live().select_related("folder").order_by("deadline_on")
    for one in asked.exclude(folder__state=FolderState.ERASED)[: MOST + 1]:
        url = reverse("welcome_folder:handover-detail", args=[one.pk])
        yield Row(one.deadline_on, "Übergabe an uns", one.get_state_display(), url, is_late=one.deadline_on < day)
    for one in JoinRequest.objects.visible_to(user).waiting().select_related("folder__person")[: MOST + 1]:
        url = reverse("welcome_folder:team-list", args=[one.folder_id])
        yield Row(one.asked_at.date(), _name(one.folder), "Bitte um Beteiligung beantworten", url)
    resting = WelcomeFolder.objects.visible_to(user).filter(resting_until__lte=day + AHEAD).select_related("person")
    for one in resting.order_by("resting_until")[: MOST + 1]:
        url = reverse("welcome_folder:folder-detail", args=[one.pk])
        yield Row(one.resting_until, _name(one), "Ruhen endet", url, is_late=one.resting_until < day)


def _steps(user, day, hers):
    open_steps = PlanStep.objects.visible_to(user).open().filter(hers, due_on__lte=day + AHEAD, folder__state__in=LED)
    return open_steps.select_related("folder__person").order_by("due_on")


def _step_rows(steps, day, note):
    for one in steps[: MOST + 1]:
        url = reverse("welcome_folder:plan-detail", args=[one.folder_id]) + f"#schritt-{one.pk}"
        yield Row(one.due_on, _name(one.folder), one.title, url, note=note, is_late=one.due_on < day)
