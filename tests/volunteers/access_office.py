"""Who may open an institution's pages: no role of the house speaks for one, so 403 for all of them.

What a contact person gets is told by the tests of the pages; the agreement's paper is nobody's but the two sides'.
"""

from uuid import UUID

from tests.house.access_tables import row, staff

NO_SUCH = UUID(int=3)
PLAIN = ("office", "office-task-create", "route-list-pdf")
KEYED = (
    *("office-task", "office-task-edit", "office-task-confirm", "office-task-archive", "office-placement"),
    *("office-yes", "office-no", "office-end", "office-agreement", "office-sign", "office-follow-up"),
)
TABLE = {f"volunteers:{name}": staff() for name in (*PLAIN, *KEYED)} | {
    "volunteers:agreement-pdf": row(404, anonymous=302)
}


def build(world):
    """Nothing: the permission is asked for before the thing."""


def arguments(world):
    """Keys of things that need not be there."""
    return {f"volunteers:{name}": [NO_SUCH] for name in (*KEYED, "agreement-pdf")}
