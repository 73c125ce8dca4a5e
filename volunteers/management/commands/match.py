"""Proposes who could do what, with reasons, and keeps the run so that it can be explained."""

import json

from django.core.management.base import BaseCommand
from django.db import transaction

from herne_integration.accounts.actions.people import installer
from offers.management.days import parsed_day
from volunteers import matching_presenting
from volunteers.actions import matching


class Command(BaseCommand):
    help = (
        "Schlägt vor, wer welche Aufgabe übernehmen könnte, mit Gründen, und sagt, wer ohne Vorschlag bleibt und warum."
        " Der Lauf wird aufbewahrt; niemandem wird dadurch etwas vorgeschlagen, das tut die Koordination."
    )

    def add_arguments(self, parser):
        """The day, whether to keep it, what to print."""
        parser.add_argument("--day", help="Stichtag als JJJJ-MM-TT; sonst heute")
        parser.add_argument("--dry-run", action="store_true", help="nichts aufbewahren")
        parser.add_argument("--ways", action="store_true", help="wo nichts passt: womit es ginge (dauert länger)")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, day, ways, dry_run, **options):
        """Runs, prints the proposals and everybody without one."""
        with transaction.atomic():
            run = matching.run_unasked(by=installer(), day=parsed_day(day))
            report = matching_presenting.report(run, with_ways=ways)
            transaction.set_rollback(dry_run)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._print(report)

    def _print(self, report):
        for one in report["proposals"]:
            self._say(f"Person {one['volunteer']} → {one['opportunity']} ({one['score']})", one["reasons"])
        for one in report["unassigned"]:
            self._say(f"ohne Vorschlag: {one['about']}. {one['reason']}", one["ways"])
        self.stdout.write(
            f"{len(report['proposals'])} Vorschläge für {report['volunteers']} Ehrenamtliche und {report['places']}"
            f" freie Plätze in {report['opportunities']} Einsätzen; {report['fitting']} Paare passen."
            f" {report['weights']}."
        )

    def _say(self, line, sentences):
        self.stdout.write("\n    ".join([line, *sentences]))
