"""How long a closed folder is kept. Pure; the years are a decision of whoever answers for the data."""

from datetime import date

from welcome_folder.choices.team import Basis

# By what the lead worked on: files of a statutory task have to stay checkable, consent reaches as far as its purpose.
YEARS = {Basis.LAW: 10, Basis.CONSENT: 3}


def kept_until(closed_on, bases):
    """The last day on which a folder is kept: the longest of its lead's bases, from the end of the year of closing."""
    return date(closed_on.year + max((YEARS[Basis(basis)] for basis in bases), default=max(YEARS.values())), 12, 31)


def is_due(closed_on, bases, *, day):
    """Whether a folder has been kept long enough."""
    return kept_until(closed_on, bases) < day
