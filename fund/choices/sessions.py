"""Sessions of a body: states, and which may follow which."""

from django.db.models import TextChoices


class SessionForm(TextChoices):
    """How a body comes together."""

    MEETING = "meeting", "Sitzung"
    CIRCULAR = "circular", "Umlauf"


class SessionState(TextChoices):
    """How far a session is; an Umlauf is open from its start to its deadline."""

    PLANNED = "planned", "geplant"
    INVITED = "invited", "eingeladen"
    OPEN = "open", "läuft"
    CLOSED = "closed", "geschlossen"
    CANCELLED = "cancelled", "abgesagt"


_S = SessionState
NEXT_STATES = {
    _S.PLANNED: {_S.INVITED, _S.CANCELLED},
    _S.INVITED: {_S.OPEN, _S.CANCELLED},
    _S.OPEN: {_S.CLOSED},
    _S.CLOSED: set(),
    _S.CANCELLED: set(),
}
# Items may still be added, moved and taken off.
TAKES_ITEMS = (_S.PLANNED, _S.INVITED, _S.OPEN)
# What members may see.
SHOWN_TO_MEMBERS = (_S.INVITED, _S.OPEN, _S.CLOSED)
