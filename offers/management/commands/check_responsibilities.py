"""Lists who is responsible twice and for what nobody is."""

import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from offers.management.days import parsed_day
from offers.responsibility import Verdict
from offers.who_helps import review

NAMES = {Verdict.OVERLAP: "Doppelstruktur", Verdict.HOLE: "Lücke"}


class Command(BaseCommand):
    help = (
        "Zeigt für jede Aufgabe, Zielgruppe und jeden Stadtbezirk, wo mehrere Stellen zuständig sind oder keine. "
        "Es berichtet nur: Der Rückgabewert ist 0."
    )

    def add_arguments(self, parser):
        """The day to look at, and whether to print JSON."""
        parser.add_argument("--day", help="Tag als JJJJ-MM-TT; sonst heute")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, day, **options):
        """Prints one line per overlap or hole with its notes, and the counts."""
        found = review(parsed_day(day) or timezone.localdate())
        counts = {str(verdict): found.count(verdict) for verdict in Verdict}
        if options["json"]:
            lines = [_as_dict(line) for line in found.lines]
            self.stdout.write(
                json.dumps({"asked": found.asked, **counts, "lines": lines}, ensure_ascii=False, indent=1)
            )
            return
        for line in found.lines:
            self.stdout.write(f"{NAMES[line.gap.verdict]}: {line.task} | {line.groups} | {line.districts}")
            for text in filter(None, [", ".join(line.units), *line.causes, *line.notes]):
                self.stdout.write(f"    {text}")
        self.stdout.write(
            f"{found.asked} Kombinationen aus Aufgabe, Zielgruppe und Stadtbezirk: {counts['unit']} mit genau einer"
            f" Stelle, {counts['overlap']} mit mehreren, {counts['hole']} ohne."
        )


def _as_dict(line):
    return {
        "kind": str(line.gap.verdict),
        "task": line.task,
        "groups": line.groups,
        "districts": line.districts,
        "combinations": line.combinations,
        "units": line.units,
        "causes": line.causes,
        "notes": line.notes,
    }
