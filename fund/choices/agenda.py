"""Items on an agenda: states, and which may follow which."""

from django.db.models import TextChoices


class ItemKind(TextChoices):
    """What an item is about."""

    APPLICATION = "application", "Antrag"
    TOPIC = "topic", "anderes Thema"


class TopicSource(TextChoices):
    """Where another topic comes from; its resolution goes back there."""

    GAP = "gap", "Lücke in den Zuständigkeiten"
    RECOMMENDATION = "recommendation", "Empfehlung eines Gremiums"
    MEMBER = "member", "Anregung eines Mitglieds"
    OFFICE = "office", "Projektbüro"


class ItemState(TextChoices):
    """How far an item is; votes are taken while it is open."""

    PLANNED = "planned", "vorgesehen"
    OPEN = "open", "zur Abstimmung"
    PASSED = "passed", "angenommen"
    REJECTED = "rejected", "abgelehnt"
    DEFERRED = "deferred", "vertagt"
    REMOVED = "removed", "abgesetzt"


_I = ItemState
NEXT_STATES = {
    _I.PLANNED: {_I.OPEN, _I.DEFERRED, _I.REMOVED},
    _I.OPEN: {_I.PASSED, _I.REJECTED, _I.DEFERRED},
    _I.PASSED: set(),
    _I.REJECTED: set(),
    _I.DEFERRED: set(),
    _I.REMOVED: set(),
}
# Still to be decided; one application stands on one agenda at a time.
PENDING_ITEMS = (_I.PLANNED, _I.OPEN)
DECIDED_ITEMS = (_I.PASSED, _I.REJECTED)
