"""Who may open the directory's pages."""

from tests.house.access_tables import row, staff
from tests.offers import make

TABLE = {
    "offers:import-list": staff(200, "redaktion"),
    "offers:finding-settle": staff(405, "redaktion"),
    "offers:offer-list": row(200),
    "offers:offer-detail": row(200),
    "offers:offer-pdf": row(200),
    "offers:offer-qr": row(200),
    "offers:worklist-pdf": staff(405, "redaktion"),
}


def build(world):
    """An unconfirmed offer."""
    world.offer = make.offer()
    world.finding = make.finding()


def arguments(world):
    """What the addresses take."""
    return {name: [world.offer.pk] for name in ("offers:offer-detail", "offers:offer-pdf", "offers:offer-qr")}
