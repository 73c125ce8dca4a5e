"""Erases again what a restored backup has brought back."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from herne_integration import line_files


class Command(BaseCommand):
    """Run it after every restore, before anybody works with the portal again."""

    help = "Löscht nach dem Einspielen einer Sicherung noch einmal, was schon gelöscht war."

    def add_arguments(self, parser):
        """Where the tombstones lie."""
        parser.add_argument("folder", nargs="?", type=Path, help="Ordner der Löschvermerke; sonst PORTAL_STATE")

    def handle(self, *, folder, **options):
        """Says for each file how many had come back; no file at all is a mistake, and nothing may seem erased."""
        folder = folder or Path(settings.STATE_DIR)
        files = {name: replay for name, replay in settings.ERASURE_REPLAYS.items() if (folder / name).exists()}
        if not files:
            raise CommandError(f"In {folder} liegen keine Löschvermerke ({', '.join(settings.ERASURE_REPLAYS)}).")
        for name, replay in files.items():
            stones = line_files.read(folder / name)
            back = import_string(replay)(stones.values())
            self.stdout.write(f"{name}: {len(stones)} Löschvermerke gelesen, {len(back)} noch einmal gelöscht.")
