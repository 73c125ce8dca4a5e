"""Who may open the foundation's pages."""

from datetime import timedelta

from django.utils import timezone

from herne_integration.models import PreparedFile, ShortLink
from tests.house.access_tables import row

# A prepared file belongs to who asked for it; nobody else learns that it exists.
OWN_FILE = row(404, anonymous=302, redaktion=200)

TABLE = {
    "portal:short-link": row(302),
    "files:file-detail": OWN_FILE,
    "files:file-download": row(404, anonymous=302),
}


def build(world):
    """A file of the Redaktion that is not ready, and a link to the start page."""
    world.file = PreparedFile.objects.create(
        kind="list",
        title="Liste",
        language="de",
        requested_by=world.people["redaktion"],
        expires_at=timezone.now() + timedelta(hours=1),
    )
    world.link = ShortLink.objects.create(path="/")


def arguments(world):
    """What the addresses take."""
    return {
        "portal:short-link": [world.link.code],
        "files:file-detail": [world.file.pk],
        "files:file-download": [world.file.pk],
    }
