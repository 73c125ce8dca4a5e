"""How an application stands, in the applicant's words. Pure.

A decision is told by its notice and by nothing before it: until then the applicant reads that it has been decided.
"""

from dataclasses import dataclass

from fund.choices.applications import DECIDED, ApplicationState

_S = ApplicationState


@dataclass(frozen=True)
class Standing:
    """One state for the applicant: a word, the kind of its badge, what happens next in a sentence."""

    word: str
    badge: str
    sentence: str


TOLD_BY_NOTICE = Standing(
    "entschieden",
    "info",
    "Über Ihren Antrag ist entschieden. Das Ergebnis steht im Bescheid; er wird gerade geschrieben.",
)
STANDINGS = {
    _S.DRAFT: Standing("Entwurf", "neutral", "Ihr Antrag ist noch nicht abgesandt."),
    _S.SUBMITTED: Standing(
        "eingegangen", "success", "Ihr Antrag ist da. Als Nächstes prüft das Projektbüro, ob er vollständig ist."
    ),
    _S.FORMAL_CHECK: Standing(
        "in Prüfung", "info", "Das Projektbüro prüft, ob der Antrag vollständig ist und zur Förderrichtlinie passt."
    ),
    _S.SUPPLEMENT: Standing("Sie sind dran", "warning", "Das Projektbüro braucht noch etwas von Ihnen."),
    _S.ADMISSIBLE: Standing(
        "vollständig", "success", "Ihr Antrag ist vollständig. Er kommt auf die Tagesordnung der Lenkungsgruppe."
    ),
    _S.SCHEDULED: Standing(
        "auf der Tagesordnung", "info", "Die Lenkungsgruppe berät in ihrer nächsten Sitzung über Ihren Antrag."
    ),
    _S.DEFERRED: Standing(
        "vertagt", "info", "Die Lenkungsgruppe hat die Beratung verschoben. Sie müssen dafür nichts tun."
    ),
    _S.NOTIFIED: Standing("beschieden", "success", "Der Bescheid ist abgesandt. Das Ergebnis steht darin."),
    _S.WITHDRAWN: Standing("zurückgezogen", "neutral", "Sie haben den Antrag zurückgezogen. Er wird nicht behandelt."),
}


def of(state):
    """The applicant's words for a state."""
    state = ApplicationState(state)
    return TOLD_BY_NOTICE if state in DECIDED else STANDINGS[state]
