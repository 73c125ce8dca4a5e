"""One case for every reason code: what has to change on one side so that just this stands in the way.

Every door (search, sign-up, staff, import) runs through this table: what is refused at one is refused at all.
"""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from tests.volunteers.facts import SEEN, TODAY, TRAINED, opportunity, volunteer
from volunteers.choices.eligibility import ReasonCode
from volunteers.choices.profiles import SpokenLevel
from volunteers.eligibility_facts import Away, ClearanceFacts, Occasion, Spoken, Window


@dataclass(frozen=True)
class Refusal:
    """Changes of the facts after which exactly `code` is the reason, with its sentence in German."""

    code: ReasonCode
    sentence: str
    volunteer: dict = field(default_factory=dict)
    opportunity: dict = field(default_factory=dict)

    @property
    def facts(self):
        """Both sides after the changes."""
        return volunteer(**self.volunteer), opportunity(**self.opportunity)


def _person(code, sentence, **changes):
    return Refusal(code, sentence, volunteer=changes)


def _task(code, sentence, **changes):
    return Refusal(code, sentence, opportunity=changes)


OLD = ClearanceFacts("fuehrungszeugnis", inspected_on=date(2021, 2, 1), issued_on=date(2021, 1, 15))
UNDATED = ClearanceFacts("fuehrungszeugnis", inspected_on=date(2026, 1, 10))
TRAINED_LONG_AGO = ClearanceFacts("schulung", inspected_on=date(2024, 1, 1), issued_on=date(2024, 1, 1))
UNDATED_TRAINING = ClearanceFacts("schulung", inspected_on=date(2025, 6, 1))
CODE = ReasonCode

REFUSALS = [
    _person(CODE.CONSENT_MISSING, "Die Einwilligung zur Vermittlung fehlt.", has_consent=False),
    _person(CODE.ADDRESS_UNCONFIRMED, "Die E-Mail-Adresse ist noch nicht bestätigt.", is_confirmed=False),
    _person(CODE.LEFT, "Das Ehrenamt ist beendet.", has_left=True),
    _person(CODE.PAUSED, "Das Ehrenamt pausiert gerade.", is_paused=True),
    _task(CODE.ARCHIVED, "Die Aufgabe ist archiviert.", is_archived=True),
    _task(CODE.ENDED, "Die Aufgabe ist vorbei.", ends_on=date(2026, 3, 1)),
    _task(CODE.CAPACITY_FULL, "Alle Plätze sind besetzt.", places_left=0),
    _task(CODE.CAPACITY_UNKNOWN, "Wie viele Menschen gebraucht werden, ist nicht bekannt.", places_left=None),
    _person(CODE.ALREADY_PLACED, "Für diese Aufgabe gibt es schon eine Vermittlung.", placed_at=frozenset({"school"})),
    _person(
        CODE.DECLINED_BEFORE, "Zu dieser Aufgabe hat schon eine Seite Nein gesagt.", declined=frozenset({"school"})
    ),
    _person(
        CODE.LEGAL_MISSING,
        "Gesetzlich vorgeschrieben und noch nicht da: erweitertes Führungszeugnis.",
        clearances=(TRAINED,),
    ),
    _person(
        CODE.LEGAL_EXPIRED,
        "Gesetzlich vorgeschrieben und am Tag der Aufgabe abgelaufen: erweitertes Führungszeugnis.",
        clearances=(OLD, TRAINED),
    ),
    _person(
        CODE.LEGAL_UNKNOWN,
        "Gesetzlich vorgeschrieben, aber die Angaben reichen nicht: erweitertes Führungszeugnis.",
        clearances=(UNDATED, TRAINED),
    ),
    _task(CODE.REQUIREMENTS_UNKNOWN, "Welche Nachweise nötig sind, ist noch nicht geklärt.", requirements=None),
    _person(CODE.TOO_YOUNG, "Das Mindestalter für diese Aufgabe ist 18 Jahre.", born_on=date(2010, 1, 1)),
    _person(CODE.AGE_UNKNOWN, "Das Mindestalter ist 18 Jahre, das Alter ist nicht bekannt.", born_on=None),
    _person(CODE.HOUSE_MISSING, "Für diese Aufgabe fehlt noch: Schulung.", clearances=(SEEN,)),
    _person(
        CODE.HOUSE_EXPIRED,
        "Am Tag der Aufgabe nicht mehr gültig: Schulung.",
        clearances=(SEEN, TRAINED_LONG_AGO),
    ),
    _person(CODE.HOUSE_UNKNOWN, "Dazu reichen die Angaben nicht: Schulung.", clearances=(SEEN, UNDATED_TRAINING)),
    _person(CODE.LANGUAGE_MISSING, "Gebraucht wird diese Sprache: Dari.", languages=()),
    _person(
        CODE.LANGUAGE_TOO_LOW,
        "Gebraucht wird diese Sprache (gut): Dari.",
        languages=(Spoken("prs", SpokenLevel.BASIC, True),),
    ),
    _person(
        CODE.LANGUAGE_UNKNOWN,
        "Wie gut diese Sprache gesprochen wird, ist nicht bekannt: Dari.",
        languages=(Spoken("prs", "", True),),
    ),
    _task(CODE.LANGUAGE_NEED_UNKNOWN, "Welche Sprache gebraucht wird, ist nicht bekannt.", languages=()),
    _person(
        CODE.NO_INTERPRETING,
        "Gebraucht wird jemand, der dolmetschen darf und möchte: Dari.",
        languages=(Spoken("prs", SpokenLevel.NATIVE, False),),
    ),
    _person(
        CODE.INTERPRETING_UNKNOWN,
        "Ob Dolmetschen möglich ist, ist nicht bekannt: Dari.",
        languages=(Spoken("prs", SpokenLevel.NATIVE, None),),
    ),
    _person(CODE.GERMAN_TOO_LOW, "Für diese Aufgabe wird Deutsch ab Niveau A2 gebraucht.", german_level="A1"),
    _person(
        CODE.GERMAN_UNKNOWN,
        "Gebraucht wird Deutsch ab Niveau A2, das Niveau ist nicht bekannt.",
        german_level="",
    ),
    _task(CODE.GERMAN_NEED_UNKNOWN, "Wie viel Deutsch gebraucht wird, ist nicht bekannt.", german_level=""),
    _person(CODE.SKILL_MISSING, "Gebraucht wird außerdem: erklären und unterrichten.", skills=frozenset({"car"})),
    _person(
        CODE.INTEREST_ELSEWHERE,
        "Gewünscht ist eine andere Art von Aufgabe.",
        activity_types=frozenset({"sport"}),
        areas=frozenset({"wohnen"}),
    ),
    _person(
        CODE.INTEREST_UNKNOWN,
        "Welche Aufgaben gewünscht sind, ist nicht bekannt.",
        activity_types=frozenset(),
        areas=frozenset(),
    ),
    _person(CODE.TOO_FAR, "Der Ort liegt weiter weg als gewünscht.", districts=frozenset({"sodingen"})),
    _task(CODE.PLACE_UNKNOWN, "Der Stadtbezirk der Aufgabe ist nicht bekannt.", district=None),
    _person(
        CODE.DISTRICTS_UNKNOWN,
        "In welchen Stadtbezirken geholfen werden soll, ist nicht bekannt.",
        districts=frozenset(),
    ),
    _person(
        CODE.TIME_CLASH,
        "Die Zeiten der Aufgabe passen nicht zur freien Zeit.",
        windows=(Window(2, time(14), time(16, 59)), Window(3, time(8), time(20))),
    ),
    _task(CODE.TIMES_UNKNOWN, "Die Zeiten der Aufgabe sind nicht bekannt.", windows=()),
    _person(CODE.AVAILABILITY_UNKNOWN, "Die freie Zeit ist nicht bekannt.", windows=()),
    _person(CODE.ABSENT, "Abwesend bis 03.03.2026.", absences=(Away(date(2026, 3, 3), date(2026, 3, 3)),)),
    _person(
        CODE.FULL_LOAD,
        "Die freien Stunden sind schon verplant, es bleiben 1,5 je Woche.",
        hours_taken=Decimal("2.5"),
    ),
    _person(
        CODE.HOURS_TOO_FEW,
        "Die Aufgabe braucht 2 Stunden je Woche, das ist mehr als gewünscht.",
        hours_per_week=Decimal("1.5"),
    ),
    _person(CODE.HOURS_UNKNOWN, "Wie viele Stunden je Woche möglich sind, ist nicht bekannt.", hours_per_week=None),
    _task(
        CODE.EFFORT_UNKNOWN, "Wie viele Stunden je Woche die Aufgabe braucht, ist nicht bekannt.", hours_per_week=None
    ),
]

# The same codes for other reasons.
FURTHER = [
    _person(CODE.PAUSED, "Das Ehrenamt pausiert gerade.", is_paused=True, paused_until=TODAY),
    _task(CODE.ENDED, "Die Aufgabe ist vorbei.", occasions=(Occasion(date(2026, 2, 24), time(15), time(17)),)),
    _task(CODE.ENDED, "Die Aufgabe ist vorbei.", ends_on=TODAY),
    _task(CODE.CAPACITY_FULL, "Alle Plätze sind besetzt.", places_left=-1),
    _person(CODE.TOO_YOUNG, "Das Mindestalter für diese Aufgabe ist 18 Jahre.", born_on=date(2008, 3, 4)),
    _task(CODE.PLACE_UNKNOWN, "Der Stadtbezirk der Aufgabe ist nicht bekannt.", district="bochum"),
    _task(CODE.TIMES_UNKNOWN, "Die Zeiten der Aufgabe sind nicht bekannt.", occasions=(Occasion(date(2026, 3, 3)),)),
    _task(
        CODE.TIMES_UNKNOWN,
        "Die Zeiten der Aufgabe sind nicht bekannt.",
        occasions=(Occasion(date(2026, 3, 3), starts=time(15)),),
    ),
    _person(
        CODE.TIME_CLASH,
        "Die Zeiten der Aufgabe passen nicht zur freien Zeit.",
        windows=(Window(2, time(14), time(16)), Window(2, time(16, 1), time(18))),
    ),
    _person(
        CODE.FULL_LOAD,
        "Die freien Stunden sind schon verplant, es bleiben 0 je Woche.",
        hours_taken=Decimal(10),
    ),
    _person(
        CODE.LEGAL_MISSING,
        "Gesetzlich vorgeschrieben und noch nicht da: erweitertes Führungszeugnis.",
        clearances=(ClearanceFacts("fuehrungszeugnis", date(2026, 1, 10), date(2025, 10, 9)), TRAINED),
    ),
    _task(CODE.GERMAN_NEED_UNKNOWN, "Wie viel Deutsch gebraucht wird, ist nicht bekannt.", german_level="gut"),
    _task(CODE.GERMAN_TOO_LOW, "Für diese Aufgabe wird Deutsch ab Niveau native gebraucht.", german_level="native"),
]
