"""What belongs on a paper that the person carries. Pure.

Somebody else may read it at home, on the bus, at the next office: only what is shared with the team stands there, no
place that is nobody's business, and where a family is kept apart neither address nor telephone.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from welcome_folder import presenting
from welcome_folder.choices.agreements import AgreementState, Debtor
from welcome_folder.choices.appointments import AppointmentState
from welcome_folder.choices.documents import DocumentState

# Lines to write on: on a sheet, and rows of the table of appointments and of the plan.
SHEET_LINES, TABLE_LINES = range(6), range(5)


# The history notes when a transaction began. One that waited for a print to end began before it and is not on it: what
# is this much older than a print counts as new once more. Twice on paper is harmless, never on paper is not.
GRACE = timedelta(minutes=1)


@dataclass(frozen=True)
class Since:
    """From when on something is new: by area, because a print holds only the areas of who printed it."""

    by_area: dict

    @property
    def earliest(self):
        """The oldest of the moments, or None where something was never printed."""
        moments = list(self.by_area.values())
        return min(moments) if moments and None not in moments else None

    def groups(self):
        """[(moment or None, areas)]."""
        found = {}
        for area, moment in self.by_area.items():
            found.setdefault(moment, []).append(area)
        return list(found.items())


def since_prints(areas, prints):
    """`Since` for these areas; `prints` are (moment, areas) of complete prints, in any order."""
    found = {}
    for area in areas:
        moments = [at for at, held in prints if area in held]
        found[area] = max(moments) - GRACE if moments else None
    return Since(found)


def since_day(areas, moment: datetime):
    """`Since` a moment that somebody chose."""
    return Since(dict.fromkeys(areas, moment))


def carried_name(organisation):
    """An institution's name on paper: nobody's own institution is named there if it is a sensitive one."""
    return presenting.institution_name(organisation, is_sensitive=is_sensitive(organisation), is_own=False)


def is_sensitive(organisation):
    """Whether its name is nobody's business."""
    facts = getattr(organisation, "folder_institution", None)
    return bool(facts and facts.is_sensitive)


@dataclass(frozen=True)
class Lead:
    """Who is responsible, and how to reach her."""

    name: str
    phone: str
    email: str


def lead(organisation):
    """The lead institution on the cover; of a sensitive one neither name nor number."""
    if organisation is None:
        return None
    hides = is_sensitive(organisation)
    return Lead(carried_name(organisation), "" if hides else organisation.phone, "" if hides else organisation.email)


@dataclass(frozen=True)
class Entry:
    """One row of the table of appointments."""

    appointment: Any
    agreements: list = field(default_factory=list)

    @property
    def state(self):
        """Planned, kept or what else: a word in the language of the paper."""
        return AppointmentState(self.appointment.state).label

    @property
    def institution(self):
        """Whose entry it is."""
        return carried_name(self.appointment.institution)

    @property
    def where(self):
        """Place and person, unless they would tell what the institution's name must not."""
        one = self.appointment
        return "" if is_sensitive(one.institution) else ", ".join(filter(None, [one.place, one.with_whom]))

    @property
    def is_planned(self):
        """Still to come."""
        return self.appointment.state == AppointmentState.PLANNED

    @property
    def still_open(self):
        """What was agreed and has to be done."""
        return [one for one in self.agreements if one.agreement.state == AgreementState.OPEN]

    @property
    def moved_to(self):
        """The appointment that took its place."""
        return self.appointment.successor


@dataclass(frozen=True)
class Agreed:
    """What was agreed, and who owes it."""

    agreement: Any

    @property
    def debtor(self):
        """A name, or None where it is the person or her companion."""
        return carried_name(self.agreement.institution) if self.agreement.institution else ""

    @property
    def who(self):
        """The word for who it is."""
        return Debtor(self.agreement.debtor).label

    @property
    def state(self):
        """Open, done or void."""
        return AgreementState(self.agreement.state).label


# More papers than this leave little room on a sheet.
MANY_PAPERS = 8


@dataclass(frozen=True)
class Register:
    """One register sheet: its papers, kinds nobody has entered yet, and who helps."""

    sheet: Any
    number: int
    papers: list
    kinds: list
    contacts: list
    # Of a family that is printed together: (person, her papers).
    members: list = field(default_factory=list)

    @property
    def pen_lines(self):
        """Lines to write on: a full sheet has fewer, so that none of them takes a page of its own."""
        rows = len(self.papers) + len(self.kinds) + sum(1 + len(papers) for _person, papers in self.members)
        return range(3 if rows > MANY_PAPERS else 6)


@dataclass(frozen=True)
class Step:
    """One step of the plan."""

    step: Any

    @property
    def owner(self):
        """Who does it: the institution's name, or empty for the person."""
        return carried_name(self.step.institution) if self.step.institution else ""


def is_missing(paper):
    """Whether somebody has to get a paper."""
    return paper.state in {DocumentState.MISSING, DocumentState.EXPIRED, DocumentState.APPLIED}


def may_print_together(people, ties):
    """Whether papers of these people (keys) may lie in one file: not where two of them are kept apart."""
    return not any(tie.keep_apart and {tie.person_id, tie.relative_id} <= set(people) for tie in ties)
