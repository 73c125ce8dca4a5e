"""Deletes what has served its time; the worker does the same every night."""

from django.core.management.base import BaseCommand

from herne_integration import purging


class Command(BaseCommand):
    help = "Löscht abgelaufene Mails, Entwürfe, Dateien, Sitzungen und erledigte Aufträge."

    def handle(self, *args, **options):
        """Prints what was deleted."""
        for path, count in purging.purge_all().items():
            self.stdout.write(f"{path}: {count}")
