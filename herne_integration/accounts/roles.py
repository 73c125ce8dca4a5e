"""Which role has which permissions. This table is the only place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A role of the house; it becomes a Django group of the same name."""

    label: str
    permissions: frozenset[str]


# Whoever holds one of these needs a second factor in the session.
STAFF = frozenset(
    {
        "accounts.invite_person",
        "accounts.view_person",
        "accounts.end_person",
        "offers.edit_offer",
        "offers.confirm_offer",
    }
)

HOUSE = {
    "redaktion": Role("Redaktion", frozenset({"offers.edit_offer", "offers.confirm_offer"})),
    "projektbuero": Role("Projektbüro", frozenset({"accounts.invite_person"})),
    "lenkungsgruppe": Role("Lenkungsgruppe", frozenset()),
    "datenschutz": Role("Datenschutz", frozenset({"accounts.view_person"})),
    "system": Role("System", frozenset({"accounts.invite_person", "accounts.view_person", "accounts.end_person"})),
}
