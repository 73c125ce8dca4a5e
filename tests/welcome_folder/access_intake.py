"""Taking in, person, family, papers, a folder's state, requests: for case workers only, nobody else sees anything."""

from uuid import UUID

from tests.house.access_tables import row

NOBODY = row(404, anonymous=302)
ABSENT = UUID("00000000-0000-4000-8000-000000000000")
ALONE = ["intake-create", "intake-search", "join-request-create"]
OF_A_FOLDER = [
    "person-detail",
    "person-edit",
    "family-list",
    "family-create",
    "document-list",
    "document-create",
    "folder-state",
    "folder-rest",
    "folder-resume",
    "folder-close",
    "folder-reopen",
    "folder-restrict",
    "folder-unrestrict",
    "join-request-list",
]
OF_AN_ENTRY = [
    "family-edit",
    "relative-edit",
    "relative-intake",
    "family-remove",
    "document-edit",
    "document-file",
    "document-original",
    "document-file-remove",
    "join-request-grant",
    "join-request-refuse",
]
TABLE = dict.fromkeys(
    [f"welcome_folder:{name}" for name in [*ALONE, *OF_A_FOLDER, *OF_AN_ENTRY, "join-request-withdraw"]], NOBODY
)


def arguments(world):
    """A folder that exists; what hangs on it need not, because nobody here gets that far."""
    folder = world.folder.pk
    return (
        {f"welcome_folder:{name}": [folder] for name in OF_A_FOLDER}
        | {f"welcome_folder:{name}": [folder, ABSENT] for name in OF_AN_ENTRY}
        | {"welcome_folder:join-request-withdraw": [ABSENT]}
    )
