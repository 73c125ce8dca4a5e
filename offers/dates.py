"""Arithmetic with days."""

import calendar
from datetime import date


def months_after(day, months):
    """The same day some months later; the month's last day where there is no such day (31 August -> 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
