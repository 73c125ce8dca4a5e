"""How far the minutes of a session are."""

from django.db.models import TextChoices


class MinutesState(TextChoices):
    """A second person makes them final."""

    DRAFT = "draft", "Entwurf"
    FINAL = "final", "abgeschlossen"


NEXT_STATES = {MinutesState.DRAFT: {MinutesState.FINAL}, MinutesState.FINAL: set()}
