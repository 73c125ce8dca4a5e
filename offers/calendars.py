"""Hours and course runs of an offer as a calendar (RFC 5545). Plain values in, bytes out; no query, no clock.

The same event keeps its UID for good: it is made from the offer's key and from what the event is, not from a row that
a later edit writes anew. Between two changes of the offer the file stays the same, byte by byte.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from uuid import uuid5

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vText

from offers.choices import Weekday
from offers.clean import clean
from offers.opening_hours import HERNE, parse

PRODUCT = "-//Integrationsportal Herne//Angebote//DE"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MIDNIGHT = time(0)
# By rule and not as a list of days: Outlook reads nothing else. Summer time is as it has been since 1996.
TIME_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Slot:
    """One line of a calendar: a weekly time between two days, or a span of whole days where `opens` is empty."""

    name: str
    first: date
    last: date | None
    weekdays: tuple = ()
    opens: time | None = None
    closes: time | None = None
    remark: str = ""


def slots(shown):
    """Everything of an offer that has a date or a time. Weekly hours begin on the day they were noted, not today:
    else they would be other events every week. The offer comes `with_changed_at`.
    """
    found = [slot for run in _numbered_runs(shown) for slot in _of_run(*run)]
    since = max(filter(None, (localtime(_changed_at(shown)).date(), shown.offer.valid_from)))
    return found + _weekly(shown.offer.weekly_hours.all(), "hours", since, shown.offer.valid_until)


def _changed_at(shown):
    return shown.offer.changed_at or shown.now


def _numbered_runs(shown):
    """Runs to come with a name that survives an edit: the day, and which of those that begin on it."""
    for day, runs in groupby(sorted(shown.coming_runs, key=lambda run: (run.starts_on, run.pk)), lambda r: r.starts_on):
        for number, run in enumerate(runs):
            yield run, f"run-{day:%Y%m%d}-{number}"


def _of_run(run, name):
    """A run's lessons where its times are understood and it has an end; else the span of days, its times in words."""
    if run.ends_on and (hours := parse(run.times_text)):
        return _weekly(hours, name, run.starts_on, run.ends_on, remark=run.note)
    remark = "\n".join(filter(None, (run.times_text, run.note)))
    return [Slot(name, run.starts_on, run.ends_on or run.starts_on, remark=remark)]


def _weekly(rows, name, since, until, *, remark=""):
    """Days with the same times share a slot. Public holidays are no weekly time, and "all day long" is no date."""
    spans = {}
    for row in sorted(rows, key=lambda row: (row.opens, row.closes, row.weekday)):
        if row.weekday != Weekday.HOLIDAY and (row.opens, row.closes) != (MIDNIGHT, MIDNIGHT):
            spans.setdefault((row.opens, row.closes, getattr(row, "note", "")), []).append(int(row.weekday))
    found = []
    for (opens, closes, note), weekdays in spans.items():
        first = min(since + timedelta(days=(day - since.isoweekday()) % 7) for day in weekdays)
        if until is None or first <= until:
            key = f"{name}-{opens:%H%M}-{closes:%H%M}-{note}"
            found.append(Slot(key, first, until, tuple(weekdays), opens, closes, note or remark))
    return found


def calendar(shown, slots, *, link):
    """The file. Of an archived offer it calls everything off, so that calendars that have taken it over let go."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", vText(clean(shown.title.text)))
    if any(slot.opens is not None for slot in slots):
        made.add_component(Timezone.from_ical(TIME_ZONE))
    for slot in slots:
        made.add_component(_event(shown, slot, link))
    return made.to_ical()


def _event(shown, slot, link):
    event, changed_at = Event(), _changed_at(shown).astimezone(UTC).replace(microsecond=0)
    event.add("uid", str(uuid5(shown.offer.pk, slot.name)))
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", shown.offer.version)
    event.add("summary", vText(clean(shown.title.text)), parameters={"language": shown.title.language})
    _add_times(event, slot)
    if shown.place:
        event.add("location", clean(", ".join(line.text for line in shown.place)))
    event.add("description", clean("\n".join(_description(shown, slot, link))))
    event.add("url", link)
    event.add("status", _status(shown))
    # Opening hours are no reason to be busy.
    event.add("transp", "TRANSPARENT")
    return event


def _add_times(event, slot):
    if slot.opens is None:
        event.add("dtstart", slot.first)
        event.add("dtend", slot.last + timedelta(days=1))
        return
    ends_on = slot.first + timedelta(days=1 if slot.closes == MIDNIGHT else 0)
    event.add("dtstart", datetime.combine(slot.first, slot.opens, HERNE))
    event.add("dtend", datetime.combine(ends_on, slot.closes, HERNE))
    rule = {"freq": "WEEKLY", "byday": [DAYS[day - 1] for day in slot.weekdays]}
    if slot.last:
        rule["until"] = datetime.combine(slot.last, time(23, 59, 59), HERNE).astimezone(UTC)
    event.add("rrule", rule)


def _status(shown):
    if shown.is_archived:
        return "CANCELLED"
    return "CONFIRMED" if shown.is_confirmed else "TENTATIVE"


def _description(shown, slot, link):
    """What stands on the page around the times, in the same words."""
    if not settings.OFFICIAL:
        yield _("Entwurf, kein Angebot der Stadt Herne")
    if shown.provider:
        yield f"{_('Anbieter:')} {shown.provider}"
    if slot.remark:
        yield slot.remark
    if shown.phone:
        yield f"{_('Telefon:')} {shown.phone}"
    yield standing(shown)
    if slot.opens is not None:
        yield _("An Feiertagen kann es anders sein. Fragen Sie bitte nach.")
    yield link


def standing(shown):
    """How well the offer is known, in one sentence."""
    if shown.is_archived:
        return _("Dieses Angebot ist nicht mehr aktuell.")
    if shown.is_confirmed:
        return _("Bestätigt am %(day)s durch die Redaktion.") % {"day": date_format(shown.confirmed_on)}
    if year := shown.offer.source_year:
        return _("Nicht bestätigt, Quelle von %(year)s: bitte vorher nachfragen.") % {"year": year}
    return _("Nicht bestätigt: bitte vorher nachfragen.")
