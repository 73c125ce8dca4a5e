"""Choices about a person and her family."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BirthPrecision(TextChoices):
    """How much of a birth date is known: many papers say 01.01. because nobody knew the day."""

    DAY = "day", _("Tag bekannt")
    YEAR = "year", _("nur das Jahr bekannt")
    GUESSED = "guessed", _("Jahr geschätzt")
    UNKNOWN = "unknown", _("nicht bekannt")


class Channel(TextChoices):
    """How somebody wants to be reached."""

    PHONE = "phone", _("Anruf")
    MESSAGE = "message", _("Textnachricht")
    EMAIL = "email", _("E-Mail")
    LETTER = "letter", _("Brief")
    PERSON = "person", _("persönlich")
    UNKNOWN = "unknown", _("nicht bekannt")


class InterpreterNeed(TextChoices):
    """Whether a conversation needs an interpreter."""

    ALWAYS = "always", _("immer")
    DIFFICULT = "difficult", _("bei schwierigen Themen")
    NEVER = "never", _("nein")
    UNKNOWN = "unknown", _("nicht bekannt")


class Schooling(TextChoices):
    """The highest school somebody has finished, wherever."""

    NONE = "none", _("nie zur Schule gegangen")
    STARTED = "started", _("Schule ohne Abschluss")
    PRIMARY = "primary", _("Grundschule")
    LOWER = "lower", _("Pflichtschule abgeschlossen")
    UPPER = "upper", _("Hochschulreife")
    UNKNOWN = "unknown", _("nicht bekannt")


class Recognition(TextChoices):
    """How far a foreign qualification has been recognised ("Clearing")."""

    OPEN = "open", _("noch nicht geklärt")
    APPLIED = "applied", _("beantragt")
    FULL = "full", _("anerkannt")
    PARTLY = "partly", _("teilweise anerkannt")
    REFUSED = "refused", _("nicht anerkannt")
    NOT_NEEDED = "not_needed", _("nicht nötig")
    UNKNOWN = "unknown", _("nicht bekannt")


class Relation(TextChoices):
    """What the second person is to the first."""

    SPOUSE = "spouse", _("Ehe oder Lebenspartnerschaft")
    CHILD = "child", _("Kind")
    SIBLING = "sibling", _("Geschwister")
    GRANDCHILD = "grandchild", _("Enkelkind")
    WARD = "ward", _("Mündel")
    OTHER = "other", _("andere Angehörige")


class Custody(TextChoices):
    """Who decides for a child."""

    SOLE = "sole", _("alleiniges Sorgerecht")
    SHARED = "shared", _("gemeinsames Sorgerecht")
    GUARDIAN = "guardian", _("Vormundschaft")
    NONE = "none", _("kein Sorgerecht")
    UNKNOWN = "unknown", _("nicht bekannt")


class Proof(TextChoices):
    """Where a statement comes from."""

    SEEN = "seen", _("Papier gesehen")
    DECLARED = "declared", _("selbst angegeben")
