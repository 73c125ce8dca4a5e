"""Choices about who may take part in an offer, in the Redaktion's words; residents read `eligibility_words`."""

from django.db.models import TextChoices


class Condition(TextChoices):
    """What a rule looks at; a short list on purpose, anything else is a question for a person."""

    ANYBODY = "anybody", "offen für alle"
    AGE = "age", "Alter"
    GENDER = "gender", "Geschlecht"
    STATUS = "status", "Aufenthaltsstatus"
    AREA = "area", "Geld zum Leben (Rechtskreis)"
    EU = "eu", "Staatsangehörigkeit der EU"
    WORKS = "works", "Arbeit"
    SCHOOL = "school", "Schulpflicht"
    GERMAN = "german", "Deutschkenntnisse"
    CHILDREN = "children", "Kinder in einem Alter"
    SINGLE_PARENT = "single_parent", "alleinerziehend"
    UNACCOMPANIED = "unaccompanied", "minderjährig und ohne Eltern"
    PREGNANT = "pregnant", "schwanger"
    DISTRICT = "district", "Stadtbezirk"
    ARRIVAL = "arrival", "Zeit seit der Ankunft, in Tagen"
    COURSE = "course", "abgeschlossener Kurs"
    INSURANCE = "insurance", "Krankenversicherung"
    PAPER = "paper", "ein bestimmtes Papier"
    OPEN = "open", "im Einzelfall zu klären"


class Effect(TextChoices):
    """What follows when the condition holds."""

    REQUIRED = "required", "muss so sein"
    EXCLUDES = "excludes", "schließt aus"
    PRIORITY = "priority", "gibt Vorrang"


class Standing(TextChoices):
    """Who stands behind a rule; only what a person has reviewed can ever say yes or no."""

    IMPORTED = "imported", "eingelesen, von niemandem geprüft"
    ENTERED = "entered", "von einer Person eingetragen, nicht geprüft"
    REVIEWED = "reviewed", "geprüft"


class Answer(TextChoices):
    """Whether an offer fits a person."""

    YES = "yes", "ja"
    NO = "no", "nein"
    ASK = "ask", "nachfragen"


class Outlook(TextChoices):
    """What an "ask" rests on."""

    GOOD = "good", "es spricht viel dafür"
    OPEN = "open", "es fehlen Angaben"
    DOUBTFUL = "doubtful", "etwas spricht dagegen"
    SILENT = "silent", "dazu ist nichts bekannt"


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
