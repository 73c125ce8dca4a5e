"""Conflicts of interest: what ties a member to whoever applies, and what follows from it."""

from django.db.models import TextChoices


class TieKind(TextChoices):
    """What ties the holder of a seat to an organisation."""

    BOARD_MEMBER = "board_member", "im Vorstand oder einem ähnlichen Organ"
    EMPLOYEE = "employee", "dort beschäftigt"
    OWN_DEPARTMENT = "own_department", "eigener Fachbereich"
    RELATIVE = "relative", "Angehörige dort"
    FORMER_BOARD = "former_board", "früher im Vorstand"
    PARTNER = "partner", "eigene Einrichtung arbeitet dort mit"


class Standing(TextChoices):
    """Whether somebody takes part in an item."""

    FREE = "free", "stimmt mit ab"
    QUESTION = "question", "stimmt mit ab, der Vorsitz fragt nach"
    EXCLUDED = "excluded", "nimmt nicht teil"


class Ruling(TextChoices):
    """What the body itself decided about a conflict."""

    UPHELD = "upheld", "bestätigt"
    DISMISSED = "dismissed", "verneint"
