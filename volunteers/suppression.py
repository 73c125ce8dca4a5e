"""Counts of people that may be published: no cell under five, and none that subtracting could bring back. Pure.

A table is published with its totals. Cells and totals under five are hidden, zero as well: "nobody" is also something
about somebody. Where the rest would let one work out that a hidden number is under five, more is hidden, small numbers
first, until every hidden small number might just as well be five or more for all that can be read. The grand total is
hidden only if it is itself under five: it is the same in every table about the same people, so hiding it in one and
showing it in the next would hide nothing.

What can be worked out is found exactly: a table with its totals is a circulation (total -> row -> column -> total), in
which hidden numbers are free and published ones fixed; a number can be higher where more can flow in a circle
through it.
"""

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

LEAST = 5
TOTAL = ("sink", 0, "source", 0)


@dataclass(frozen=True)
class Published:
    """A table as it may be shown; None stands for a hidden number."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def publish(rows):
    """What may be shown of a table of counts. `rows`: lines of equal length, whole numbers from zero up."""
    rows = [list(row) for row in rows]
    width = len(rows[0]) if rows else 0
    if any(len(row) != width for row in rows) or any(count < 0 for row in rows for count in row):
        raise ValueError("A table has lines of equal length and no negative counts.")
    if not width:
        return Published(tuple(() for _row in rows), tuple(None for _row in rows), (), None)
    edges = _edges(rows, width)
    hidden = {edge for edge, count in edges.items() if count < LEAST}
    for edge in sorted(hidden, key=lambda one: (edges[one], one)):
        _protect(edge, edges, hidden)
    seen = {edge: None if edge in hidden else count for edge, count in edges.items()}
    return Published(
        tuple(tuple(seen["row", r, "column", c] for c in range(width)) for r in range(len(rows))),
        tuple(seen["source", 0, "row", r] for r in range(len(rows))),
        tuple(seen["column", c, "sink", 0] for c in range(width)),
        seen[TOTAL],
    )


def publish_list(counts):
    """What may be shown of one list of counts and its total: (counts, total)."""
    found = publish([[count] for count in counts])
    return found.row_totals, found.total


def _edges(rows, width):
    """Every number of the table, totals too, by the two ends between which it flows."""
    edges = {("row", r, "column", c): count for r, row in enumerate(rows) for c, count in enumerate(row)}
    edges |= {("source", 0, "row", r): sum(row) for r, row in enumerate(rows)}
    edges |= {("column", c, "sink", 0): sum(row[c] for row in rows) for c in range(width)}
    edges[TOTAL] = sum(sum(row) for row in rows)
    return edges


def _protect(edge, edges, hidden):
    """Hides more until `edge` might be five or more: until as much as it lacks can flow back from its end to its
    beginning through hidden numbers, at the price of the smallest numbers that have to be hidden for it."""
    lacks = LEAST - edges[edge]
    room, moved = defaultdict(int), 0
    for one, count in edges.items():
        if one != edge and (one != TOTAL or one in hidden):
            room[one[:2], one[2:]] += lacks
            room[one[2:], one[:2]] += count
    while moved < lacks:
        path = _cheapest(edge[2:], edge[:2], room, _prices(edges, hidden))
        step = min([lacks - moved, *(room[ends] for ends in path)])
        for one, other in path:
            room[one, other] -= step
            room[other, one] += step
            hidden.update({(*one, *other), (*other, *one)} & edges.keys())
        moved += step


def _prices(edges, hidden):
    """What it costs to use a number, either way: nothing if it is hidden, else itself."""
    prices = {}
    for one, count in edges.items():
        prices[one[:2], one[2:]] = prices[one[2:], one[:2]] = 0 if one in hidden else count
    return prices


def _cheapest(start, goal, room, prices):
    """The cheapest way along which more can flow, as pairs of ends (Dijkstra)."""
    near = defaultdict(list)
    for one, other in room:
        if room[one, other] > 0:
            near[one].append(other)
    done, queue = {}, [(0, 0, start, None)]
    while goal not in done:
        price, steps, here, before = heappop(queue)
        if here not in done:
            done[here] = before
            for there in near[here]:
                heappush(queue, (price + prices[here, there], steps + 1, there, here))
    path, here = [], goal
    while done[here] is not None:
        path.append((done[here], here))
        here = done[here]
    return path
