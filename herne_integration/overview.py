"""What stands on "Meine Übersicht": every app answers for a person (settings.OVERVIEWS)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One thing that waits for somebody: how many, what, the page where to do it; `language` of title and text."""

    title: str
    url: str
    text: str = ""
    count: int | None = None
    language: str = "de"
