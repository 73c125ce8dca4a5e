"""Loads the controlled words from `vocabulary.json`."""


def load():
    """Makes the vocabulary tables what the file says."""
