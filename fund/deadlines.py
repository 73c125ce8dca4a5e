"""Until when something is taken, and how it is said. Pure: moments in, answers and German sentences out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone


@dataclass(frozen=True)
class Window:
    """From when until when a round takes applications; both aware, the closing moment to the second."""

    name: str
    opens_at: datetime
    closes_at: datetime


def takes(window, at):
    """Whether something that arrives at a moment is in time: the closing second counts to its end."""
    return window.opens_at <= at < window.closes_at + timedelta(seconds=1)


def refused(window, following, at):
    """Why nothing is taken now, what becomes of the draft, and where it may go instead (`following`, or None)."""
    if at < window.opens_at:
        return f"Die Runde „{window.name}“ nimmt Anträge erst ab {written(window.opens_at)} entgegen. {KEPT}"
    closed = f"Die Runde „{window.name}“ ist seit {written(window.closes_at)} geschlossen. {KEPT}"
    if following is None:
        return f"{closed} Eine weitere Runde ist noch nicht geplant."
    return (
        f"{closed} Die nächste Runde „{following.name}“ läuft von {written(following.opens_at)}"
        f" bis {written(following.closes_at)}: Verschieben Sie Ihren Entwurf dorthin."
    )


def written(moment):
    """A moment in Herne to the second, "30.11.2026, 23:59:59 Uhr"."""
    return f"{timezone.localtime(moment):%d.%m.%Y, %H:%M:%S} Uhr"


def is_open_on(due_on, day):
    """Whether a request may still be answered: the day it is due counts to its end."""
    return day <= due_on


KEPT = "Ihr Entwurf bleibt gespeichert."
