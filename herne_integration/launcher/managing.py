"""`./portal manage …`: manage.py on a database that is started, migrated and loaded."""

from django.core.management import execute_from_command_line

from herne_integration.launcher import site


def manage(_repository, state, arguments):
    """Runs the command in this process; on a foreign DATABASE_URL nothing is changed beforehand."""
    site.set_environment(state)
    with site.database(state) as server:
        if server:
            site.prepare(state)
        execute_from_command_line(["./portal manage", *arguments])
    return 0
