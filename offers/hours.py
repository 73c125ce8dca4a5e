"""Weekly hours as a table, and public holidays: plain values in, no clock, no database."""

from dataclasses import dataclass, field
from functools import lru_cache

from holidays import country_holidays

from offers.choices import Weekday


@dataclass(frozen=True)
class Span:
    """From and to, with the source's remark."""

    opens: str
    closes: str
    note: str = ""


@dataclass(frozen=True)
class Day:
    """One day of the usual week; without spans nothing is known, which is not the same as closed."""

    label: str
    spans: list = field(default_factory=list)
    is_today: bool = False


@lru_cache(maxsize=8)
def _public_holidays(year):
    return frozenset(country_holidays("DE", subdiv="NW", years=year))


def is_public_holiday(day):
    """Whether North Rhine-Westphalia has a public holiday on that day."""
    return day in _public_holidays(day.year)


def week(rows, *, day):
    """All seven days (and public holidays where there are hours for them), or nothing where nothing is structured."""
    if not rows:
        return []
    by_weekday = _by_weekday(rows)
    marked = _weekday(day)
    return [
        Day(label, by_weekday.get(value, []), value == marked)
        for value, label in Weekday.choices
        if value != Weekday.HOLIDAY or value in by_weekday
    ]


def _weekday(day):
    return Weekday.HOLIDAY.value if is_public_holiday(day) else str(day.isoweekday())


def _by_weekday(rows):
    by_weekday = {}
    for row in sorted(rows, key=lambda row: (row.weekday, row.opens)):
        closes = "24:00" if f"{row.closes:%H:%M}" == "00:00" else f"{row.closes:%H:%M}"
        by_weekday.setdefault(row.weekday, []).append(Span(f"{row.opens:%H:%M}", closes, row.note))
    return by_weekday
