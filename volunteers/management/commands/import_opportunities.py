"""Imports opportunities from a CSV file."""

from offers.management.importing import ImportCommand
from volunteers.actions import imports


class Command(ImportCommand):
    help = "Liest Einsätze aus einer CSV-Datei ein: ganz oder gar nicht. Was Menschen bearbeitet haben, bleibt."

    def imported(self, **how):
        """The report of what was done, or would be."""
        return imports.import_file(**how)

    def told(self, report, *, is_dry_run):
        """Its lines for a person."""
        return lines(report, is_dry_run=is_dry_run)


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
