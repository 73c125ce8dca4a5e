"""Choices about erasing folders."""

from django.db.models import TextChoices


class ErasureReason(TextChoices):
    """Why a folder is erased."""

    RETENTION = "retention", "Aufbewahrungsfrist abgelaufen"
    REQUEST = "request", "Verlangen der betroffenen Person (Art. 17 DSGVO)"
    REPLAY = "replay", "nach einer Wiederherstellung noch einmal gelöscht"


class ArchiveAnswer(TextChoices):
    """What the archive said: whoever erases offers first (Archivgesetz NRW § 4)."""

    TAKEN = "taken", "übernommen"
    DECLINED = "declined", "abgelehnt"


class Buried(TextChoices):
    """What a tombstone stands for."""

    FOLDER = "folder", "Ordner"
    PERSON = "person", "Person"
