"""What stands on "Meine Übersicht": every app answers for a person (settings.OVERVIEWS)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One thing that waits for somebody: how many, what, and the page where to do it."""

    title: str
    url: str
    text: str = ""
    count: int | None = None
