"""Collects what is marked for translation, without GNU gettext."""

from django.conf import settings
from django.core.management.base import BaseCommand

from herne_integration import catalogues


class Command(BaseCommand):
    help = "Schreibt alle zu übersetzenden Texte in die .po-Dateien; vorhandene Übersetzungen bleiben."

    def handle(self, *args, **options):
        """Prints per catalogue how many translations are missing."""
        for path, missing in catalogues.collect().items():
            self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}: {missing} fehlen")
