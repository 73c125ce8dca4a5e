"""Why a notice counts as served on its day and until when one may oppose it: days in, German sentences out. Pure."""

from fund import service_days
from offers.hours import is_public_holiday

WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]


def served(posted_on):
    """How the day of service follows from the day on the envelope."""
    number = "vierten" if posted_on >= service_days.FOURTH_DAY_SINCE else "dritten"
    day = service_days.deemed_served(posted_on)
    words = f"Er gilt am {number} Tag nach der Aufgabe zur Post als bekannt gegeben: {written(day)}"
    if not service_days.is_working_day(day):
        return f"{words}. Dass das {_why(day)} ist, verschiebt diesen Tag nicht."
    return f"{words}."


def remedy(served_on, *, months):
    """How the end of the remedy period follows, and whether a weekend or holiday has moved it."""
    end, last = service_days.months_after(served_on, months), service_days.remedy_ends(served_on, months=months)
    span = "einen Monat" if months == 1 else f"{months} Monate"
    words = f"Die Rechtsbehelfsfrist läuft {span} lang bis {written(last)}, 24 Uhr"
    if last == end:
        return f"{words}."
    return f"{words}: Der {end:%d.%m.%Y} ist {_why(end)}, deshalb endet sie am nächsten Werktag."


def written(day):
    """ "Montag, 04.05.2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d.%m.%Y}"


def _why(day):
    if is_public_holiday(day):
        return "ein Feiertag"
    return f"ein {WEEKDAYS[day.weekday()]}"
