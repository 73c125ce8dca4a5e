"""The demo city: real offers of Herne from public sources, and invented people who say so."""

from herne_integration.roof.demo import people


def load():
    """Loads it once; what is there stays as it is, so that it can run at every start."""
    return people.load()
