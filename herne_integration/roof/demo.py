"""The demo city."""


def load():
    """Loads it once."""
