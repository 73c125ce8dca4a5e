"""`migrate` as the owner of the schema, followed by the cache table and the grants."""

from contextlib import nullcontext

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate as django_migrate
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from herne_integration import database_roles
from herne_integration.migration_state import SparingState

# Any number will do; it only has to be the portal's own, and another one than that of `prepare`.
LOCK = 44624


class WholeSteps(MigrationExecutor):
    """Makes a migration and the note that it was made one step.

    Django commits a migration with deferred statements first and notes it afterwards. Killed in between, the next start
    would find the tables there already and stop, today and for ever.
    """

    def _create_project_state(self, with_applied_migrations=False):
        """The state in which models are built only when their classes change."""
        state = super()._create_project_state(with_applied_migrations)
        sparing = SparingState(models=state.models, real_apps=state.real_apps)
        sparing.is_delayed = state.is_delayed
        return sparing

    def apply_migration(self, state, migration, *args, **kwargs):
        """Applies and records one migration in one transaction."""
        with transaction.atomic(self.connection.alias) if migration.atomic else nullcontext():
            return super().apply_migration(state, migration, *args, **kwargs)


# The command takes its executor from its module and offers no other way to choose one.
django_migrate.MigrationExecutor = WholeSteps


class Command(django_migrate.Command):
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
