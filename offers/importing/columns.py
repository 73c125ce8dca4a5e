"""What a cell may hold. Every refusal says what would be right."""

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from offers.importing.problems import WrongCellError, quoted

PHONE = re.compile(r"\+?[0-9][0-9 ()/–-]*[0-9]")
REFERENCE = re.compile(r"[A-Z]{1,4}[0-9]{1,9}")
MARKUP = re.compile(r"<\s*[/!?a-z]|&(?:[a-z]{2,8}|#x?[0-9a-f]+);", re.IGNORECASE)
FORMULA = ("=", "+", "-", "@")
# Control and format characters, halves of pairs, private ones, line and paragraph separators.
DECEIVING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# Marks that writing Persian, Kurdish or long German words needs; other invisible characters only deceive.
INVISIBLE_BUT_NEEDED = "\u00ad\u200c\u200d"
validate_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Column:
    """One column: how long its cells may be, whether they may be empty, and what they say."""

    name: str
    most: int = 400
    is_required: bool = False
    has_lines: bool = False
    says: Callable = lambda cell, words: None

    def check(self, cell, words):
        """Raises `WrongCellError` unless the cell fits."""
        if not cell:
            if self.is_required:
                raise WrongCellError("Die Zelle ist leer. Hier wird eine Angabe gebraucht.")
            return
        if len(cell) > self.most:
            raise WrongCellError(f"Der Text hat {len(cell)} Zeichen. Erlaubt sind höchstens {self.most}.")
        self._check_characters(cell)
        self._check_formula(cell)
        self.says(cell, words)

    def _check_characters(self, cell):
        # Nearly all cells are printable; only the others are looked at letter by letter.
        for character in "" if cell.isprintable() else cell:
            if character == "\n" and self.has_lines:
                continue
            if unicodedata.category(character) in DECEIVING and character not in INVISIBLE_BUT_NEEDED:
                what = "Zeilenumbruch" if character in "\r\n" else f"Steuerzeichen U+{ord(character):04X}"
                raise WrongCellError(f"Der Text enthält ein unerlaubtes Zeichen ({what}). Richtig ist reiner Text.")
        if "\ufffd" in cell:
            raise WrongCellError("Der Text enthält ein schon früher verlorenes Zeichen (U+FFFD). Bitte neu tippen.")
        if MARKUP.search(cell):
            raise WrongCellError(f"{quoted(cell)} enthält HTML. Richtig ist reiner Text ohne spitze Klammern.")

    def _check_formula(self, cell):
        if cell.startswith(FORMULA) and not (self.says is phone and PHONE.fullmatch(cell)):
            raise WrongCellError(
                f"{quoted(cell)} beginnt mit „{cell[0]}“; Tabellenprogramme führen das als Formel aus."
                " Richtig ist Text, der mit einem Buchstaben oder einer Ziffer beginnt."
            )


def reference(cell, _words):
    """An identifier such as A001."""
    if not REFERENCE.fullmatch(cell):
        raise WrongCellError(f"{quoted(cell)} ist keine Kennung. Richtig sind Großbuchstaben und Ziffern, z. B. A001.")


def phone(cell, _words):
    """A telephone number."""
    if not PHONE.fullmatch(cell):
        raise WrongCellError(f"{quoted(cell)} ist keine Telefonnummer. Richtig ist z. B. 02323 16-0.")


def email(cell, _words):
    """An e-mail address."""
    try:
        validate_email(cell)
    except ValidationError as error:
        raise WrongCellError(f"{quoted(cell)} ist keine E-Mail-Adresse. Richtig ist z. B. name@example.org.") from error


def website(cell, _words):
    """A web address."""
    try:
        validate_url(cell)
    except ValidationError as error:
        raise WrongCellError(
            f"{quoted(cell)} ist keine Internetadresse. Richtig ist z. B. https://www.example.org."
        ) from error


def postcode(cell, _words):
    """Five digits."""
    if not re.fullmatch(r"[0-9]{5}", cell):
        raise WrongCellError(f"{quoted(cell)} ist keine Postleitzahl. Richtig sind fünf Ziffern, z. B. 44623.")


def year(cell, _words):
    """A year of our time."""
    if not re.fullmatch(r"(19|20)[0-9]{2}", cell):
        raise WrongCellError(f"{quoted(cell)} ist kein Jahr. Richtig sind vier Ziffern, z. B. 2024.")


def one_of(*allowed):
    """Exactly one of a few words."""

    def says(cell, _words):
        _known(cell, allowed)

    return says


def word(name):
    """One word of a controlled list."""

    def says(cell, words):
        _known(cell, getattr(words, name))

    return says


def words_of(name, *also):
    """Several words of a controlled list, separated by `|`."""

    def says(cell, words):
        for part in cell.split("|"):
            _known(part, getattr(words, name) | set(also))

    return says


def providers(cell, words):
    """References of institutions that have been imported."""
    for part in cell.split("|"):
        reference(part, words)
        if part not in words.organisations:
            raise WrongCellError(
                f"Eine Einrichtung {quoted(part)} gibt es nicht."
                " Richtig ist eine Kennung aus der Datei, die vorher mit import_organisations eingelesen wurde."
            )


def _known(cell, allowed):
    if cell in allowed:
        return
    near = difflib.get_close_matches(cell, allowed, n=1)
    if near:
        hint = f"Gemeint ist vielleicht {quoted(near[0])}."
    else:
        hint = f"Richtig ist eines von: {', '.join(sorted(allowed))}."
    raise WrongCellError(f"{quoted(cell)} steht nicht in der Liste. {hint}")
