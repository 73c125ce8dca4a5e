"""Weekly hours in lines, and public holidays: plain values in, no clock, no database."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from holidays import country_holidays

from offers.choices import Weekday


@dataclass(frozen=True)
class Span:
    """From and to, with the source's remark."""

    opens: str
    closes: str
    note: str = ""


@dataclass(frozen=True)
class Days:
    """Neighbouring days with the same hours; `last` is empty for a single day."""

    first: str
    last: str
    spans: tuple


@lru_cache(maxsize=8)
def _public_holidays(year):
    return frozenset(country_holidays("DE", subdiv="NW", years=year))


def is_public_holiday(day):
    """Whether North Rhine-Westphalia has a public holiday on that day."""
    return day in _public_holidays(day.year)


def lines(rows):
    """The usual week in as few lines as possible. Days without hours do not appear: nobody said "closed"."""
    by_weekday = _by_weekday(rows)
    named = [(Weekday(value), tuple(by_weekday[value])) for value in sorted(by_weekday)]
    found = []
    for (spans, _run), days in groupby(_numbered(named), key=lambda entry: entry[0]):
        labels = [str(day.label) for _key, day in days]
        found.append(Days(labels[0], labels[-1] if len(labels) > 1 else "", spans))
    return found


def _numbered(named):
    """Days that follow each other with the same hours share a key; public holidays stand alone."""
    for position, (day, spans) in enumerate(named):
        run = "holiday" if day == Weekday.HOLIDAY else int(day) - position
        yield (spans, run), day


def _by_weekday(rows):
    by_weekday = {}
    for row in sorted(rows, key=lambda row: (row.weekday, row.opens)):
        closes = "24:00" if f"{row.closes:%H:%M}" == "00:00" else f"{row.closes:%H:%M}"
        by_weekday.setdefault(row.weekday, []).append(Span(f"{row.opens:%H:%M}", closes, getattr(row, "note", "")))
    return by_weekday
