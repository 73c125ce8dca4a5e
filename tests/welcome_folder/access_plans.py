"""Plan, needs, status, team and handovers: for case workers only, everybody else sees nothing (404)."""

from uuid import UUID

from tests.house.access_tables import row

NOBODY = row(404, anonymous=302)
ABSENT = UUID("00000000-0000-4000-8000-000000000000")
OF_A_FOLDER = [
    "plan-detail",
    "plan-make",
    "plan-change",
    "step-create",
    "need-create",
    "status-create",
    "legal-area-create",
    "team-list",
    "member-create",
    "member-reassign",
    "handover-create",
]
OF_A_STEP = ["step-edit", "step-finish", "step-drop", "step-reopen"]
OF_A_HANDOVER = [
    "handover-detail",
    "handover-accept",
    "handover-decline",
    "handover-contact",
    "handover-finish",
    "office-entry-create",
]
TABLE = dict.fromkeys(
    [
        f"welcome_folder:{name}"
        for name in [*OF_A_FOLDER, *OF_A_STEP, *OF_A_HANDOVER, "member-end", "handover-revoke", "handover-list"]
    ],
    NOBODY,
)


def arguments(world):
    """A folder that exists; what hangs on it need not, because nobody here gets that far."""
    folder = world.folder.pk
    return (
        {f"welcome_folder:{name}": [folder] for name in OF_A_FOLDER}
        | {f"welcome_folder:{name}": [folder, ABSENT] for name in [*OF_A_STEP, "member-end", "handover-revoke"]}
        | {f"welcome_folder:{name}": [ABSENT] for name in OF_A_HANDOVER}
    )
