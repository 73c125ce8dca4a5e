"""Hints at other applications."""

from django.db.models import TextChoices


class HintKind(TextChoices):
    """What another application may mean, the gravest first."""

    DOUBLE = "double", "mögliche Doppelförderung"
    SPLIT = "split", "mögliche Aufteilung"
    RELATED = "related", "weiterer Antrag"
