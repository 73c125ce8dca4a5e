"""Free time between what people tick and what the rules compare. Values in, values out.

A tick is "<weekday>-<part>", as in "3-evening"; weekdays are ISO 8601 numbers.
"""

from volunteers.choices.profiles import Day
from volunteers.choices.times import HOURS, FreeTime, PartOfDay

WEEKEND = {Day.SATURDAY, Day.SUNDAY}
TICKS = [f"{day}-{part}" for day in Day.values for part in PartOfDay.values]


def ticks(windows):
    """The parts of days that windows of (weekday, starts, ends) reach into."""
    found = {f"{day}-{part}" for day, starts, ends in windows for part in parts(starts, ends)}
    return [tick for tick in TICKS if tick in found]


def parts(starts, ends):
    """The parts of a day that a time from `starts` to `ends` reaches into."""
    return [part.value for part, (first, last) in HOURS.items() if starts < last and ends > first]


def windows(chosen):
    """The ticks as drafts keep them: [{"weekday", "starts": "HH:MM", "ends": "HH:MM"}]."""
    found = []
    for tick in chosen:
        day, part = tick.split("-")
        starts, ends = HOURS[PartOfDay(part)]
        found.append({"weekday": day, "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"})
    return found


def public(rows):
    """The answers of the public list that times of (weekday, starts, ends) fit; times may be None: all day."""
    found = set()
    for day, starts, ends in rows:
        if day in WEEKEND:
            found.add(FreeTime.WEEKEND.value)
        elif starts is None or ends is None:
            found |= {FreeTime.MORNING.value, FreeTime.AFTERNOON.value, FreeTime.EVENING.value}
        else:
            found |= set(parts(starts, ends))
    return frozenset(found)
