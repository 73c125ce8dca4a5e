"""Names every folder of which a promise is broken; exits with 1 if there is one."""

import json
from dataclasses import asdict
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from welcome_folder import checking


class Command(BaseCommand):
    help = "Prüft, dass niemand verloren geht: Federführung, nächster Schritt, Ruhen, Übergaben, ablaufende Papiere."

    def add_arguments(self, parser):
        parser.add_argument("--day", type=date.fromisoformat, help="Tag, JJJJ-MM-TT (heute)")
        parser.add_argument("--json", action="store_true", help="maschinenlesbar")

    def handle(self, *, day=None, json=False, **options):
        found = checking.breaches(day=day or timezone.localdate())
        self.stdout.write(_json(found) if json else _text(found))
        if found:
            raise SystemExit(1)


def _json(found):
    return json.dumps([asdict(breach) for breach in found], ensure_ascii=False)


def _text(found):
    lines = [f"Ordner {breach.folder} {breach.sentence}." for breach in found]
    return "\n".join(lines) or "Niemand geht verloren: Jeder Ordner hat Federführung und nächsten Schritt."
