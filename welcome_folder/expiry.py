"""When a paper that runs out has to be thought of. Pure: days in, days out."""

from dataclasses import dataclass
from datetime import date, timedelta

from welcome_folder.deadlines import EXPIRY_DAYS


@dataclass(frozen=True)
class Reminder:
    """A step that is due now: how many days before the end it stands (0: the paper has run out), and until when."""

    mark: int
    due_on: date


def reminder(valid_until, day):
    """The reminder for a paper on a day, or None while there is time: at 90, 30 and 7 days, and when it is over."""
    left = (valid_until - day).days
    if left < 0:
        return Reminder(0, day + timedelta(days=1))
    reached = [mark for mark in EXPIRY_DAYS if left <= mark]
    if not reached:
        return None
    mark = min(reached)
    following = max((other for other in EXPIRY_DAYS if other < mark), default=0)
    return Reminder(mark, max(day, valid_until - timedelta(days=following)))


def reason(paper, valid_until, mark):
    """Why the step is there; one paper, one end and one mark make one text, so that none is made twice."""
    when = f"{mark} Tage vorher" if mark else "abgelaufen"
    return f"{paper}, gültig bis {valid_until:%d.%m.%Y} ({when})"
