"""How tests decide about an item, and what they look at afterwards."""

import pytest
from django.db import IntegrityError

from fund import books
from fund.actions import resolutions


def numbers(resolution):
    """(Ja, Nein, Enthaltung, present, base, needed)"""
    names = ("yes", "no", "abstained", "present", "base", "needed")
    return tuple(getattr(resolution, name) for name in names)


def decide(item, body, **fields):
    """The body passes a resolution about it."""
    return resolutions.pass_resolution(item=item, by=body.office, **fields)


def refuses(name):
    """The database refuses by this constraint or trigger."""
    return pytest.raises(IntegrityError, match=name)


def pot(body):
    """Where the body's money stands in the books."""
    return books.pot(body.purse.year, body.purse.source)
