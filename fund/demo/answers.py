"""What an application of the demo says; answers that nobody has written for it come from a short list."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

MARK = "(erfunden)"
LASTING = (
    "Was entsteht, bleibt bei den Beteiligten: Materialien, Kontakte und ein fester Termin im Stadtteil.",
    "Nach dem Projekt führen Ehrenamtliche das Angebot ohne weiteres Geld fort.",
    "Die Unterlagen stehen danach allen Einrichtungen in Herne frei zur Verfügung.",
)
ONLY_HERE = (
    "Das Jobcenter und das Landesprogramm fördern keine Vorhaben dieser Größe; Stiftungen entscheiden erst im Herbst.",
    "Regelmittel gibt es dafür nicht: Angefragt wurden zwei Stiftungen und der Fachbereich, beide ohne Erfolg.",
    "Das Vorhaben passt in kein laufendes Programm, weil es mehrere Zielgruppen gemeinsam erreicht.",
)
NOW = (
    "Der Bedarf ist seit den Sommerferien neu entstanden und kann nicht bis zum nächsten Haushalt warten.",
    "Die Räume stehen nur in diesem Jahr kostenlos zur Verfügung.",
    "Seit diesem Monat kommen deutlich mehr Familien als im Vorjahr; die Warteliste ist voll.",
)


@dataclass(frozen=True)
class Project:
    """What an application says. `costs` are (category, label, amount), `own` is what the applicant pays herself."""

    team: str
    title: str
    field: str
    costs: tuple
    own: str
    summary: str
    new_approach: str
    lasting_effect: str = ""
    not_otherwise_fundable: str = ""
    short_notice: str = ""
    target_group_text: str = "Menschen, die neu in Herne sind, und ihre Nachbarinnen und Nachbarn"
    is_begun: bool = False

    def columns(self, day):
        """Columns of the application, with a period some weeks after `day`; gaps are filled from the lists above."""
        place = len(self.title) % 3
        return {
            "title": self.title,
            "summary": self.summary,
            "target_group_text": self.target_group_text,
            "participants": 15 + len(self.title) % 20,
            "starts_on": day + timedelta(days=75),
            "ends_on": day + timedelta(days=240),
            "is_begun": self.is_begun,
            "place": "Herne-Mitte" if place else "Wanne-Eickel",
            "new_approach": self.new_approach,
            "lasting_effect": self.lasting_effect or LASTING[place],
            "not_otherwise_fundable": self.not_otherwise_fundable or ONLY_HERE[(place + 1) % 3],
            "short_notice": self.short_notice or NOW[(place + 2) % 3],
            "amount_requested": sum(Decimal(amount) for *_words, amount in self.costs) - Decimal(self.own or 0),
        }
