"""Makes a database ready to serve: `./portal run` and `./portal manage` call this first."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from herne_integration import catalogues, database_roles

# Any number will do; it only has to be the portal's own.
LOCK = 44623


class Command(BaseCommand):
    help = "Migriert, vergibt Rechte, lädt Vokabular und Rollen, in der Vorführung einmal die Musterstadt."

    def handle(self, *args, **options):
        """Every step can be repeated, and with nothing to do it is quick and silent.

        Several processes may start at once: they wait for each other at an advisory lock.
        """
        if catalogues.compile_outdated():
            self.stdout.write("Übersetzungen sind zusammengestellt.")
        with database_roles.one_at_a_time(LOCK):
            # The grants first: without them the app role may not even read which migrations ran.
            if not (database_roles.are_applied(connection) and _is_migrated()):
                self.stdout.write("Die Datenbank wird eingerichtet …")
                call_command("migrate", verbosity=0)
            for path in [*settings.PREPARATIONS, *(settings.DEMO_LOADERS if settings.DEMO else [])]:
                with transaction.atomic():
                    sentence = import_string(path)()
                if sentence:
                    self.stdout.write(sentence)


def _is_migrated():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
