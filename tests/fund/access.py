"""Who may open the fund's pages, stem by stem; test_application_access.py adds own, team and foreign applications."""

from tests.fund import access_applications, access_boards, access_notices, access_office, access_public

STEMS = [access_applications, access_boards, access_notices, access_office, access_public]
TABLE = {name: people for stem in STEMS for name, people in stem.TABLE.items()}


def build(world):
    """What the stems need."""
    for stem in STEMS:
        getattr(stem, "build", lambda world: None)(world)


def arguments(world):
    """Arguments of every stem's pages."""
    return {name: values for stem in STEMS for name, values in stem.arguments(world).items()}
