"""Times that the coordination types line by line: "Montag 15:00-17:00" or "03.12.2026 15:00-17:00"."""

import re
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError

from offers.forms.fields import PlainText
from volunteers.choices.profiles import Day

DAYS = {day.label.lower(): day.value for day in Day} | {day.label.lower()[:2]: day.value for day in Day}
FROM_TO = re.compile(r"(\S+)(?:\s+(\d{1,2}[:.]\d{2})\s*(?:-|–|bis)\s*(\d{1,2}[:.]\d{2})(?:\s*Uhr)?)?")
MOST = 40


class TimesField(PlainText):
    """One time on each line; the cleaned value is a list of dicts, `written` turns it back into text."""

    example = ""

    def __init__(self, **options):
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), required=options.pop("required", False), **options)

    def clean(self, value):
        """Every line is understood, or the error names the first that is not."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(f"Bitte höchstens {MOST} Zeilen.")
        rows = []
        for number, line in enumerate(lines, start=1):
            row = self._row(line)
            if row is None:
                raise ValidationError(f"Zeile {number} („{line}“) ist keine Zeit wie „{self.example}“.")
            if row not in rows:
                rows.append(row)
        return rows

    def has_changed(self, initial, data):
        """Compares texts."""
        return (initial or "").strip() != (data or "").strip()

    def _row(self, line):
        found = FROM_TO.fullmatch(line)
        if not found:
            return None
        word, starts, ends = found.groups()
        first, last = _clock(starts), _clock(ends)
        if starts and (first is None or last is None or last <= first):
            return None
        return self.row(word, first, last)


class WeekField(TimesField):
    """Times of the week, always with clock times."""

    example = "Montag 15:00-17:00"

    def row(self, word, starts, ends):
        """One window, or None."""
        day = DAYS.get(word.lower().rstrip(",."))
        return {"weekday": day, "starts": starts, "ends": ends} if day and starts else None


class DatesField(TimesField):
    """Days, with clock times or without."""

    example = "03.12.2026 15:00-17:00"
    needs_times = False

    def row(self, word, starts, ends):
        """One day, or None."""
        try:
            number, month, year = map(int, word.rstrip(",").split("."))
            day = date(year, month, number)
        except ValueError:
            return None
        return None if self.needs_times and starts is None else {"day": day, "starts": starts, "ends": ends}


class SessionsField(DatesField):
    """Days that need clock times."""

    needs_times = True


def written(rows):
    """Windows or dated rows as lines."""
    return "\n".join(f"{_word(row)}{_times(row)}" for row in rows)


def _word(row):
    return Day(row.weekday).label if hasattr(row, "weekday") else f"{row.day:%d.%m.%Y}"


def _times(row):
    return f" {row.starts:%H:%M}-{row.ends:%H:%M}" if row.starts and row.ends else ""


def _clock(text):
    try:
        return time.fromisoformat(text.replace(".", ":").rjust(5, "0")) if text else None
    except ValueError:
        return None
