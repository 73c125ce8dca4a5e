"""Checks advice paths: what breaks a rule, what runs out of offers, and how much is open."""

import json
import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from offers import path_work
from offers.management.days import parsed_day


class Command(BaseCommand):
    help = (
        "Prüft Beratungswege: Kreise, fehlende Stellen in vollständigen Fassungen, leere Wege, Schritte ohne Angebot."
        " Bricht eine veröffentlichte Fassung eine Regel oder hat ein Schritt sein letztes Angebot verloren, ist der"
        " Rückgabewert 1. Was die Quellen offen lassen, ist kein Verstoß."
    )

    def add_arguments(self, parser):
        """The day to look at, and whether to print JSON."""
        parser.add_argument("--day", help="Tag als JJJJ-MM-TT; sonst heute")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, day, **options):
        """Prints breaches, what ends soon, and the counts."""
        day = parsed_day(day) or timezone.localdate()
        report = path_work.report(day)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._print(report)
        if report["breaches"]:
            sys.exit(1)

    def _print(self, report):
        for word, key in (("Verstoß", "breaches"), ("Endet bald", "ending")):
            for one in report[key]:
                self.stdout.write(f"{word}: {one['path']}, Fassung {one['version']}: {one['sentence']}")
        self.stdout.write(
            f"{report['paths']} Wege, {report['steps']} Schritte in den Fassungen, die alle lesen;"
            f" {len(report['breaches'])} Verstöße, {len(report['ending'])} Schritte, deren letztes Angebot bald endet,"
            f" {report['open']} offene Punkte."
        )
