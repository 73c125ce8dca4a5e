"""Days by which something has to be done. Pure: the days come in, nothing asks the clock."""

from datetime import timedelta
from functools import lru_cache

import holidays

# An answer to a handover; a new step after a declined one ("within three working days").
ANSWER_DAYS = 5
RETURN_DAYS = 3
# A paper that expires makes a step this many days before.
EXPIRY_DAYS = (90, 30, 7)


@lru_cache(maxsize=8)
def _holidays(year):
    return holidays.Germany(subdiv="NW", years=year)


def is_working_day(day):
    """Monday to Friday, and no holiday in North Rhine-Westphalia."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def working_days_after(day, number):
    """The `number`-th working day after a day."""
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
