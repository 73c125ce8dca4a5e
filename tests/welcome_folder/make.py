"""Builders of folders: every default is valid, a test states only what matters.

mira = make.case_worker()                       # works for an institution of her own
folder = make.folder(lead=mira)                 # open, with her as lead and one open step
make.member(folder, make.case_worker(), areas=["wohnen"])
make.appointment(folder, by=mira, day=date(2026, 3, 2))
"""

from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace

from django.utils import timezone

from offers.choices import MembershipRole
from tests.offers.make import membership, organisation
from tests.portal.make import person as account
from welcome_folder import numbers
from welcome_folder.actions import vocabulary
from welcome_folder.choices.appointments import AppointmentState
from welcome_folder.choices.people import BirthPrecision
from welcome_folder.choices.plans import StepOrigin, StepOwner
from welcome_folder.choices.team import Basis, TeamRole
from welcome_folder.models import (
    Appointment,
    CareTeamMember,
    CounsellingArea,
    FolderDocument,
    Institution,
    Person,
    PlanStep,
    WelcomeFolder,
)

_numbers = count(1)
AREAS = [
    "aufenthalt",
    "orientierung",
    "bildung",
    "arbeit",
    "wohnen",
    "gesundheit",
    "familie",
    "sozialleistungen",
    "einbuergerung",
]


def words():
    """The folder's vocabulary, once per test database."""
    if not CounsellingArea.objects.exists():
        vocabulary.load()


def institution(*, is_sensitive=False, is_immigration_office=False, areas=AREAS, legal_areas=(), **fields):
    """An organisation that works with folders."""
    place = organisation(**{"name": f"Beratungsstelle {next(_numbers)}", **fields})
    Institution.objects.create(
        organisation=place,
        is_sensitive=is_sensitive,
        is_immigration_office=is_immigration_office,
        areas=list(areas),
        legal_areas=list(legal_areas),
    )
    return place


def case_worker(of=None, **fields):
    """Somebody with an account who works on cases; `of`: her institution (`user.office`)."""
    user = account(**fields)
    user.office = of or institution()
    membership(user, of=user.office, role=MembershipRole.CASE_WORKER)
    return user


def person(**fields):
    """Somebody new in Herne, invented."""
    defaults = {
        "given_name": "Samira",
        "family_name": f"Beispiel{next(_numbers)}",
        "birth_date": date(1991, 5, 17),
        "birth_precision": BirthPrecision.DAY,
    }
    return Person.objects.create(**defaults | fields)


def folder(*, lead=None, whose=None, with_step=True, **fields):
    """An open folder with a lead and a next step."""
    words()
    lead = lead or case_worker()
    defaults = {"number": numbers.new_number(), "opened_at": timezone.now(), "opened_by": lead, "lead": lead.office}
    made = WelcomeFolder.objects.create(person=whose or person(), **defaults | fields)
    member(made, lead, role=TeamRole.LEAD)
    if with_step:
        step(made, by=lead)
    return made


def member(in_folder, user, *, areas=AREAS, **fields):
    """A place in the team for somebody from `case_worker`."""
    defaults = {
        "organisation": user.office,
        "role": TeamRole.PARTICIPANT,
        "purpose": "Beratung",
        "basis": Basis.LAW,
        "basis_text": "§ 67a SGB X",
        "starts_on": timezone.localdate() - timedelta(days=30),
        "joined_at": timezone.now(),
        "joined_by": user,
    }
    return CareTeamMember.objects.create(folder=in_folder, user=user, areas=list(areas), **defaults | fields)


def step(in_folder, *, by, area="orientierung", **fields):
    """An open step of the person herself, due in two weeks."""
    defaults = {
        "title": f"Schritt {next(_numbers)}",
        "origin": StepOrigin.INTAKE,
        "origin_text": "Aufnahme",
        "owner": StepOwner.PERSON,
        "due_on": timezone.localdate() + timedelta(days=14),
        "entered_at": timezone.now(),
        "entered_by": by,
    }
    return PlanStep.objects.create(folder=in_folder, area_id=area, **defaults | fields)


def appointment(in_folder, *, by, kind="beratung", area="orientierung", state=AppointmentState.PLANNED, **fields):
    """An appointment in a week; any other state is stamped by the same person."""
    now = timezone.now()
    defaults = {
        "institution": by.office,
        "keeper": by,
        "day": timezone.localdate() + timedelta(days=7),
        "entered_at": now,
        "entered_by": by,
    }
    if state != AppointmentState.PLANNED:
        defaults |= {"logged_at": now, "logged_by": by}
    return Appointment.objects.create(folder=in_folder, kind_id=kind, area_id=area, state=state, **defaults | fields)


def document(in_folder, *, by, kind="pass", state="present", **fields):
    """A paper."""
    defaults = {"entered_at": timezone.now(), "entered_by": by}
    return FolderDocument.objects.create(folder=in_folder, kind_id=kind, state=state, **defaults | fields)


def world():
    """A folder with lead, participant and a stranger: what most access tests need."""
    lead, helper, stranger = case_worker(), case_worker(), case_worker()
    made = folder(lead=lead)
    member(made, helper, areas=["wohnen"])
    return SimpleNamespace(folder=made, lead=lead, helper=helper, stranger=stranger)
