"""Texts for formats that know no control characters: XML and iCalendar would break on one."""

from unicodedata import category


def clean(text):
    """The text without control characters, its lines kept."""
    return "".join(sign for sign in text if sign == "\n" or category(sign) not in {"Cc", "Cs"})
