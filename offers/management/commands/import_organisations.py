"""Imports organisations from a CSV file."""

from offers.choices import ImportKind
from offers.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Liest Einrichtungen aus einer CSV-Datei ein: ganz oder gar nicht. Was Menschen bearbeitet haben, bleibt."
    kind = ImportKind.ORGANISATIONS
