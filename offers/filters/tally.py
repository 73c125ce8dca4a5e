"""Asks the statement of the list and reads its answer."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from herne_integration import prepared
from offers.filters import facets
from offers.filters.facets import ORIGINS
from offers.filters.statement import BITS, COLUMNS, NOBODY_SAYS, statement
from offers.search.finding import as_array


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


def tally(offers, selection, at, *, search=None, number=1, rows=20):
    """Counts `offers` for the selection and gives the keys of page `number` (the last one where there are fewer)."""
    names = tuple(facet.name for facet in facets.chosen(selection))
    if search is not None and not search.keys:
        # Nothing was found: there is nothing to ask the database.
        return _read([], names)
    visible, values = offers.order_by().values_list(*COLUMNS).query.sql_with_params()
    known = facets.parameters(selection, at) | {f"v{place}": value for place, value in enumerate(values)}
    known |= {"rows": rows, "skip": (number - 1) * rows}
    if search is not None:
        known |= {"keys": as_array(search.keys), "confident": as_array(search.confident)}
    text = statement(
        visible % tuple(f"%(v{place})s" for place in range(len(values))),
        names,
        selection["sort"],
        with_unknown=bool(selection["unknown"]),
        is_search=search is not None,
    )
    return _read(prepared.rows(text, known), names)


def _read(rows, names):
    masks, values, places, confident = Counter(), defaultdict(Counter), {}, 0
    for name, value, number in rows:
        if name == "masks":
            masks[tuple(int(mask) for mask in value.split())] = number
        elif name == "page":
            places[number] = UUID(value)
        elif name == "confident":
            confident = number
        else:
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
