"""Erases again what a restored backup has brought back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from volunteers import tombstones
from volunteers.actions import erasure


class Command(BaseCommand):
    """Run it after every restore, before anybody works with the portal again."""

    help = "Löscht nach dem Einspielen einer Sicherung noch einmal die Ehrenamtlichen, die schon gelöscht waren."

    def add_arguments(self, parser):
        """The file of tombstones."""
        parser.add_argument("file", nargs="?", type=Path, help="Löschvermerke; sonst die in PORTAL_STATE")

    def handle(self, *, file, **options):
        """Says how many had come back."""
        path = file or tombstones.place()
        if not path.exists():
            raise CommandError(f"{path} gibt es nicht.")
        stones = tombstones.read(path)
        back = erasure.replay(stones.values())
        self.stdout.write(f"{len(stones)} Löschvermerke gelesen, {len(back)} noch einmal gelöscht.")
