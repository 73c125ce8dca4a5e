"""What all import commands share: arguments, the report, and how a refusal is told."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from offers.actions import imports
from offers.choices import FindingKind
from offers.importing.problems import SHOWN, RefusedFile
from offers.importing.reading import MOST_BYTES

MEGABYTE = 1024 * 1024
MOST_FINDINGS = 500


class ImportCommand(BaseCommand):
    """Imports one file, or says line by line why not."""

    kind = None

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
            report = self.imported(path=Path(file), is_dry_run=dry_run, most_bytes=max_mb * MEGABYTE)
        except RefusedFile as refusal:
            count = len(refusal.problems)
            errors = "1 Fehler" if count == 1 else f"{count} Fehler"
            raise CommandError(f"Nichts wurde eingelesen ({errors}):\n{refusal}") from refusal
        # In one go: whoever reads only the first lines (`| head`) meets no broken pipe.
        self.stdout.write("\n".join(self.told(report, is_dry_run=dry_run)))

    def imported(self, **how):
        """The report of what was done, or would be."""
        return imports.import_file(kind=self.kind, **how)

    def told(self, report, *, is_dry_run):
        """Its lines for a person."""
        return lines(report, is_dry_run=is_dry_run)


def lines(report, *, is_dry_run):
    """The report for a person."""
    if is_dry_run:
        yield "Probelauf: Nichts wurde geändert. Es würde geschehen:"
    yield (
        f"{report.kind.label}: {report.rows} Zeilen gelesen, {len(report.created)} neu, {len(report.changed)} geändert,"
        f" {report.unchanged} unverändert."
    )
    for reference, names in list(report.changed.items())[:SHOWN]:
        yield f"  {reference}: {', '.join(names)}"
    if len(report.changed) > SHOWN:
        yield f"  … und {len(report.changed) - SHOWN} weitere."
    if report.credited:
        yield f"Aus dem Integreat-Datensatz: {report.credited} (CC BY 4.0, Namensnennung in der Fußzeile)"
    for kind in FindingKind:
        found = [finding for finding in report.findings if finding.kind == kind]
        if found:
            yield f"{kind.label}: {len(found)}"
        for finding in found[:MOST_FINDINGS]:
            yield f"  {_finding(finding)}"
        if len(found) > MOST_FINDINGS:
            yield f"  … und {len(found) - MOST_FINDINGS} weitere auf der Arbeitsliste im Portal."


def _finding(finding):
    line = f" (Zeile {finding.line})" if finding.line else ""
    text = f"{finding.reference}{line}: {finding.subject}"
    if finding.kind != FindingKind.CONFLICT:
        return text
    return (
        f"{text} – im Portal: {finding.current_value} | Quelle bisher: {finding.old_value}"
        f" | Quelle jetzt: {finding.new_value}"
    )
