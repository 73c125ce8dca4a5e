"""States of a request to take part."""

from django.db.models import TextChoices


class JoinState(TextChoices):
    """What the lead has answered; whoever asked learns no more than this."""

    ASKED = "asked", "wartet auf Antwort"
    GRANTED = "granted", "ja"
    REFUSED = "refused", "nein"
    WITHDRAWN = "withdrawn", "zurückgezogen"


NEXT_STATES = {
    JoinState.ASKED: {JoinState.GRANTED, JoinState.REFUSED, JoinState.WITHDRAWN},
    JoinState.GRANTED: set(),
    JoinState.REFUSED: set(),
    JoinState.WITHDRAWN: set(),
}
