"""What is different in a newer version of a path, step by step. Pure: rows in, changes out."""

from dataclasses import dataclass

ADDED, REMOVED, CHANGED, MOVED, SAME = "neu", "entfernt", "geändert", "verschoben", "gleich"


@dataclass(frozen=True)
class Row:
    """A step of one version: `key` is the same for the same step in every version, `texts` are {label: text}."""

    key: object
    position: int
    title: str
    texts: dict


@dataclass(frozen=True)
class Difference:
    """One step in both versions; `pairs` are (label, before, after) of what changed."""

    kind: str
    before: Row | None
    after: Row | None
    pairs: tuple = ()

    @property
    def title(self):
        """What the step is called now, or was called."""
        return (self.after or self.before).title

    @property
    def places(self):
        """Its number before and after, where it has moved."""
        if self.before is None or self.after is None or self.before.position == self.after.position:
            return None
        return self.before.position, self.after.position


def compare(before, after):
    """Every step of both versions once: in the new order, steps that are gone where they stood before."""
    old = {row.key: row for row in before}
    new = {row.key for row in after}
    found = [_difference(old.get(row.key), row, old.keys() & new, before, after) for row in after]
    gone = [Difference(REMOVED, row, None) for row in before if row.key not in new]
    for one in gone:
        place = next((n for n, other in enumerate(found) if _position(other) > one.before.position), len(found))
        found.insert(place, one)
    return found


def _position(difference):
    """Where a step stood before; a new one where it stands now."""
    return (difference.before or difference.after).position


def _difference(before, after, shared, all_before, all_after):
    if before is None:
        return Difference(ADDED, None, after, _pairs({}, after.texts))
    pairs = _pairs(before.texts, after.texts)
    if pairs:
        return Difference(CHANGED, before, after, pairs)
    has_moved = _rank(all_before, before.key, shared) != _rank(all_after, after.key, shared)
    return Difference(MOVED if has_moved else SAME, before, after)


def _rank(rows, key, shared):
    """The place among the steps that both versions have: nobody moved only because a step before them is gone."""
    return [row.key for row in rows if row.key in shared].index(key)


def _pairs(before, after):
    labels = dict.fromkeys([*after, *before])
    told = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return tuple(pair for pair in told if pair[1] != pair[2])
