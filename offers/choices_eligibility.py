"""Choices about who may take part in an offer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Condition(TextChoices):
    """What a rule looks at; a short list on purpose, anything else is a question for a person."""

    ANYBODY = "anybody", _("offen für alle")
    AGE = "age", _("Alter")
    GENDER = "gender", _("Geschlecht")
    STATUS = "status", _("Aufenthaltsstatus")
    AREA = "area", _("Geld zum Leben (Rechtskreis)")
    EU = "eu", _("Staatsangehörigkeit der EU")
    WORKS = "works", _("Arbeit")
    SCHOOL = "school", _("Schulpflicht")
    GERMAN = "german", _("Deutschkenntnisse")
    CHILDREN = "children", _("Kinder in einem Alter")
    SINGLE_PARENT = "single_parent", _("alleinerziehend")
    UNACCOMPANIED = "unaccompanied", _("minderjährig und ohne Eltern")
    PREGNANT = "pregnant", _("schwanger")
    DISTRICT = "district", _("Stadtbezirk")
    ARRIVAL = "arrival", _("Zeit seit der Ankunft, in Tagen")
    COURSE = "course", _("abgeschlossener Kurs")
    INSURANCE = "insurance", _("Krankenversicherung")
    PAPER = "paper", _("ein bestimmtes Papier")
    OPEN = "open", _("im Einzelfall zu klären")


class Effect(TextChoices):
    """What follows when the condition holds."""

    REQUIRED = "required", _("muss so sein")
    EXCLUDES = "excludes", _("schließt aus")
    PRIORITY = "priority", _("gibt Vorrang")


class Standing(TextChoices):
    """Who stands behind a rule; only what a person has reviewed can ever say yes or no."""

    IMPORTED = "imported", _("eingelesen, von niemandem geprüft")
    ENTERED = "entered", _("von einer Person eingetragen, nicht geprüft")
    REVIEWED = "reviewed", _("geprüft")


class Answer(TextChoices):
    """Whether an offer fits a person."""

    YES = "yes", _("ja")
    NO = "no", _("nein")
    ASK = "ask", _("nachfragen")


class Outlook(TextChoices):
    """What an "ask" rests on."""

    GOOD = "good", _("es spricht viel dafür")
    OPEN = "open", _("es fehlen Angaben")
    DOUBTFUL = "doubtful", _("etwas spricht dagegen")
    SILENT = "silent", _("dazu ist nichts bekannt")


# Which columns a condition reads.
NUMBERS = (Condition.AGE, Condition.CHILDREN, Condition.ARRIVAL)
LISTS = (
    *(Condition.GENDER, Condition.STATUS, Condition.AREA, Condition.DISTRICT),
    *(Condition.COURSE, Condition.INSURANCE, Condition.PAPER),
)
YES_OR_NO = (
    *(Condition.EU, Condition.WORKS, Condition.SCHOOL),
    *(Condition.SINGLE_PARENT, Condition.UNACCOMPANIED, Condition.PREGNANT),
)
WITHOUT_CONTENT = (Condition.ANYBODY, Condition.OPEN)
YES, NO = "yes", "no"
