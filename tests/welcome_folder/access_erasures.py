"""Retention, erasing and consents: for data protection alone."""

from uuid import UUID

from tests.house.access_tables import staff

ABSENT = UUID("00000000-0000-4000-8000-000000000000")
PAGES = ["retention-list", "erasure-list", "consent-list"]
BUTTONS = ["erasure-answer", "erasure-withdraw", "erasure-erase"]
TABLE = (
    {f"welcome_folder:{name}": staff(200, "datenschutz") for name in PAGES}
    | {f"welcome_folder:{name}": staff(405, "datenschutz") for name in [*BUTTONS, "erasure-offer"]}
    | {f"welcome_folder:{name}": staff(404, "datenschutz") for name in ["erasure-detail", "erasure-certificate"]}
)


def arguments(world):
    """There is none of them."""
    return {f"welcome_folder:{name}": [ABSENT] for name in [*BUTTONS, "erasure-detail", "erasure-certificate"]}
