"""Days on the command line."""

from datetime import date

from django.core.management.base import CommandError


def parsed_day(text):
    """A day typed as JJJJ-MM-TT, or None where nothing was typed."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"„{text}“ ist kein Tag. Erwartet wird JJJJ-MM-TT, zum Beispiel 2026-03-31.") from error
