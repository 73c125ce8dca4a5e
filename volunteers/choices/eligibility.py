"""Why somebody does not fit a task: one code each, with a sentence in plain words.

The sentences are read by volunteers, institutions and coordinators alike, so they speak about the task and the details
and never about "you". What stands in `%(…)s` comes with the reason.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from offers.choices import GermanLevel

# From "no German needed" to the mother tongue: the levels of the directory and what lies beyond.
GERMAN_ORDER = (*GermanLevel.values, "native")


class ReasonCode(TextChoices):
    """What stands in the way; the order is the order in which people read it."""

    CONSENT_MISSING = "consent_missing", _("Die Einwilligung zur Vermittlung fehlt.")
    ADDRESS_UNCONFIRMED = "address_unconfirmed", _("Die E-Mail-Adresse ist noch nicht bestätigt.")
    LEFT = "left", _("Das Ehrenamt ist beendet.")
    PAUSED = "paused", _("Das Ehrenamt pausiert gerade.")
    ARCHIVED = "archived", _("Die Aufgabe ist archiviert.")
    ENDED = "ended", _("Die Aufgabe ist vorbei.")
    CAPACITY_FULL = "capacity_full", _("Alle Plätze sind besetzt.")
    CAPACITY_UNKNOWN = "capacity_unknown", _("Wie viele Menschen gebraucht werden, ist nicht bekannt.")
    ALREADY_PLACED = "already_placed", _("Für diese Aufgabe gibt es schon eine Vermittlung.")
    DECLINED_BEFORE = "declined_before", _("Zu dieser Aufgabe hat schon eine Seite Nein gesagt.")
    LEGAL_MISSING = "legal_missing", _("Gesetzlich vorgeschrieben und noch nicht da: %(requirement)s.")
    LEGAL_EXPIRED = "legal_expired", _("Gesetzlich vorgeschrieben und am Tag der Aufgabe abgelaufen: %(requirement)s.")
    LEGAL_UNKNOWN = "legal_unknown", _("Gesetzlich vorgeschrieben, aber die Angaben reichen nicht: %(requirement)s.")
    REQUIREMENTS_UNKNOWN = "requirements_unknown", _("Welche Nachweise nötig sind, ist noch nicht geklärt.")
    TOO_YOUNG = "too_young", _("Das Mindestalter für diese Aufgabe ist %(age)s Jahre.")
    AGE_UNKNOWN = "age_unknown", _("Das Mindestalter ist %(age)s Jahre, das Alter ist nicht bekannt.")
    HOUSE_MISSING = "house_missing", _("Für diese Aufgabe fehlt noch: %(requirement)s.")
    HOUSE_EXPIRED = "house_expired", _("Am Tag der Aufgabe nicht mehr gültig: %(requirement)s.")
    HOUSE_UNKNOWN = "house_unknown", _("Dazu reichen die Angaben nicht: %(requirement)s.")
    LANGUAGE_MISSING = "language_missing", _("Gebraucht wird diese Sprache: %(languages)s.")
    LANGUAGE_TOO_LOW = "language_too_low", _("Gebraucht wird diese Sprache (%(level)s): %(languages)s.")
    LANGUAGE_UNKNOWN = "language_unknown", _("Wie gut diese Sprache gesprochen wird, ist nicht bekannt: %(languages)s.")
    LANGUAGE_NEED_UNKNOWN = "language_need_unknown", _("Welche Sprache gebraucht wird, ist nicht bekannt.")
    NO_INTERPRETING = "no_interpreting", _("Gebraucht wird jemand, der dolmetschen darf und möchte: %(languages)s.")
    INTERPRETING_UNKNOWN = "interpreting_unknown", _("Ob Dolmetschen möglich ist, ist nicht bekannt: %(languages)s.")
    GERMAN_TOO_LOW = "german_too_low", _("Für diese Aufgabe wird Deutsch ab Niveau %(level)s gebraucht.")
    GERMAN_UNKNOWN = "german_unknown", _("Gebraucht wird Deutsch ab Niveau %(level)s, das Niveau ist nicht bekannt.")
    GERMAN_NEED_UNKNOWN = "german_need_unknown", _("Wie viel Deutsch gebraucht wird, ist nicht bekannt.")
    SKILL_MISSING = "skill_missing", _("Gebraucht wird außerdem: %(skill)s.")
    INTEREST_ELSEWHERE = "interest_elsewhere", _("Gewünscht ist eine andere Art von Aufgabe.")
    INTEREST_UNKNOWN = "interest_unknown", _("Welche Aufgaben gewünscht sind, ist nicht bekannt.")
    TOO_FAR = "too_far", _("Der Ort liegt weiter weg als gewünscht.")
    PLACE_UNKNOWN = "place_unknown", _("Der Stadtbezirk der Aufgabe ist nicht bekannt.")
    DISTRICTS_UNKNOWN = "districts_unknown", _("In welchen Stadtbezirken geholfen werden soll, ist nicht bekannt.")
    TIME_CLASH = "time_clash", _("Die Zeiten der Aufgabe passen nicht zur freien Zeit.")
    TIMES_UNKNOWN = "times_unknown", _("Die Zeiten der Aufgabe sind nicht bekannt.")
    AVAILABILITY_UNKNOWN = "availability_unknown", _("Die freie Zeit ist nicht bekannt.")
    ABSENT = "absent", _("Abwesend bis %(until)s.")
    FULL_LOAD = "full_load", _("Die freien Stunden sind schon verplant, es bleiben %(hours)s je Woche.")
    HOURS_TOO_FEW = "hours_too_few", _("Die Aufgabe braucht %(hours)s Stunden je Woche, das ist mehr als gewünscht.")
    HOURS_UNKNOWN = "hours_unknown", _("Wie viele Stunden je Woche möglich sind, ist nicht bekannt.")
    EFFORT_UNKNOWN = "effort_unknown", _("Wie viele Stunden je Woche die Aufgabe braucht, ist nicht bekannt.")


class Relaxation(TextChoices):
    """A wish or a condition that may be given up so that somebody fits; what the law demands is none."""

    LANGUAGE = "language", _("ohne die Sprache")
    INTERPRETING = "interpreting", _("ohne Dolmetschen")
    GERMAN = "german", _("ohne das Deutschniveau")
    SKILL = "skill", _("ohne die Fähigkeit")
    INTEREST = "interest", _("auch andere Aufgaben")
    DISTANCE = "distance", _("auch weiter weg")
    TIME = "time", _("zu anderen Zeiten")
    ABSENCE = "absence", _("auch nach einer Abwesenheit")
    HOURS = "hours", _("mit mehr Stunden je Woche")
    HOUSE = "house", _("ohne Nachweise, die nur das Haus verlangt")


# Never set aside by anybody: § 72a SGB VIII with § 30a BZRG, § 20 IfSG, and consent (Art. 6 GDPR). As long as nobody
# knows which proofs a task needs, the law may be among them.
LEGAL = frozenset(
    {
        ReasonCode.CONSENT_MISSING,
        ReasonCode.LEGAL_MISSING,
        ReasonCode.LEGAL_EXPIRED,
        ReasonCode.LEGAL_UNKNOWN,
        ReasonCode.REQUIREMENTS_UNKNOWN,
    }
)

# Nobody knows yet: asking may clear it up. Never the same as "fits".
UNKNOWN = frozenset(code for code in ReasonCode if code.value.endswith("_unknown"))

# A full task has a line: whoever says yes waits in order, and the introduction counts the places.
LINE = frozenset({ReasonCode.CAPACITY_FULL})

# The age has none: it protects whoever is too young, so it is changed by a new policy and not case by case.
RELAXATIONS = {
    ReasonCode.LANGUAGE_MISSING: Relaxation.LANGUAGE,
    ReasonCode.LANGUAGE_TOO_LOW: Relaxation.LANGUAGE,
    ReasonCode.LANGUAGE_UNKNOWN: Relaxation.LANGUAGE,
    ReasonCode.LANGUAGE_NEED_UNKNOWN: Relaxation.LANGUAGE,
    ReasonCode.NO_INTERPRETING: Relaxation.INTERPRETING,
    ReasonCode.INTERPRETING_UNKNOWN: Relaxation.INTERPRETING,
    ReasonCode.GERMAN_TOO_LOW: Relaxation.GERMAN,
    ReasonCode.GERMAN_UNKNOWN: Relaxation.GERMAN,
    ReasonCode.GERMAN_NEED_UNKNOWN: Relaxation.GERMAN,
    ReasonCode.SKILL_MISSING: Relaxation.SKILL,
    ReasonCode.INTEREST_ELSEWHERE: Relaxation.INTEREST,
    ReasonCode.INTEREST_UNKNOWN: Relaxation.INTEREST,
    ReasonCode.TOO_FAR: Relaxation.DISTANCE,
    ReasonCode.PLACE_UNKNOWN: Relaxation.DISTANCE,
    ReasonCode.DISTRICTS_UNKNOWN: Relaxation.DISTANCE,
    ReasonCode.TIME_CLASH: Relaxation.TIME,
    ReasonCode.TIMES_UNKNOWN: Relaxation.TIME,
    ReasonCode.AVAILABILITY_UNKNOWN: Relaxation.TIME,
    ReasonCode.ABSENT: Relaxation.ABSENCE,
    ReasonCode.FULL_LOAD: Relaxation.HOURS,
    ReasonCode.HOURS_TOO_FEW: Relaxation.HOURS,
    ReasonCode.HOURS_UNKNOWN: Relaxation.HOURS,
    ReasonCode.EFFORT_UNKNOWN: Relaxation.HOURS,
    ReasonCode.HOUSE_MISSING: Relaxation.HOUSE,
    ReasonCode.HOUSE_EXPIRED: Relaxation.HOUSE,
    ReasonCode.HOUSE_UNKNOWN: Relaxation.HOUSE,
}

# What a coordinator may set aside with a reason: exactly what can be relaxed, and nothing that the law demands.
OVERRIDABLE = frozenset(RELAXATIONS) - LEGAL
