"""What a reader sees of a person and her family: rows in, German words out. Pure."""

from dataclasses import dataclass
from typing import Any

from welcome_folder import countries, kinship, presenting
from welcome_folder.choices.people import Custody

NO_GERMAN = "kein Deutsch"


def sections(person, languages):
    """[(title, [(label, text)])] of the page; what nobody knows is empty."""
    return [
        (
            "Name und Geburt",
            [
                ("Name", person.name),
                ("In lateinischer Schrift", person.latin_name or "wie oben"),
                ("Geburt", "" if person.birth_date is None else presenting.birth(person)),
                ("Geschlecht", person.get_gender_display()),
                ("Staatsangehörigkeit", ", ".join(map(countries.label, person.citizenships))),
                ("In Deutschland seit", _day(person.arrived_on)),
            ],
        ),
        (
            "Sprache",
            [
                ("Sprachen", "\n".join(language(one) for one in languages)),
                ("Deutsch", NO_GERMAN if person.german_level == "none" else person.get_german_level_display()),
                ("Sprachmittlung", _known(person, "interpreter")),
            ],
        ),
        (
            "Kontakt",
            [
                ("Am besten erreichbar", _known(person, "channel")),
                ("Telefon", person.phone),
                ("E-Mail", person.email),
                ("Adresse", address(person)),
                ("Stadtbezirk", str(person.district or "")),
            ],
        ),
        (
            "Schule und Beruf",
            [
                ("Schulbildung", _known(person, "schooling")),
                ("Ausbildung oder Studium", person.qualification),
                ("Beruf", person.profession),
                ("Anerkennung", _known(person, "recognition")),
            ],
        ),
    ]


def language(spoken):
    """A language with what is known of it."""
    marks = [spoken.level, "Erstsprache" if spoken.is_first else "", "für Ausdrucke" if spoken.is_for_letters else ""]
    return ", ".join(filter(None, [str(spoken.language), *marks]))


def address(person):
    """Street and town in two lines."""
    return "\n".join(filter(None, [person.street, f"{person.postcode} {person.city}".strip()]))


@dataclass(frozen=True)
class Relative:
    """Somebody of the family, as a reader of this folder may see her."""

    tie: Any
    person: Any
    kin: str
    folder: Any
    contact: list
    # Kept in this folder: she has none of her own, and nobody may learn here whether she has.
    is_here: bool

    @property
    def custody(self):
        """Who decides, and since when."""
        tie = self.tie
        if not tie.custody or tie.custody == Custody.UNKNOWN:
            return ""
        since = f" ab {_day(tie.custody_from)}" if tie.custody_from else ""
        until = f" bis {_day(tie.custody_to)}" if tie.custody_to else ""
        return f"{tie.get_custody_display()}{since}{until}"


def relative(tie, person, folders, owners):
    """`person` is whose folder is read; `folders` those that the reader may open, `owners` people who have any.

    Where a violent family is kept apart nobody learns here where the other one lives. Whoever has a folder of her own
    keeps her address there.
    """
    is_first = tie.person_id == person.pk
    other = tie.relative if is_first else tie.person
    folder = folders.get(other.pk)
    hides = tie.keep_apart or (other.pk in owners and folder is None)
    contact = [] if hides else [text for text in (other.phone, address(other).replace("\n", ", ")) if text]
    kin = kinship.label(kinship.seen(tie.relation, is_first=is_first))
    return Relative(tie, other, kin, folder, contact, other.pk not in owners and not tie.keep_apart)


def _day(day):
    return f"{day:%d.%m.%Y}" if day else ""


def _known(person, name):
    value = getattr(person, name)
    return "" if value == "unknown" else getattr(person, f"get_{name}_display")()
