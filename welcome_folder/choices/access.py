"""What the access log says."""

from django.db.models import TextChoices


class Outcome(TextChoices):
    """What somebody who asked for a folder got."""

    SEEN = "seen", "gesehen"
    DENIED = "denied", "abgelehnt"
    SEARCHED = "searched", "gesucht"


class Purpose(TextChoices):
    """What for: each page has one."""

    LOG = "log", "Terminliste"
    ENTRY = "entry", "Eintrag"
    PERSON = "person", "Angaben zur Person"
    FAMILY = "family", "Familie"
    DOCUMENTS = "documents", "Dokumente"
    PLAN = "plan", "Plan"
    TEAM = "team", "Beteiligte"
    HANDOVER = "handover", "Übergabe"
    PRINT = "print", "Druck"
    DAY = "day", "Mein Tag"
    INTAKE = "intake", "Aufnahme"
    ACCESS = "access", "Wer hat hineingesehen"
    ERASURE = "erasure", "Löschung"
