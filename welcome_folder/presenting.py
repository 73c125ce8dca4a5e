"""What a reader sees of a folder: plain values in, German words out. Pure."""

from dataclasses import dataclass

from welcome_folder import numbers
from welcome_folder.choices.people import BirthPrecision

SENSITIVE = "eine Beratungsstelle"
PARTS = [
    ("log", "Terminliste", "welcome_folder:folder-detail"),
    ("plan", "Plan", "welcome_folder:plan-detail"),
    ("documents", "Dokumente", "welcome_folder:document-list"),
    ("person", "Person", "welcome_folder:person-detail"),
    ("family", "Familie", "welcome_folder:family-list"),
    ("team", "Beteiligte", "welcome_folder:team-list"),
    ("access", "Wer hineingesehen hat", "welcome_folder:look-list"),
    ("print", "Drucken", "welcome_folder:print-detail"),
]


@dataclass(frozen=True)
class Tab:
    """One part of a folder in its navigation."""

    key: str
    label: str
    url: str


def birth(person):
    """When somebody was born, and no more than is known."""
    if person.birth_precision == BirthPrecision.DAY:
        return f"geboren am {person.birth_date:%d.%m.%Y}"
    if person.birth_precision == BirthPrecision.YEAR:
        return f"geboren {person.birth_date.year}, Tag nicht bekannt"
    if person.birth_precision == BirthPrecision.GUESSED:
        return f"geboren etwa {person.birth_date.year}"
    return "Geburtsdatum nicht bekannt"


def spaced_number(number):
    """The folder number as it is read aloud."""
    return numbers.spaced(number) if number else ""


def institution_name(organisation, *, is_sensitive, is_own):
    """The name that others may read: that somebody goes to a refuge or a clinic is nobody's business."""
    return SENSITIVE if is_sensitive and not is_own else organisation.name
