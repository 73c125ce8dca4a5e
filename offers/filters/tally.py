"""Asks the statement of the list and reads its answer."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from herne_integration import prepared
from offers.filters import facets, statement
from offers.filters.facets import ORIGINS
from offers.filters.statement import BITS, COLUMNS, NOBODY_SAYS
from offers.models import ListedOffer


@dataclass(frozen=True)
class Visible:
    """SQL for the offers to choose from, with names for its values."""

    text: str
    values: dict


def visible_to(user, day):
    """The listed offers that a person may see on a day. Strangers all see the same: for them it is written once."""
    return _for_strangers(day) if user.is_anonymous else _written(ListedOffer.objects.visible_to(user), day)


@lru_cache(maxsize=2)
def _for_strangers(day):
    return _written(ListedOffer.objects.visible_to(AnonymousUser()), day)


def _written(offers, day):
    text, values = offers.valid_on(day).order_by().values_list(*COLUMNS).query.sql_with_params()
    named = {f"v{place}": value for place, value in enumerate(values)}
    return Visible(text % tuple(f"%({name})s" for name in named), named)


@dataclass(frozen=True)
class Tally:
    """One page of the list and the numbers: with all of the choice, per value, without one facet, not known."""

    keys: list
    total: int
    values: dict
    without: dict
    unknown: int
    confident: int

    def count(self, name, value):
        """How many offers it would be with this value of this facet."""
        return self.values[name][value] + self.values[name][NOBODY_SAYS]

    @property
    def numbers(self):
        """All numbers of values as (name, value, number), in an order of their own."""
        counted = ((name, values.items()) for name, values in self.values.items())
        return tuple(sorted((name, value, number) for name, items in counted for value, number in items if value))


def tally(visible, selection, at, *, search=None, number=1, rows=20):
    """Counts the visible offers for the selection, and gives the keys of page `number`, or of the last one."""
    names = _names(selection)
    if search is not None and search.is_empty:
        # There is nothing to ask the database.
        return _read([], names, with_unknown=False)
    known = visible.values | facets.parameters(selection, at) | {"rows": rows, "skip": (number - 1) * rows}
    if search is not None:
        known |= {"keys": search.ranked, "confident": search.confident}
    is_search, with_unknown = search is not None, bool(selection["unknown"])
    text = statement.statement(visible.text, names, selection["sort"], with_unknown=with_unknown, is_search=is_search)
    return _read(prepared.rows(text, known), names, with_unknown=with_unknown)


def total(visible, selection, at):
    """How many of them fit the selection, the search box left aside; at most one more than `statement.MOST`."""
    text = statement.total(visible.text, _names(selection), with_unknown=bool(selection["unknown"]))
    return prepared.rows(text, visible.values | facets.parameters(selection, at))[0][0]


def _names(selection):
    return tuple(facet.name for facet in facets.chosen(selection))


def _read(rows, names, *, with_unknown):
    masks, values, places, confident = Counter(), defaultdict(Counter), {}, 0
    for name, value, number in rows:
        if name == "masks":
            masks[tuple(int(mask) for mask in value.split())] = number
        elif name == "page":
            places[number] = UUID(value)
        elif name == "confident":
            confident = number
        elif value != NOBODY_SAYS or with_unknown:
            values[name][value] = number
    origins = values["region"]
    values["region"] = Counter({region: sum(origins[origin] for origin in kept) for region, kept in ORIGINS.items()})
    return Tally(
        keys=[places[place] for place in sorted(places)],
        total=sum(number for (missed, _silent), number in masks.items() if not missed),
        values=values,
        without={
            name: sum(number for (missed, _silent), number in masks.items() if not missed & ~BITS[name])
            for name in names
        },
        unknown=sum(number for (missed, silent), number in masks.items() if missed and not missed & ~silent),
        confident=confident,
    )
