"""What stands about a person on her own papers: labels in her language and German, and the lines beside them. Pure."""

from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from offers.choices import GermanLevel
from offers.choices_asker import LegalArea, PersonGender
from welcome_folder import countries, kinship
from welcome_folder.choices.documents import Original
from welcome_folder.choices.people import BirthPrecision, Channel, Custody, InterpreterNeed, Recognition, Schooling

KIN = {
    "spouse": _("Ehe oder Lebenspartnerschaft"),
    "child": _("Kind"),
    "parent": _("Mutter oder Vater"),
    "sibling": _("Geschwister"),
    "grandchild": _("Enkelkind"),
    "grandparent": _("Großmutter oder Großvater"),
    "ward": _("Mündel"),
    "guardian": _("Vormund"),
    "other": _("andere Angehörige"),
}


@dataclass(frozen=True)
class Words:
    """A text in the paper's language and in German."""

    own: str
    german: str


@dataclass(frozen=True)
class Fact:
    """A label and its lines.

    A line is a list of (kind, value): a word of ours, `Words`, a term of a controlled list, a German text, or plain
    signs such as a date.
    """

    label: Any
    lines: list


def personal(contents):
    """Facts of the person that anybody knows; contact only where nobody is kept apart."""
    person = contents.person
    found = [
        Fact(_("Geburt"), birth(person)),
        Fact(_("Geschlecht"), _word(PersonGender, person.gender)),
        Fact(_("Staatsangehörigkeit"), [[("words", country(code))] for code in person.citizenships]),
        Fact(_("In Deutschland seit"), _plain(_day(person.arrived_on))),
        Fact(_("Aufenthaltsstatus"), [_period(one, ("term", one.status)) for one in contents.statuses[:1]]),
        Fact(
            _("Rechtskreis"),
            [_period(one, ("word", LegalArea(one.legal_area).label)) for one in contents.legal_areas[:1]],
        ),
        Fact(_("Sprachen"), [_language(one) for one in contents.languages]),
        Fact(_("Deutsch"), _word(GermanLevel, person.german_level)),
        Fact(_("Sprachmittlung"), _word(InterpreterNeed, person.interpreter)),
        Fact(_("Schulbildung"), _word(Schooling, person.schooling)),
        Fact(_("Ausbildung oder Studium"), _german(person.qualification)),
        Fact(_("Beruf"), _german(person.profession)),
        Fact(_("Anerkennung"), _word(Recognition, person.recognition)),
    ]
    if not contents.is_kept_apart:
        found += [
            Fact(_("Am besten erreichbar"), _word(Channel, person.channel)),
            Fact(_("Telefon"), _plain(person.phone)),
            Fact(_("E-Mail"), _plain(person.email)),
            Fact(
                _("Adresse"),
                [*_plain(person.street), *_plain(f"{person.postcode} {person.city}".strip())],
            ),
        ]
    return [fact for fact in found if fact.lines]


def birth(person):
    """Lines about when somebody was born, and no more than is known."""
    if person.birth_date is None:
        return []
    if person.birth_precision == BirthPrecision.DAY:
        return _plain(_day(person.birth_date))
    year = str(person.birth_date.year)
    if person.birth_precision == BirthPrecision.GUESSED:
        return [[("plain", year), ("word", _("geschätzt"))]]
    return [[("plain", year), ("word", _("Tag nicht bekannt"))]]


def kin(relative):
    """What somebody is to the folder's person."""
    tie = relative.tie
    return KIN[kinship.seen(tie.relation, is_first=tie.relative_id == relative.person.pk)]


def custody(tie):
    """Who decides, and from when."""
    if not tie.custody or tie.custody == Custody.UNKNOWN:
        return []
    parts = [("word", Custody(tie.custody).label)]
    if tie.custody_from:
        parts += [("word", _("ab")), ("plain", _day(tie.custody_from))]
    if tie.custody_to:
        parts += [("word", _("bis")), ("plain", _day(tie.custody_to))]
    return [parts]


def original(document):
    """Where the original is."""
    known = [] if document.original == Original.UNKNOWN else [[("word", Original(document.original).label)]]
    return known + _german(document.original_text)


def country(code):
    """A citizenship in both languages."""
    names = Locale(get_language()).territories
    german = countries.label(code)
    return Words(names.get(code, german), german)


def _language(spoken):
    parts = [("term", spoken.language)]
    if spoken.level:
        parts += [("plain", spoken.level)] if len(spoken.level) == 2 else [("word", GermanLevel(spoken.level).label)]
    return [*parts, ("word", _("Erstsprache"))] if spoken.is_first else parts


def _period(one, word):
    parts = [word]
    if one.ends_on:
        parts += [("word", _("bis")), ("plain", _day(one.ends_on))]
    return parts


def _word(choices, value):
    if not value or value == "unknown":
        return []
    return [[("word", choices(value).label)]]


def _german(text):
    return [[("german", text)]] if text else []


def _plain(text):
    return [[("plain", text)]] if text else []


def _day(day):
    return f"{day:%d.%m.%Y}" if day else ""
