"""What holds for the list of appointments: what may still be edited, what is missing, what can follow. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from welcome_folder.choices.appointments import NEXT_STATES, AppointmentState
from welcome_folder.choices.documents import DocumentState

# Afterwards an entry is corrected by one that stands beside it; the database holds the same.
FREEZE = timedelta(hours=24)
# A little earlier than the database, so that nobody types into a form that it then refuses.
MARGIN = timedelta(minutes=5)
PLAN = ("kind", "area", "day", "time", "place", "with_whom", "interpreter", "papers", "visibility")
RESULT = ("result",)
IN_HAND = {DocumentState.PRESENT, DocumentState.NOT_NEEDED}


@dataclass(frozen=True)
class Paper:
    """A kind of paper in the folder: its state, and until when it is valid."""

    key: str
    state: str
    valid_until: object = None


@dataclass(frozen=True)
class Missing:
    """A paper to bring that nobody has in hand, and what is known of it."""

    key: str
    why: str


def is_frozen(moment, at):
    """Whether what was written down at a moment stays as it is."""
    return moment is not None and at - moment > FREEZE - MARGIN


def editable(state, entered_at, logged_at, at):
    """Names of the fields of an entry that may still be changed in place."""
    names = () if is_frozen(entered_at, at) else PLAN
    if state in {AppointmentState.KEPT, AppointmentState.NO_SHOW} and not is_frozen(logged_at, at):
        names += RESULT
    return () if state in {AppointmentState.MOVED, AppointmentState.CANCELLED} else names


def may_follow(state, following):
    """Whether one state may come after the other."""
    return following in NEXT_STATES[AppointmentState(state)]


def is_overdue(state, day, today):
    """Planned, and the day is over: nobody has said what became of it."""
    return state == AppointmentState.PLANNED and day < today


def missing(wanted, papers, day):
    """Which of the wanted kinds of paper nobody will have in hand on that day, as `Missing`, in the order given."""
    by_key = {}
    for paper in papers:
        by_key.setdefault(paper.key, []).append(paper)
    return [Missing(key, why) for key in wanted if (why := _why_missing(by_key.get(key, ()), day))]


def _why_missing(papers, day):
    """Empty if one of them will do."""
    if any(paper.state in IN_HAND and not _expires(paper, day) for paper in papers):
        return ""
    if any(_expires(paper, day) or paper.state == DocumentState.EXPIRED for paper in papers):
        return "abgelaufen"
    if any(paper.state == DocumentState.APPLIED for paper in papers):
        return "beantragt"
    return "fehlt" if papers else "nicht erfasst"


def _expires(paper, day):
    return paper.valid_until is not None and paper.valid_until < day
