"""From checked cells to values: which field is read from which columns."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from offers.choices import Known


@dataclass(frozen=True)
class Field:
    """One field of a model. `read` gets the cells of `columns` and returns a value that JSON can keep."""

    name: str
    columns: tuple
    read: Callable = str

    def value(self, cells):
        """What the source says about this field."""
        return self.read(*(cells[column] for column in self.columns))


def values(fields, cells):
    """Everything the source says, field by field."""
    return {field.name: field.value(cells) for field in fields}


def keys(cell):
    """The words of a cell as a sorted list."""
    return sorted(set(cell.split("|"))) if cell else []


def in_a_row(cell):
    """The words of a cell as a text."""
    return ", ".join(cell.split("|")) if cell else ""


def lookup(table, default):
    """One word of the source as one of ours."""
    return lambda cell: table.get(cell, default)


def known(cell):
    """Yes and no as they are said; everything else, the empty cell too, is not known."""
    return {"ja": Known.YES.value, "nein": Known.NO.value}.get(cell, Known.UNKNOWN.value)


def more_than_known(cell):
    """What a cell says beyond yes and no."""
    return "" if cell in {"ja", "nein"} else cell


def number_or_none(cell):
    """A whole number."""
    return int(cell) if cell else None


def readable_source(cell):
    """The source without the names of files that nobody else has: "Seed 001.txt (Ratsvorlage)" is the Ratsvorlage."""
    return re.sub(r"Seed \S+ \(([^()]*)\)", r"\1", cell)
