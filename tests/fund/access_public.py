"""Public pages of the fund."""

from tests.house.access_tables import row

TABLE = {
    "fund:fund-detail": row(200),
    "fund:funded-list": row(200),
    "fund:application-create": row(200),
    "fund:resume-ask": row(200),
    "fund:resume-open": row(200),
}


def arguments(_world):
    """A link that nobody was sent: opened by GET it says nothing about that."""
    return {"fund:resume-open": ["ein-link-der-nicht-gilt"]}
