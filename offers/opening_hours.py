"""Weekly hours in words and as facts: a strict parser, its reverse, and what is open. No clock, no database.

"Di 10–12 Uhr" becomes a fact only when the whole text is understood. One word too many ("nach Vereinbarung", "gerade
Kalenderwochen") and the text stays a text: half an understanding would send people to closed doors.
"""

import re
from dataclasses import dataclass
from datetime import time
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from offers.choices import Opening, Weekday

HERNE = ZoneInfo("Europe/Berlin")
# Minutes of a day.
DAY = 24 * 60
SHORT = {
    Weekday.MONDAY: "Mo",
    Weekday.TUESDAY: "Di",
    Weekday.WEDNESDAY: "Mi",
    Weekday.THURSDAY: "Do",
    Weekday.FRIDAY: "Fr",
    Weekday.SATURDAY: "Sa",
    Weekday.SUNDAY: "So",
    Weekday.HOLIDAY: "Feiertag",
}
# German words, whatever the language of the page: this reads German sources.
LONG = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "feiertag")
DAYS = {
    spelling: day.value
    for (day, short), long in zip(SHORT.items(), LONG, strict=True)
    for spelling in (short.lower(), long, f"{long}s")
} | {"feiertage": Weekday.HOLIDAY.value, "sonnabend": Weekday.SATURDAY.value}
TOKEN = re.compile(r"\s*(?:(?P<time>\d{1,2}(?:[:.]\d{2})?)(?![\d:.])|(?P<word>[A-Za-zÄÖÜäöüß]+\.?)|(?P<sign>[–—\-,;]))")


@dataclass(frozen=True, order=True)
class Hours:
    """One span of a usual week; `closes` 00:00 is midnight at the end of the day."""

    weekday: str
    opens: time
    closes: time


@dataclass(frozen=True)
class Answer:
    """Whether something is open, and why we think so."""

    opening: Opening
    reason: str


class _NotUnderstoodError(Exception):
    pass


def parse(text):
    """The hours a German text states, in order of the week; nothing where one word of it is not understood."""
    if text.strip() == "täglich 24 Stunden":
        return tuple(Hours(day.value, time(0), time(0)) for day in Weekday)
    try:
        return _Reader(_tokens(text)).hours()
    except _NotUnderstoodError:
        return ()


def _tokens(text):
    tokens, position, text = [], 0, text.rstrip()
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise _NotUnderstoodError
        tokens.append(_token(match))
        position = match.end()
    return tokens


def _token(match):
    kind, value = match.lastgroup, match[match.lastgroup]
    if kind == "time":
        return "time", value
    if kind == "sign":
        return ("dash", value) if value in "–—-" else ("break", value)
    word = value.lower().rstrip(".")
    for kind, words in (("day", DAYS), ("and", {"und"}), ("dash", {"bis"}), ("unit", {"uhr"}), ("daily", {"täglich"})):
        if word in words:
            return kind, word
    raise _NotUnderstoodError


class _Reader:
    """Descends through: entry {(, | ;) entry}, where entry = days span {(und | ,) span} [Uhr]."""

    def __init__(self, tokens):
        self.tokens = [*tokens, ("end", "")]
        self.position = 0

    def hours(self):
        """All spans of the text; a text without "Uhr" at its end could mean anything."""
        if len(self.tokens) < 2 or self.tokens[-2][0] != "unit":
            raise _NotUnderstoodError
        found = self.entry()
        while self.kind() == "break":
            self.take("break")
            found += self.entry()
        self.take("end")
        return _without_overlap(found)

    def kind(self, ahead=0):
        """What comes next."""
        place = self.position + ahead
        return self.tokens[place][0] if place < len(self.tokens) else "end"

    def take(self, kind):
        """The next token's value, which has to be of that kind."""
        if self.kind() != kind:
            raise _NotUnderstoodError
        self.position += 1
        return self.tokens[self.position - 1][1]

    def entry(self):
        """Days and their spans."""
        days = self.days()
        spans = [self.span()]
        while self.kind() in {"and", "break"} and self.kind(1) == "time":
            if self.take(self.kind()) == ";":
                raise _NotUnderstoodError
            spans.append(self.span())
        if self.kind() == "unit":
            self.take("unit")
        return [Hours(day, *span) for day in days for span in spans]

    def days(self):
        """ "Mo–Do", "Mo, Di und Fr", "täglich"."""
        if self.kind() == "daily":
            self.take("daily")
            return [day.value for day in Weekday]
        days = self.day_or_range()
        while self.kind() in {"and", "break"} and self.kind(1) == "day":
            if self.take(self.kind()) == ";":
                raise _NotUnderstoodError
            days += self.day_or_range()
        return days

    def day_or_range(self):
        """One day, or all from one to a later one; a public holiday is no end of a range."""
        first = last = DAYS[self.take("day")]
        if self.kind() == "dash":
            self.take("dash")
            last = DAYS[self.take("day")]
            if not first < last < Weekday.HOLIDAY:
                raise _NotUnderstoodError
        return [str(number) for number in range(int(first), int(last) + 1)]

    def span(self):
        """ "8–12", "13:30–24"."""
        opens = _minutes(self.take("time"))
        self.take("dash")
        closes = _minutes(self.take("time"))
        if not opens < closes <= DAY:
            raise _NotUnderstoodError
        return _as_time(opens), _as_time(closes)


def _minutes(text):
    hour, _colon, minute = text.replace(".", ":").partition(":")
    if int(minute or 0) > 59:
        raise _NotUnderstoodError
    return int(hour) * 60 + int(minute or 0)


def _as_time(minutes):
    return time(minutes // 60 % 24, minutes % 60)


def _without_overlap(found):
    ordered = tuple(sorted(found))
    for before, after in pairwise(ordered):
        if before.weekday == after.weekday and (before.closes == time(0) or before.closes > after.opens):
            raise _NotUnderstoodError
    return ordered


def minute(weekday, clock):
    """The minute of the week at which a weekday's clock shows this; public holidays come as an eighth day."""
    return (int(weekday) - 1) * DAY + clock.hour * 60 + clock.minute


def minutes(span):
    """The first minute of the week of a span, and the first one after it."""
    closes = minute(span.weekday, span.closes)
    return minute(span.weekday, span.opens), closes + DAY if span.closes == time(0) else closes


def in_words(hours):
    """The hours as a German text that `parse` reads back: "Mo–Do 8–12 und 13:30–15:30 Uhr; Fr 8–12 Uhr"."""
    week = {
        day: " und ".join(f"{_clock(span.opens)}–{_clock(span.closes, is_end=True)}" for span in spans)
        for day, spans in groupby(sorted(hours), key=lambda span: span.weekday)
    }
    entries = []
    for day, spans in week.items():
        if entries and entries[-1][1] == spans and int(day) == int(entries[-1][0][-1]) + 1:
            entries[-1][0].append(day)
        else:
            entries.append(([day], spans))
    return "; ".join(f"{_days_in_words(days)} {spans} Uhr" for days, spans in entries)


def _days_in_words(days):
    week = [day for day in days if day != Weekday.HOLIDAY]
    parts = [f"{SHORT[week[0]]}–{SHORT[week[-1]]}"] if len(week) > 2 else [SHORT[day] for day in week]
    return ", ".join(parts + [SHORT[day] for day in days if day == Weekday.HOLIDAY])


def _clock(moment, *, is_end=False):
    hour = 24 if is_end and moment == time(0) else moment.hour
    return f"{hour}:{moment.minute:02}" if moment.minute else f"{hour}"


def open_at(hours, moment, *, is_holiday):
    """Whether something with these weekly hours is open at an aware moment.

    Without hours nothing is known. On a public holiday only hours for public holidays count: nobody has said whether
    the usual ones hold.
    """
    if not hours:
        return Answer(Opening.UNKNOWN, _("Öffnungszeiten sind nicht bekannt."))
    local = moment.astimezone(HERNE)
    weekday = Weekday.HOLIDAY.value if is_holiday else str(local.isoweekday())
    spans = sorted((span for span in hours if span.weekday == weekday), key=lambda span: span.opens)
    if is_holiday and not spans:
        return Answer(Opening.UNKNOWN, _("Heute ist Feiertag. Für Feiertage sind keine Zeiten bekannt."))
    now = local.time().replace(tzinfo=None)
    for span in spans:
        if span.opens <= now and (now < span.closes or span.closes == time(0)):
            return Answer(Opening.OPEN, _("heute bis %(time)s Uhr") % {"time": _clock(span.closes, is_end=True)})
    later = next((span for span in spans if span.opens > now), None)
    if later:
        return Answer(Opening.CLOSED, _("heute ab %(time)s Uhr") % {"time": _clock(later.opens)})
    return Answer(Opening.CLOSED, _("heute nicht mehr") if spans else _("heute nicht"))
