"""Numbers for the page of statistics: read as they are, published without a cell under five. See `suppression`."""

from dataclasses import dataclass

from volunteers import counting, suppression
from volunteers.choices.opportunities import OpportunityKind
from volunteers.choices.placements import EndReason, PlacementState
from volunteers.choices.profiles import ActivityType

HIDDEN = "verdeckt"
UNKNOWN = "nicht bekannt"
STATES = {state.value: str(state.label) for state in PlacementState}


@dataclass(frozen=True)
class Table:
    """One table that may be shown: None is a hidden number. `rows`: (label, cells, total)."""

    key: str
    title: str
    first: str
    columns: list
    rows: list
    totals: list
    total: int | None

    @property
    def head(self):
        """Titles of the columns."""
        return [self.first, *self.columns, "zusammen"]

    @property
    def lines(self):
        """Cells as people read them, the totals last."""
        rows = [[label, *map(said, cells), said(total)] for label, cells, total in self.rows]
        return [*rows, ["zusammen", *map(said, self.totals), said(self.total)]]

    @property
    def numbers(self):
        """Columns with figures."""
        return list(range(1, len(self.columns) + 2))

    @property
    def bars(self):
        """(label, number or None) of each row, for the drawing."""
        return [(label, total) for label, _cells, total in self.rows]


def said(number):
    """A published number in words."""
    return HIDDEN if number is None else str(number)


def tables():
    """All tables of the page."""
    return [
        _matrix("jahr", "Vermittlungen nach Jahr", "Jahr", counting.placements_by_year(), str),
        _matrix(
            "taetigkeit",
            "Vermittlungen nach Tätigkeit",
            "Tätigkeit",
            counting.placements("opportunity__activity_type"),
            lambda key: str(ActivityType(key).label) if key else UNKNOWN,
        ),
        _matrix(
            "art",
            "Vermittlungen nach Art des Einsatzes",
            "Art",
            counting.placements("opportunity__kind"),
            lambda key: str(OpportunityKind(key).label) if key else UNKNOWN,
        ),
        _matrix(
            "feld",
            "Vermittlungen nach Handlungsfeld",
            "Handlungsfeld",
            counting.placements("opportunity__field_of_action__label"),
            lambda key: key or UNKNOWN,
        ),
        _list("anmeldungen", "Neue Ehrenamtliche nach Jahr", "Jahr", counting.sign_ups_by_year(), str),
        _list(
            "ende",
            "Warum Vermittlungen endeten",
            "Grund",
            counting.end_reasons(),
            lambda key: str(EndReason(key).label),
        ),
    ]


def _matrix(key, title, first, found, label):
    """{row: {state: number}} as a table."""
    names = sorted(found, key=lambda one: str(one or ""))
    states = [state for state in STATES if any(state in cells for cells in found.values())]
    published = suppression.publish([[found[name].get(state, 0) for state in states] for name in names])
    rows = [
        (label(name), list(cells), total)
        for name, cells, total in zip(names, published.cells, published.row_totals, strict=True)
    ]
    columns = [STATES[state] for state in states]
    return Table(key, title, first, columns, rows, list(published.column_totals), published.total)


def _list(key, title, first, found, label):
    """{row: number} as a table of one column."""
    names = sorted(found, key=str)
    numbers, total = suppression.publish_list([found[name] for name in names])
    rows = [(label(name), [], number) for name, number in zip(names, numbers, strict=True)]
    return Table(key, title, first, [], rows, [], total)
