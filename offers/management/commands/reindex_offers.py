"""Writes the search index anew."""

from django.core.management.base import BaseCommand

from offers.actions import indexing


class Command(BaseCommand):
    help = "Schreibt den Suchindex aller Angebote neu, zum Beispiel nach einem Zurückspielen der Datenbank."

    def handle(self, *args, **options):
        """Prints how many offers were read."""
        self.stdout.write(f"{indexing.refresh_all()} Angebote gelesen.")
