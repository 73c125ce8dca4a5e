"""Who may open the coordination's pages: no role of the house coordinates volunteers, so 403 for all of them.

What the coordination itself gets is told by the tests of its pages.
"""

from uuid import UUID

from tests.house.access_tables import staff

NO_SUCH = UUID(int=2)
PLAIN = (
    *("inbox", "inbox-hand-over", "volunteer-list", "clearance-list", "placement-list", "opportunity-work-list"),
    *("opportunity-create", "opportunity-conflict-list", "run-list", "run-start", "course-list", "course-create"),
    *("route-list", "route-create", "policy-list", "weights-create", "statistics", "statistics-csv"),
)
KEYED = (
    *("volunteer-board", "volunteer-meet", "volunteer-lead", "clearance-create", "placement-detail"),
    *("placement-volunteer-declined", "placement-refused", "placement-end", "placement-override", "placement-begin"),
    *("placement-agreement", "placement-reassign", "follow-up-done", "opportunity-board", "opportunity-edit"),
    *("opportunity-confirm", "opportunity-archive", "opportunity-restore", "opportunity-ask", "run-detail"),
    *("course-detail", "course-edit", "course-cancel"),
)
OTHERS = {
    "clearance-remove": [1],
    "route-end": [1],
    "course-session-edit": [1],
    "course-session-cancel": [1],
    "policy-create": ["minors"],
    "placement-step": [NO_SUCH, "fragen"],
    "placement-suggest": [NO_SUCH, NO_SUCH],
    "attendance-record": [NO_SUCH, "attended"],
}
TABLE = {f"volunteers:{name}": staff() for name in (*PLAIN, *KEYED, *OTHERS)}


def build(world):
    """Nothing: the permission is asked for before the thing."""


def arguments(world):
    """Keys of things that need not be there."""
    return {f"volunteers:{name}": [NO_SUCH] for name in KEYED} | {
        f"volunteers:{name}": values for name, values in OTHERS.items()
    }
