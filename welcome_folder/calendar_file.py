"""An appointment for somebody's own calendar: it says "Termin" and nothing more. Pure.

Whoever looks over a shoulder at a phone learns that there is an appointment, not where, with whom or about what.
"""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone

from offers.calendars import TIME_ZONE
from offers.opening_hours import HERNE

PRODUCT = "-//Integrationsportal Herne//Termin//DE"
SUMMARY = "Termin"
# Nobody has said how long it takes; half an hour keeps the calendar legible.
LENGTH = timedelta(minutes=30)


def calendar(key, day, time, *, changed_at, edits):
    """The file as bytes. The same appointment keeps its UID, so that a second download replaces the first."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    made.add("calscale", "GREGORIAN")
    if time is not None:
        made.add_component(Timezone.from_ical(TIME_ZONE))
    made.add_component(_event(key, day, time, changed_at, edits))
    return made.to_ical()


def _event(key, day, time, changed_at, edits):
    event = Event()
    event.add("uid", str(key))
    event.add("dtstamp", changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", edits)
    event.add("summary", SUMMARY)
    event.add("class", "PRIVATE")
    if time is None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    else:
        starts = datetime.combine(day, time, HERNE)
        event.add("dtstart", starts)
        event.add("dtend", starts + LENGTH)
    return event
