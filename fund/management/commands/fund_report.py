"""What was funded as of a day, as the council reads it."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from fund import council
from fund.models import BudgetYear
from herne_integration import money


class Command(BaseCommand):
    help = "Nennt Projekte, bewilligte und freie Mittel des Verfügungsfonds zu einem Stichtag."

    def add_arguments(self, parser):
        """The day, and whether what became known later counts."""
        parser.add_argument("--as-of", type=date.fromisoformat, help="Stichtag, z. B. 2017-06-08; sonst heute")
        parser.add_argument("--fund", default="verfuegungsfonds", help="Schlüssel des Fonds")
        parser.add_argument("--known-today", action="store_true", help="spätere Berichtigungen mitzählen")
        parser.add_argument("--csv", action="store_true", help="die Tabelle für eine Tabellenkalkulation")

    def handle(self, *args, **options):
        """The sentence and the projects; the same figures as the page, the paper and the file."""
        day = options["as_of"] or timezone.localdate()
        year = BudgetYear.objects.on(day).filter(fund__key=options["fund"]).select_related("fund").first()
        if year is None:
            raise CommandError(f"Für den {day:%d.%m.%Y} ist kein Haushaltsjahr angelegt.")
        found = council.report_of(year, day=day, is_known_today=options["known_today"])
        if options["csv"]:
            self.stdout.write(council.csv_text(found), ending="")
            return
        self.stdout.write(f"{year.fund}\nStand {day:%d.%m.%Y}: {found.sentence}")
        for row in found.rows:
            words = f"  {money.written(row.granted):>12} EUR  {row.project.title} ({row.project.applicant})"
            self.stdout.write(f"{words} [{row.project.note}]" if row.project.note else words)
