"""Papers of a folder: for case workers of its team only."""

from tests.house.access_tables import row

NAMES = ["print-detail", "paper-entry", "paper-entry-sheet"]
TABLE = dict.fromkeys([f"welcome_folder:{name}" for name in NAMES], row(404, anonymous=302))


def arguments(world):
    """A folder of somebody else's."""
    return {f"welcome_folder:{name}": [world.folder.pk, *([1] if "sheet" in name else [])] for name in NAMES}
