"""`migrate` as the owner of the schema, followed by the grants and the cache table."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import DEFAULT_DB_ALIAS, connections

from herne_integration import database_roles


class Command(DjangoMigrate):
    """The tables belong to the owner role; the app role is granted what it needs right afterwards."""

    def handle(self, *args, **options):
        """Migrates `default` as the owner of the schema."""
        connection = connections[options.get("database") or DEFAULT_DB_ALIAS]
        with database_roles.as_owner(connection):
            super().handle(*args, **options)
            call_command("createcachetable", settings.CACHES["default"]["LOCATION"], verbosity=0)
            database_roles.apply(connection)
