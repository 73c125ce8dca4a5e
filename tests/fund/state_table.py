"""Who may do what in which state, written by hand: what stands in no line is refused.

Roles: the three of a team, `device` (a mailed link, no account), `office`, `board`, `expert` (asked for an opinion),
`former` (has left the team), `stranger`. A draft of a device has no applicant yet, so that nobody signs it.
"""

WRITERS = "chair project_lead device"
PENDING = ("submitted", "formal_check", "supplement", "admissible", "scheduled", "deferred")
STATES = (
    "draft",
    *PENDING,
    "inadmissible",
    "approved",
    "approved_with_conditions",
    "rejected",
    "notified",
    "withdrawn",
)
ROLES = ("chair", "project_lead", "treasurer", "device", "office", "board", "expert", "former", "stranger")

TABLE = {
    "save_text": {"draft": WRITERS, "supplement": "chair project_lead"},
    "save_title": {"draft": WRITERS},
    "save_sum": {"draft": f"{WRITERS} treasurer", "supplement": "chair project_lead treasurer"},
    "add_cost": {"draft": f"{WRITERS} treasurer", "supplement": "chair project_lead treasurer"},
    "remove_cost": {"draft": f"{WRITERS} treasurer", "supplement": "chair project_lead treasurer"},
    "attach": {"draft": f"{WRITERS} treasurer", "supplement": "chair project_lead treasurer"},
    "move_to_round": {"draft": WRITERS},
    "discard": {"draft": WRITERS},
    "submit": {"draft": "chair"},
    "withdraw": dict.fromkeys(PENDING, "chair project_lead"),
    "start_check": {"submitted": "office"},
    "judge": {"formal_check": "office"},
    "admit": {"formal_check": "office"},
    "refuse": {"formal_check": "office"},
    "ask_supplement": {"formal_check": "office"},
    "extend": {"supplement": "office"},
    "close_supplement": {"supplement": "office"},
    "answer": {"supplement": "chair"},
    "ask_opinion": dict.fromkeys(PENDING, "office"),
    "give_opinion": dict.fromkeys(PENDING, "office expert"),
}


def allowed(state, action, role):
    """Whether the table lets a role do something in a state."""
    return role in TABLE[action].get(state, "").split()
