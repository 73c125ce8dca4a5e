"""A birthday as it is typed: a day, or only the year. Pure."""

import re
from datetime import date

from welcome_folder.choices.people import BirthPrecision

OLDEST = 120
DAY = re.compile(r"([0-9]{1,2})[./\- ]+([0-9]{1,2})[./\- ]+([0-9]{4})")
ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
YEAR = re.compile(r"[0-9]{4}")
WRONG = "Bitte als 17.05.1991 schreiben, oder nur das Jahr: 1991."


def read(text, *, today, is_guessed=False):
    """(date or None, precision) of what somebody typed; `ValueError` says in German what is wrong with it."""
    text = text.strip()
    if not text:
        return None, BirthPrecision.UNKNOWN
    born, precision = _read(text, is_guessed)
    if born > today:
        raise ValueError("Dieser Tag liegt in der Zukunft.")
    if today.year - born.year > OLDEST:
        raise ValueError(f"Das wäre vor mehr als {OLDEST} Jahren.")
    return born, precision


def write(born, precision):
    """What stands in the field."""
    if born is None:
        return ""
    return f"{born:%d.%m.%Y}" if precision == BirthPrecision.DAY else f"{born.year:04d}"


def _read(text, is_guessed):
    try:
        if YEAR.fullmatch(text):
            return date(int(text), 1, 1), BirthPrecision.GUESSED if is_guessed else BirthPrecision.YEAR
        if found := DAY.fullmatch(text):
            day, month, year = map(int, found.groups())
        elif found := ISO.fullmatch(text):
            year, month, day = map(int, found.groups())
        else:
            raise ValueError(WRONG)
        born = date(year, month, day)
    except ValueError as error:
        raise ValueError(WRONG) from error
    # A guess knows no day.
    return (date(year, 1, 1), BirthPrecision.GUESSED) if is_guessed else (born, BirthPrecision.DAY)
