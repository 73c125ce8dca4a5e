"""The clock of the demo: years of work happen in a few seconds."""

from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def moved_to(moment):
    """Whatever is done in the block, the actions take for done at `moment`.

    Only the loaders of the demo use it, in a process that serves nobody. The database keeps its own clock: the history
    of every row (pghistory) says when the demo was really loaded.
    """
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
