"""`migrate` as the owner of the schema, followed by the cache table and the grants."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import DEFAULT_DB_ALIAS, connections

from herne_integration import database_roles

# Any number will do; it only has to be the portal's own, and another one than that of `prepare`.
LOCK = 44624


class Command(DjangoMigrate):
    """The tables belong to the owner role; the app role is granted what it needs right afterwards."""

    def handle(self, *args, **options):
        """Migrates as the owner of the schema. The grants come last: where they are missing, it was interrupted."""
        connection = connections[options.get("database") or DEFAULT_DB_ALIAS]
        only_looks = options.get("plan") or options.get("check_unapplied")
        with database_roles.as_owner(connection), database_roles.one_at_a_time(LOCK, connection):
            super().handle(*args, **options)
            if only_looks:
                return
            call_command("createcachetable", settings.CACHES["default"]["LOCATION"], verbosity=0)
            database_roles.apply(connection)
            if not settings.DEMO:
                for sentence in database_roles.weaknesses(connection):
                    self.stderr.write(self.style.WARNING(sentence))
