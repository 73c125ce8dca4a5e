"""Who may open the pages of the volunteers' database, stem by stem."""

from tests.volunteers import access_office, access_own, access_public, access_work

STEMS = [access_office, access_own, access_public, access_work]
TABLE = {name: people for stem in STEMS for name, people in stem.TABLE.items()}


def build(world):
    """What every stem needs."""
    for stem in STEMS:
        stem.build(world)


def arguments(world):
    """Arguments of every stem's pages."""
    return {name: values for stem in STEMS for name, values in stem.arguments(world).items()}
