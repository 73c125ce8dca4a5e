"""The order that the portal suggests for an agenda: who waited longer comes first. Pure: values in, order out."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Candidate:
    """Something to decide about: since when it waits, whether a session has put it off before."""

    key: Hashable
    waits_since: datetime
    was_deferred: bool = False
    is_application: bool = True


def suggested(candidates):
    """Keys in order: applications that were put off before, then others by the day on which they came, then topics."""
    ordered = sorted(candidates, key=lambda one: (not one.is_application, not one.was_deferred, one.waits_since))
    return [one.key for one in ordered]


def moved(order, key, *, up):
    """The order with one key a place further up or down; at the end of the list it stays as it is."""
    order = list(order)
    place = order.index(key)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order
