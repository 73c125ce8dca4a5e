"""Who may open the folder's pages, stem by stem; test_folder_access.py adds own, team, foreign and erased folders."""

from tests.welcome_folder import (
    access_erasures,
    access_institutions,
    access_intake,
    access_log,
    access_looks,
    access_papers,
    access_plans,
    make,
)

STEMS = [access_erasures, access_institutions, access_intake, access_log, access_looks, access_papers, access_plans]
TABLE = {name: people for stem in STEMS for name, people in stem.TABLE.items()}


def build(world):
    """A folder of somebody else's."""
    world.folder = make.folder()


def arguments(world):
    """Arguments of every stem's pages."""
    return {name: values for stem in STEMS for name, values in stem.arguments(world).items()}
