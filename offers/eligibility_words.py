"""Rules and answers in words for residents, in the page's language. No query."""

from django.utils.translation import gettext as _

from offers.choices_asker import GERMAN_ORDER, PersonGender
from offers.choices_eligibility import Answer, Condition, Outlook

COMMA = ", "


def headline(verdict):
    """The answer as a sentence."""
    if verdict.answer == Answer.YES:
        return _("Ja, das passt für Sie.")
    if verdict.answer == Answer.NO:
        return _("Nein, das ist nicht für Sie gedacht.")
    return {
        Outlook.GOOD: _("Es spricht viel dafür. Bitte fragen Sie trotzdem nach."),
        Outlook.OPEN: _("Das ist noch nicht klar. Bitte fragen Sie nach."),
        Outlook.DOUBTFUL: _("Etwas spricht dagegen. Bitte fragen Sie nach."),
        Outlook.SILENT: _("Darüber wissen wir nichts. Bitte fragen Sie nach."),
    }[verdict.outlook]


def because(verdict):
    """What the answer rests on, in one sentence."""
    if verdict.answer == Answer.YES:
        return _("Alle Voraussetzungen, die wir kennen, sind geprüft und passen zu Ihren Angaben.")
    if verdict.answer == Answer.NO:
        return _("Eine geprüfte Voraussetzung fehlt. Unten steht, wohin Sie sich wenden können.")
    return {
        Outlook.GOOD: _("Was wir gelesen haben, passt zu Ihren Angaben. Bestätigt hat das noch niemand."),
        Outlook.OPEN: _("Uns fehlen Angaben, oder die Stelle entscheidet selbst."),
        Outlook.DOUBTFUL: _("Ob es wirklich nicht geht, sagt Ihnen nur die Stelle selbst."),
        Outlook.SILENT: _("Keine Quelle sagt, für wen das Angebot ist."),
    }[verdict.outlook]


def source_wording(rule, *, statuses):
    """What an offer's own columns say, as a sentence; `statuses` has the words for residence statuses by key."""
    condition = Condition(rule.condition)
    if condition in SENTENCES:
        return SENTENCES[condition](rule)
    named = COMMA.join(word for key, word in statuses.items() if key in rule.values)
    return _("Für Menschen mit: %(statuses)s") % {"statuses": named}


def _age(rule):
    if rule.low is None:
        return _("Für Menschen bis %(high)s Jahre") % {"high": rule.high}
    if rule.high is None:
        return _("Für Menschen ab %(low)s Jahren") % {"low": rule.low}
    return _("Für Menschen von %(low)s bis %(high)s Jahren") % {"low": rule.low, "high": rule.high}


def _children(rule):
    if rule.low is None and rule.high is None:
        return _("Für Familien mit Kindern")
    if rule.low is None:
        return _("Für Kinder bis %(high)s Jahre") % {"high": rule.high}
    if rule.high is None:
        return _("Für Kinder ab %(low)s Jahren") % {"low": rule.low}
    return _("Für Kinder von %(low)s bis %(high)s Jahren") % {"low": rule.low, "high": rule.high}


SENTENCES = {
    Condition.ANYBODY: lambda rule: _("Offen für alle, auch für alle Zugewanderten"),
    Condition.AGE: _age,
    Condition.CHILDREN: _children,
    Condition.GENDER: lambda rule: (
        _("Nur für Frauen") if PersonGender.WOMAN.value in rule.values else _("Nur für Männer")
    ),
    Condition.GERMAN: lambda rule: _("Deutsch mindestens auf Stufe %(level)s") % {"level": rule.level_from},
    Condition.SINGLE_PARENT: lambda rule: _("Für Alleinerziehende"),
    Condition.UNACCOMPANIED: lambda rule: _("Für Jugendliche, die ohne Eltern hier sind"),
}


def german_levels():
    """How well somebody speaks, as people would say it, in order."""
    told = {
        "none": _("gar nicht"),
        "alpha": _("ich lerne erst lesen und schreiben"),
        "A1": _("einige Wörter und Sätze (A1)"),
        "A2": _("einfache Gespräche (A2)"),
        "B1": _("Gespräche im Alltag (B1)"),
        "B2": _("auch schwierige Themen (B2)"),
        "C1": _("fast alles (C1)"),
        "C2": _("wie meine eigene Sprache (C2)"),
    }
    return [(key, told[key]) for key in GERMAN_ORDER]


def standing(reason, *, is_demo):
    """How far a rule can be relied on."""
    rule = reason.rule
    if is_demo:
        return _("geprüft nur zur Vorführung, erfunden")
    if rule.reviewed_on:
        return _("geprüft")
    return _("von der Redaktion bestätigt") if rule.is_confirmed else _("nicht geprüft")
