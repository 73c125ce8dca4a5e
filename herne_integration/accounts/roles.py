"""Which role has which permissions, and who may hand it out. This table is the only place.

It is the one list of the foundation that names permissions of other apps: whoever asks "what may the Redaktion do?"
finds the answer in one place. A permission that no page checks yet does not stand here.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Role:
    """A role of the house; it becomes a Django group of the same name."""

    label: str
    permissions: frozenset[str]
    # Keys of the roles that its holder may give to others.
    gives: frozenset[str] = field(default_factory=frozenset)


# Whoever holds one of these needs a second factor in the session.
STAFF = frozenset(
    {
        "accounts.invite_person",
        "accounts.view_person",
        "accounts.end_person",
        "offers.manage_membership",
        "offers.edit_offer",
        "offers.confirm_offer",
        "offers.edit_lexicon",
        "offers.edit_path",
        "offers.edit_structure",
        "offers.edit_info_page",
        "welcome_folder.work_in_folder",
        "welcome_folder.view_access_log",
        "welcome_folder.erase_folder",
        "welcome_folder.manage_institution",
        "volunteers.coordinate",
        "volunteers.represent_organisation",
        "volunteers.erase_volunteer",
        "fund.manage_fund",
        "fund.sign_notice",
        "fund.view_money",
        "fund.sit_on_board",
    }
)

HOUSE = {
    "redaktion": Role(
        "Redaktion",
        frozenset(
            {
                "offers.edit_offer",
                "offers.confirm_offer",
                "offers.edit_lexicon",
                "offers.edit_path",
                "offers.edit_structure",
                "offers.edit_info_page",
            }
        ),
    ),
    "projektbuero": Role(
        "Projektbüro",
        frozenset(
            {
                "accounts.invite_person",
                "accounts.view_person",
                "fund.manage_fund",
                "fund.sign_notice",
                "fund.view_money",
            }
        ),
        gives=frozenset({"redaktion", "lenkungsgruppe"}),
    ),
    "lenkungsgruppe": Role("Lenkungsgruppe", frozenset({"fund.sit_on_board", "fund.view_money"})),
    "datenschutz": Role(
        "Datenschutz",
        # Logs, consents and erasure; no content of any folder.
        frozenset(
            {
                "accounts.view_person",
                "welcome_folder.view_access_log",
                "welcome_folder.erase_folder",
                "volunteers.erase_volunteer",
            }
        ),
    ),
    "system": Role(
        "System",
        frozenset(
            {
                "accounts.invite_person",
                "accounts.view_person",
                "accounts.end_person",
                "offers.manage_membership",
                "welcome_folder.manage_institution",
            }
        ),
        gives=frozenset({"redaktion", "projektbuero", "lenkungsgruppe", "datenschutz", "system"}),
    ),
}

# Role of a membership -> permissions inside its organisation. Providers' own editing and applications have no pages
# yet, so nobody gets anything: the keys stand here to make the decision visible.
MEMBERSHIP: dict[str, frozenset[str]] = {
    "provider_editor": frozenset(),
    "case_worker": frozenset({"welcome_folder.work_in_folder"}),
    "office_lead": frozenset({"welcome_folder.work_in_folder"}),
    "coordinator": frozenset({"volunteers.coordinate"}),
    "contact": frozenset({"volunteers.represent_organisation"}),
    "applicant": frozenset(),
}


def labels(keys):
    """Names of house roles in the order of the table."""
    return [role.label for key, role in HOUSE.items() if key in keys]


def given_by(keys):
    """Which house roles somebody with these roles may give, in the order of the table."""
    allowed = frozenset().union(*(HOUSE[key].gives for key in keys))
    return [key for key in HOUSE if key in allowed]


def need_second_factor(keys):
    """Whether one of these house roles holds a permission of `STAFF`."""
    return any(HOUSE[key].permissions & STAFF for key in keys)
