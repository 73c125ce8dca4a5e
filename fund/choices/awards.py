"""What was granted, and how far it is."""

from django.db.models import TextChoices


class AwardKind(TextChoices):
    """Money for others is granted by a notice; a department of the city gets an allocation, without remedy."""

    GRANT = "grant", "Zuwendung"
    ALLOCATION = "allocation", "interne Zuweisung"


class AwardState(TextChoices):
    """How far an award is."""

    DECIDED = "decided", "beschlossen"
    NOTIFIED = "notified", "beschieden"
    REVOKED = "revoked", "zurückgenommen"


NEXT_STATES = {
    AwardState.DECIDED: {AwardState.NOTIFIED, AwardState.REVOKED},
    AwardState.NOTIFIED: {AwardState.REVOKED},
    AwardState.REVOKED: set(),
}
