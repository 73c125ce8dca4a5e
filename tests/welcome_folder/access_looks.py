"""The day is for case workers; the log of all folders for data protection, who opens none of them."""

from tests.house.access_tables import row, staff

NOBODY = row(404, anonymous=302)
TABLE = {
    "welcome_folder:day": NOBODY,
    "welcome_folder:day-pdf": NOBODY,
    "welcome_folder:look-list": NOBODY,
    "welcome_folder:access-log": staff(200, "datenschutz"),
}


def arguments(world):
    """A folder of somebody else's."""
    return {"welcome_folder:look-list": [world.folder.pk]}
