"""Imports opportunities from a CSV file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from offers.importing.problems import RefusedFile
from offers.importing.reading import MOST_BYTES
from volunteers.actions import imports

MEGABYTE = 1024 * 1024


class Command(BaseCommand):
    help = "Liest Einsätze aus einer CSV-Datei ein: ganz oder gar nicht. Was Menschen bearbeitet haben, bleibt."

    def add_arguments(self, parser):
        """The file, a rehearsal, and a larger limit."""
        parser.add_argument("file", metavar="DATEI", help="CSV-Datei in UTF-8 mit Komma und Kopfzeile")
        parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschehen würde")
        parser.add_argument(
            "--max-mb",
            type=int,
            default=MOST_BYTES // MEGABYTE,
            metavar="ZAHL",
            help="größere Dateien werden ungelesen abgelehnt (%(default)s MB)",
        )

    def handle(self, *args, file, dry_run, max_mb, **options):
        """Prints the report; a refused file ends with status 1 and changes nothing."""
        try:
            report = imports.import_file(path=Path(file), is_dry_run=dry_run, most_bytes=max_mb * MEGABYTE)
        except RefusedFile as refusal:
            count = len(refusal.problems)
            errors = "1 Fehler" if count == 1 else f"{count} Fehler"
            raise CommandError(f"Nichts wurde eingelesen ({errors}):\n{refusal}") from refusal
        self.stdout.write("\n".join(lines(report, is_dry_run=dry_run)))


def lines(report, *, is_dry_run):
    """The report for a person."""
    if is_dry_run:
        yield "Probelauf: Nichts wurde geändert. Es würde geschehen:"
    yield (
        f"Einsätze: {report.rows} Zeilen gelesen, {len(report.created)} neu, {len(report.changed)} geändert,"
        f" {report.unchanged} unverändert; davon erfundene Muster: {report.samples}."
    )
    for reference, names in report.changed.items():
        yield f"  {reference}: {', '.join(names)}"
    for heading, found in (
        ("Quelle und Bearbeitung widersprechen sich", report.conflicts),
        ("Einrichtung keiner im Verzeichnis zugeordnet", report.unmatched),
        ("steht nicht mehr in der Quelle", report.gone),
    ):
        if found:
            yield f"{heading}: {len(found)}"
        yield from (f"  {line}" for line in found)
