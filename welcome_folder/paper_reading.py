"""Fetches what stands on paper: what the reader may see, and of that only what is shared with the team.

The number of queries does not grow with the entries.
"""

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, Subquery

from offers import info_reading
from offers.models import InfoPage
from welcome_folder import document_presenting, person_presenting, printing
from welcome_folder.choices.appointments import Visibility
from welcome_folder.choices.plans import StepState
from welcome_folder.models import (
    Agreement,
    Appointment,
    DocumentKind,
    FamilyTie,
    FolderDocument,
    NeedsAssessment,
    PlanStep,
    RegisterSheet,
    WelcomeFolder,
    doors,
)

# More contact points than that nobody reads; the information page has them all.
MOST_CONTACTS = 5
BESIDE = ("kind", "area", "institution__folder_institution", "interpreter", "successor", "corrects")


@dataclass
class Contents:
    """One folder as it is printed."""

    folder: Any
    person: Any
    lead: Any
    areas: list
    languages: list = field(default_factory=list)
    relatives: list = field(default_factory=list)
    is_kept_apart: bool = False
    statuses: list = field(default_factory=list)
    legal_areas: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    papers: list = field(default_factory=list)
    registers: list = field(default_factory=list)
    open_steps: list = field(default_factory=list)
    settled_steps: list = field(default_factory=list)
    path: Any = None
    assessment: Any = None
    links: dict = field(default_factory=dict)

    @property
    def wanted(self):
        """Papers that somebody has to get."""
        return [paper for paper in self.papers if printing.is_missing(paper)]

    @property
    def total(self):
        """How many steps there are."""
        return len(self.open_steps) + len(self.settled_steps)

    @property
    def is_empty(self):
        """Whether a supplement has nothing to say."""
        return not (self.entries or self.papers or self.open_steps or self.settled_steps)


def folder_for_print(user, pk):
    """The folder with what the cover needs, or None."""
    visible = WelcomeFolder.objects.visible_to(user).filter(pk=pk)
    return visible.select_related("person__district", "lead__folder_institution").first()


def areas_of(user, folder):
    """Areas that somebody covers in a folder, for whichever institution."""
    return sorted(
        {area for areas in doors.places(user).filter(folder=folder).values_list("areas", flat=True) for area in areas}
    )


def whole(folder, user, *, contacts, day):
    """Everything; `contacts` come from `contact_points`."""
    found = supplement(folder, user, since=None, day=day)
    person = folder.person
    ties = list(FamilyTie.objects.of(person).select_related("person", "relative").order_by("relation", "pk"))
    found.languages = list(person.languages.select_related("language"))
    found.is_kept_apart = any(tie.keep_apart for tie in ties)
    # Nobody's address or folder is on the paper of another: all count as people with folders of their own.
    everybody = {key for tie in ties for key in (tie.person_id, tie.relative_id)}
    found.relatives = [person_presenting.relative(tie, person, {}, everybody) for tie in ties]
    found.statuses = list(folder.statuses.visible_to(user).select_related("status").order_by("-starts_on"))
    found.legal_areas = list(folder.legal_areas.visible_to(user).order_by("-starts_on"))
    found.path = (
        folder.plans.visible_to(user).filter(ended_at__isnull=True).select_related("path_version__path").first()
    )
    found.assessment = NeedsAssessment.objects.visible_to(user).filter(folder=folder).first()
    found.registers = registers(found, contacts)
    return found


def shared_register(parts):
    """The sheets of a family: once for all, with each one's papers; afterwards the parts have none of their own."""
    first = parts[0]
    sheets_of_all = []
    for one in first.registers:
        own = [(part.person, part.registers[one.number - 1].papers) for part in parts]
        members = [(person, papers) for person, papers in own if papers]
        sheets_of_all.append(replace(one, papers=[], kinds=[], members=members))
    for part in parts:
        part.registers = []
    return Contents(first.folder, first.person, first.lead, first.areas, registers=sheets_of_all, links=first.links)


def supplement(folder, user, *, since, day):
    """Appointments, papers and steps: all of them, or what is new `since` then (a `printing.Since`)."""
    steps = _new(PlanStep.objects.visible_to(user).filter(folder=folder), since)
    steps = list(steps.select_related("area", "institution__folder_institution"))
    documents = _new(FolderDocument.objects.visible_to(user).filter(folder=folder), since, area="kind__area")
    documents = documents.select_related("kind__document", "kind__sheet")
    papers = [document_presenting.paper(one, [], day) for one in documents.order_by(*_in_folder_order())]
    return Contents(
        folder=folder,
        person=folder.person,
        lead=printing.lead(folder.lead),
        areas=areas_of(user, folder),
        entries=_entries(folder, user, since),
        papers=papers,
        open_steps=[printing.Step(one) for one in steps if one.state == StepState.OPEN],
        settled_steps=[printing.Step(one) for one in steps if one.state != StepState.OPEN],
    )


def sheet(folder, user, number, *, contacts, day):
    """`Contents` with one register sheet."""
    found = supplement(folder, user, since=None, day=day)
    found.registers = [one for one in registers(found, contacts) if one.number == number]
    return found


def sheets():
    """[(number, sheet)] of the register, in its order."""
    return list(enumerate(RegisterSheet.objects.all(), start=1))


def sheet_area(sheet, areas):
    """The area of most papers of a sheet among those that somebody covers, or None."""
    of_sheet = list(DocumentKind.objects.filter(sheet=sheet.key).values_list("area", flat=True))
    return max((area for area in of_sheet if area in areas), key=of_sheet.count, default=None)


def sheets_of(areas):
    """Keys of the sheets that hold papers of these areas, in the order of the page of documents."""
    held = RegisterSheet.objects.filter(kinds__area__in=areas).distinct()
    return [one.key for one in held]


def registers(contents, contacts):
    """All register sheets of a folder."""
    kinds = (
        DocumentKind.objects.filter(area__in=contents.areas).select_related("document").order_by("document__position")
    )
    by_sheet = {key: list(group) for key, group in groupby(sorted(kinds, key=_of_sheet), _of_sheet)}
    entered = {paper.document.kind_id for paper in contents.papers}
    return [
        printing.Register(
            one,
            number,
            papers=[paper for paper in contents.papers if paper.document.kind.sheet_id == one.key],
            kinds=[kind for kind in by_sheet.get(one.key, []) if kind.pk not in entered],
            contacts=contacts.get(one.info_key, [])[:MOST_CONTACTS],
        )
        for number, one in sheets()
    ]


def contact_points(user, language, *, now):
    """{key of an information page: who helps}, as far as the page is published."""
    keys = set(RegisterSheet.objects.exclude(info_key="").values_list("info_key", flat=True))
    pages = InfoPage.objects.visible_to(user).published().filter(key__in=keys)
    return {shown.page.key: shown.contacts for shown in info_reading.shown_pages(pages, language, now=now)}


def _of_sheet(kind):
    return kind.sheet_id


def _in_folder_order():
    return ("kind__sheet__position", "kind__document__position", "note")


def _entries(folder, user, since):
    """The table of appointments in the order of time, without what was corrected since."""
    mine = Appointment.objects.filter(folder=folder, visibility=Visibility.SHARED).visible_to(user).current()
    agreed = Agreement.objects.visible_to(user).filter(folder=folder)
    if since:
        touched = _new(agreed, since, area="appointment__area").values("appointment")
        mine = mine.filter(Q(pk__in=_new(mine, since).values("pk")) | Q(pk__in=touched))
    papers = Prefetch("papers", DocumentKind.objects.select_related("document"))
    mine = list(mine.select_related(*BESIDE).prefetch_related(papers))
    by_entry = {}
    for one in agreed.select_related("institution__folder_institution"):
        by_entry.setdefault(one.appointment_id, []).append(printing.Agreed(one))
    # What was agreed in an entry that has been put right stays agreed.
    return [printing.Entry(one, by_entry.get(one.pk, []) + by_entry.get(one.corrects_id, [])) for one in mine]


def _new(rows, since, area="area"):
    """Rows that were entered or changed since then; what only a machine has marked, such as a reminder, is not new."""
    if since is None:
        return rows
    history = rows.model._meta.get_field("events").related_model.objects.filter(pgh_obj=OuterRef("pk"))
    wanted = Q(pk__in=[])
    for number, (moment, areas) in enumerate(since.groups()):
        of_areas = Q(**{f"{area}__in": areas})
        if moment is not None:
            name = f"printed_{number}"
            before = history.filter(pgh_created_at__lte=moment).order_by("-pgh_id").values("version")[:1]
            rows = rows.annotate(**{name: Subquery(before)})
            of_areas &= Q(**{f"{name}__isnull": True}) | ~Q(**{name: F("version")})
        wanted |= of_areas
    return rows.filter(wanted)
