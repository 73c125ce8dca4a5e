"""One line for the person at the terminal."""

import sys


def say(sentence):
    """Prints the sentence at once: long steps follow it, and pipes would hold it back."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def warn(sentence):
    """The same on standard error."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


class StartError(Exception):
    """Something that only a person can mend; the text says what, without a traceback."""
