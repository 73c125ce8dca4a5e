"""Money as people in Germany type and read it."""

import re
from decimal import Decimal

# "3.496,02" and "3496,02"; "3496.02", where a point with two digits behind it can only be the decimal one.
GERMAN = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]{1,2})?")
ENGLISH = re.compile(r"(?:0|[1-9][0-9]*)\.[0-9]{2}")
# What `numeric(12,2)` holds.
MOST = Decimal("9999999999.99")


def parse(text):
    """The amount that somebody typed. "1.000" is a thousand; what can be read in two ways is a ValueError."""
    text = text.strip()
    if GERMAN.fullmatch(text):
        amount = Decimal(text.replace(".", "").replace(",", "."))
    elif ENGLISH.fullmatch(text):
        amount = Decimal(text)
    else:
        raise ValueError(text)
    if amount > MOST:
        raise ValueError(text)
    return amount.quantize(Decimal("0.01"))


def written(amount):
    """ "3.496,02": the same in every language, like the price on a sign in Herne."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
