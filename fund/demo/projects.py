"""Invented applications of the demo: what they want, what it costs, and the answers to the fund's four questions."""

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


# key of the team: (name, kind, key of who signs)
TEAMS = {
    "nachbarschaft": (f"Musterverein Nachbarschaft e. V. {MARK}", "association", "antrag"),
    "buecher": (f"Musterinitiative Bücherbrücke {MARK}", "initiative", "antrag-2"),
    "werkstatt": (f"Musterinitiative Werkstatt {MARK}", "initiative", "antrag-2"),
    "bewegung": (f"Musterinitiative Bewegung {MARK}", "initiative", "antrag-2"),
    "chor": (f"Musterinitiative Chor der Sprachen {MARK}", "initiative", "antrag-3"),
    "garten": (f"Musterinitiative Gartenzaun {MARK}", "initiative", "antrag-3"),
    "vaeter": (f"Mustergruppe Väter im Quartier {MARK}", "initiative", "antrag-3"),
    "schule": (f"Musterfachbereich Schule {MARK}", "department", "antrag-4"),
    "buecherei": (f"Musterbücherei {MARK}", "department", "antrag-4"),
    "gesundheit": (f"Musterfachbereich Gesundheit {MARK}", "department", "antrag-4"),
}


def _of(team, title, field, summary, new, costs, own="", **more):
    return Project(
        team=team, title=f"{title} {MARK}", field=field, costs=costs, own=own, summary=summary, new_approach=new, **more
    )


# Decided in the session some weeks ago.
DECIDED = {
    "granted": _of(
        "nachbarschaft",
        "Behördenbriefe gemeinsam lesen",
        "ankommen",
        "An zwei Nachmittagen in der Woche lesen Ehrenamtliche Briefe mit und helfen beim Antworten.",
        "Wer Hilfe bekam, hilft nach drei Monaten selbst mit.",
        (("fees", "Honorare für Sprachmittlung", "3600.00"), ("material", "Drucker, Papier, Ordner", "950.50")),
        "760.50",
    ),
    "allocated": _of(
        "buecherei",
        "Bücherkisten in zwölf Sprachen",
        "sprache_beruf",
        "Kisten mit zweisprachigen Büchern wandern durch zwölf Kindertagesstätten.",
        "Eltern lesen in ihrer Sprache vor, nicht das Personal.",
        (("material", "Zweisprachige Bücher", "4980.00"), ("material", "Kisten und Etiketten", "980.00")),
        "596.00",
    ),
    "conditions": _of(
        "werkstatt",
        "Fahrräder für den Weg zur Arbeit",
        "sprache_beruf",
        "Gespendete Räder werden gemeinsam repariert und an Menschen mit neuer Arbeitsstelle gegeben.",
        "Deutsch wird an der Werkbank gelernt, mit Wörtern, die sofort gebraucht werden.",
        (("material", "Werkzeug und Ersatzteile", "5240.00"), ("fees", "Anleitung in der Werkstatt", "2400.00")),
        "840.00",
    ),
    "tied": _of(
        "chor",
        "Chor der Sprachen: Konzertreise",
        "teilhabe",
        "Der Chor fährt mit 40 Personen zu drei Auftritten in Nachbarstädte.",
        "Lieder aus acht Sprachen, jede Strophe von jemand anderem erklärt.",
        (("travel", "Bus an drei Tagen", "2850.00"), ("publicity", "Plakate und Programmhefte", "640.00")),
        "349.00",
    ),
    "deferred": _of(
        "garten",
        "Hochbeete am Übergangswohnheim",
        "wohnen",
        "Mit Bewohnerinnen und Bewohnern entstehen zehn Hochbeete und ein Sitzplatz.",
        "Gebaut wird mit der Berufsschule, die Beete gehören danach dem Haus.",
        (("material", "Holz, Erde, Pflanzen", "3100.00"), ("fees", "Anleitung", "900.00")),
        "400.00",
    ),
    "unwritten": _of(
        "vaeter",
        "Väter kochen für ihre Kinder",
        "kinder",
        "Alle zwei Wochen kochen Väter mit ihren Kindern und besuchen danach eine Einrichtung im Stadtteil.",
        "Angesprochen werden die, die sonst nirgends gefragt werden: Väter.",
        (("room", "Küche im Gemeindehaus", "1200.00"), ("fees", "Begleitung", "1450.00")),
        "265.00",
    ),
    "refused": _of(
        "bewegung",
        "Ausrüstung für die erste Mannschaft",
        "teilhabe",
        "Trikots und Bälle für die Mannschaft.",
        "Neu ist die Größe der Mannschaft.",
        (("material", "Trikots, Bälle, Tore", "2600.00"),),
        "260.00",
    ),
}
# Ten that wait for the coming session.
WAITING = (
    _of(
        "buecher",
        "Vorlesepatinnen in der Kinderklinik",
        "kinder",
        "Zwanzig Ehrenamtliche lesen Kindern im Krankenhaus in ihrer Sprache vor.",
        "Vorgelesen wird in der Sprache des Kindes, angefragt am selben Tag.",
        (("material", "Bücher", "1890.00"), ("fees", "Schulung", "800.00")),
        "269.00",
    ),
    _of(
        "werkstatt",
        "Nähwerkstatt für Berufskleidung",
        "sprache_beruf",
        "Gebrauchte Berufskleidung wird angepasst und an Auszubildende gegeben.",
        "Lehrlinge lernen nähen, Betriebe spenden den Stoff.",
        (("material", "Zwei Nähmaschinen", "980.00"), ("fees", "Anleitung", "2200.00")),
        "318.00",
    ),
    _of(
        "bewegung",
        "Schwimmen lernen mit Müttern",
        "teilhabe",
        "Zwei Kurse für Mütter und Kinder, mit Betreuung am Beckenrand.",
        "Mütter und Kinder lernen gleichzeitig, in zwei Becken.",
        (("fees", "Schwimmlehrerinnen", "4300.00"), ("room", "Bahnmiete", "1500.00")),
        "580.00",
    ),
    _of(
        "chor",
        "Lieder für die erste Klasse",
        "kinder",
        "Ein Liederheft in acht Sprachen für alle Grundschulen.",
        "Großeltern singen die Lieder ein, Kinder hören sie über einen Code im Heft.",
        (("publicity", "Satz und Druck", "3850.00"), ("fees", "Aufnahmen", "1650.00")),
        "550.00",
    ),
    _of(
        "garten",
        "Nachbarn zeigen ihren Stadtteil",
        "ankommen",
        "Rundgänge mit Menschen, die seit einem Jahr hier leben, für Menschen seit einem Monat.",
        "Nicht Fachleute zeigen den Stadtteil, sondern wer selbst gerade angekommen ist.",
        (("fees", "Aufwandsentschädigungen", "1800.00"), ("publicity", "Karten zum Falten", "720.00")),
        "252.00",
    ),
    _of(
        "vaeter",
        "Väter-Kind-Wochenende im Wald",
        "kinder",
        "Zwei Tage mit Zelten, Feuer und einer Schnitzeljagd in drei Sprachen.",
        "Die Väter planen das Wochenende selbst und werden dabei begleitet.",
        (("travel", "Bus", "890.00"), ("material", "Zelte leihen", "760.00"), ("fees", "Begleitung", "600.00")),
        "225.00",
    ),
    _of(
        "schule",
        "Elternabende mit Sprachmittlung",
        "netzwerk",
        "An sechs Schulen stehen für Elternabende Sprachmittlerinnen bereit.",
        "Ein gemeinsamer Kalender: Gebucht wird für alle Schulen zusammen.",
        (("fees", "Sprachmittlung", "6400.00"),),
        "640.00",
    ),
    _of(
        "buecherei",
        "Schreibcafé für den ersten Lebenslauf",
        "sprache_beruf",
        "Einmal in der Woche schreiben Menschen ihren Lebenslauf, mit Hilfe und Drucker.",
        "Arbeitgeber lesen mit und sagen, was ihnen fehlt.",
        (("fees", "Begleitung", "3200.00"), ("material", "Papier und Toner", "380.00")),
        "358.00",
    ),
    _of(
        "gesundheit",
        "Erste Hilfe in einfacher Sprache",
        "ankommen",
        "Kurse mit Bildern und Übungen, ohne lange Texte.",
        "Die Bilder entstehen mit den Teilnehmenden und bleiben frei nutzbar.",
        (("fees", "Kursleitung", "2750.00"), ("material", "Übungspuppen", "940.00")),
        "369.00",
    ),
    _of(
        "nachbarschaft",
        "Möbel teilen im Hausflur",
        "wohnen",
        "Regale in zehn Hausfluren: Wer etwas übrig hat, stellt es hinein.",
        "Hausverwaltungen, Mieterinnen und Neuankommende entscheiden gemeinsam über die Regeln.",
        (("material", "Regale", "4100.00"), ("travel", "Transporter", "960.00")),
        "506.00",
    ),
)
# In the open round, one per state.
OPEN = {
    "submitted": _of(
        "chor",
        "Offene Bühne am Bahnhof",
        "teilhabe",
        "Vier Abende mit offener Bühne und freiem Eintritt.",
        "Die Bühne steht, wo alle vorbeikommen.",
        (("room", "Bühne und Ton", "2900.00"), ("fees", "Moderation", "700.00")),
        "360.00",
    ),
    "formal_check": _of(
        "gesundheit",
        "Wegweiser für Schwangere",
        "ankommen",
        "Ein Heft mit Bildern, das die Schritte bis zur Geburt zeigt.",
        "Geprüft wird jede Seite von Frauen, die es brauchen.",
        (("publicity", "Satz und Druck", "5200.00"),),
        "520.00",
    ),
    "supplement": _of(
        "werkstatt",
        "Reparaturtag für Haushaltsgeräte",
        "netzwerk",
        "Reparieren statt wegwerfen, einmal im Monat.",
        "Gelernt wird am eigenen Gerät.",
        (("material", "Messgeräte", "890.00"), ("material", "Ersatzteile", "640.00")),
        "153.00",
    ),
    "admissible": _of(
        "buecher",
        "Lesezelt auf dem Spielplatz",
        "kinder",
        "Ein Zelt, zwei Vorleserinnen, vier Spielplätze.",
        "Vorgelesen wird, wo Kinder ohnehin sind.",
        (("material", "Zelt und Decken", "860.00"), ("fees", "Vorlesen", "1800.00")),
        "266.00",
    ),
    "inadmissible": _of(
        "vaeter",
        "Spielplatz am Vereinshaus",
        "kinder",
        "Ein kleiner Spielplatz hinter dem Vereinshaus.",
        "Kinder haben ihn selbst gezeichnet.",
        (("material", "Geräte", "980.00"), ("material", "Fallschutz", "940.00")),
        "192.00",
        is_begun=True,
    ),
    "withdrawn": _of(
        "garten",
        "Tauschmarkt für Schulranzen",
        "kinder",
        "Gebrauchte Ranzen werden geprüft und weitergegeben.",
        "Kinder geben ihren Ranzen selbst weiter.",
        (("material", "Tische und Schilder", "480.00"),),
        "48.00",
    ),
}
DRAFT = _of(
    "nachbarschaft",
    "Kaffeeklatsch mit Übersetzung",
    "teilhabe",
    "Ein offenes Café, in dem drei Freiwillige übersetzen, was am Nachbartisch gesagt wird.",
    "",
    (("room", "Raummiete", "900.00"), ("material", "Geschirr und Kaffee", "420.00")),
)
