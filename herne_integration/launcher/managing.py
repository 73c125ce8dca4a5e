"""`./portal manage …`: manage.py on a database that is started, migrated and loaded."""

import contextlib
import sys

from django.core.management import execute_from_command_line

from herne_integration.launcher import site


def manage(_repository, state, arguments):
    """Runs the command in this process; on a foreign DATABASE_URL nothing is changed beforehand."""
    site.set_environment(state)
    with contextlib.ExitStack() as stack:
        # What the command prints may go to a file, and must not begin with our own words.
        with contextlib.redirect_stdout(sys.stderr):
            if stack.enter_context(site.database(state)):
                site.prepare(state)
        execute_from_command_line(["./portal manage", *arguments])
    return 0
