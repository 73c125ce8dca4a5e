"""Compiles the translations with Babel: a bare Debian has no msgfmt."""

from django.core.management.base import BaseCommand

from herne_integration import catalogues


class Command(BaseCommand):
    help = "Stellt aus den .po-Dateien die .mo-Dateien her."
    requires_system_checks = []

    def handle(self, *args, **options):
        """Compiles what is outdated and says how many."""
        self.stdout.write(f"{catalogues.compile_outdated()} Kataloge zusammengestellt.")
