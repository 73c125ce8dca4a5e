"""The names under which people type a profile, and the values that JSON cannot hold. Values in, values out."""

from datetime import date, time
from decimal import Decimal

# Columns of a profile that are typed as they are kept.
COLUMNS = (
    *("given_name", "family_name", "phone", "wants_simple_german", "german_level", "activity_types"),
    *("is_open_to_all", "skills", "radius_km", "is_mobile", "is_always_free", "about"),
)
# Lists of keys of the vocabulary.
RELATED = ("fields_of_action", "target_groups", "districts")


def day(text):
    """A date, or None."""
    return date.fromisoformat(text) if text else None


def hours(text):
    """Hours, or None."""
    return Decimal(str(text)) if text else None


def window(row):
    """(weekday as it is kept, from, to)."""
    return row["weekday"], time.fromisoformat(row["starts"]), time.fromisoformat(row["ends"])
