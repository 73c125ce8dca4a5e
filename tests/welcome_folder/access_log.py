"""The log and its entries: for case workers of the folder only, everybody else sees nothing (404)."""

from uuid import UUID

from tests.house.access_tables import row

NOBODY = row(404, anonymous=302)
ABSENT = UUID("00000000-0000-4000-8000-000000000000")
OF_A_FOLDER = ["folder-detail", "draft-keep", "appointment-create"]
OF_AN_ENTRY = [
    "appointment-edit",
    "appointment-log",
    "appointment-move",
    "appointment-cancel",
    "appointment-correct",
    "appointment-calendar",
    "agreement-settle",
    "agreement-void",
]
TABLE = dict.fromkeys([f"welcome_folder:{name}" for name in [*OF_A_FOLDER, *OF_AN_ENTRY]], NOBODY)


def arguments(world):
    """A folder that exists; what hangs on it need not, because nobody here gets that far."""
    folder = world.folder.pk
    return {f"welcome_folder:{name}": [folder] for name in OF_A_FOLDER} | {
        f"welcome_folder:{name}": [folder, ABSENT] for name in OF_AN_ENTRY
    }
