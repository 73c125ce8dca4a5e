"""Which institutions work with folders: for those who set the portal up."""

from tests.house.access_tables import staff
from welcome_folder.models import Institution

TABLE = {f"welcome_folder:institution-{name}": staff(200, "system") for name in ("list", "create", "edit")}


def arguments(world):
    """The one of the folder's lead."""
    return {"welcome_folder:institution-edit": [Institution.objects.get(organisation=world.folder.lead).pk]}
