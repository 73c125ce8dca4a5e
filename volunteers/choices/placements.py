"""From a suggestion to the end of an activity: both sides say yes before they meet."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlacementState(TextChoices):
    """How far a placement is."""

    SUGGESTED = "suggested", _("vorgeschlagen")
    INTERESTED = "interested", _("Ehrenamtliche Person möchte")
    VOLUNTEER_DECLINED = "v_declined", _("Ehrenamtliche Person möchte nicht")
    ASKED = "asked", _("Einrichtung gefragt")
    ORGANISATION_DECLINED = "o_declined", _("Einrichtung möchte nicht")
    INTRODUCED = "introduced", _("vorgestellt")
    TRIAL = "trial", _("Probezeit")
    ACTIVE = "active", _("läuft")
    ENDED = "ended", _("beendet")


NEXT_STATES = {
    PlacementState.SUGGESTED: {
        PlacementState.INTERESTED,
        PlacementState.VOLUNTEER_DECLINED,
        PlacementState.ENDED,
    },
    PlacementState.INTERESTED: {
        PlacementState.ASKED,
        PlacementState.VOLUNTEER_DECLINED,
        PlacementState.ENDED,
    },
    PlacementState.ASKED: {
        PlacementState.INTRODUCED,
        PlacementState.ORGANISATION_DECLINED,
        PlacementState.VOLUNTEER_DECLINED,
        PlacementState.ENDED,
    },
    PlacementState.INTRODUCED: {PlacementState.TRIAL, PlacementState.ACTIVE, PlacementState.ENDED},
    PlacementState.TRIAL: {PlacementState.ACTIVE, PlacementState.ENDED},
    PlacementState.ACTIVE: {PlacementState.ENDED},
    PlacementState.VOLUNTEER_DECLINED: set(),
    PlacementState.ORGANISATION_DECLINED: set(),
    PlacementState.ENDED: set(),
}
# Somebody still has to do something before the two meet.
OPEN = (PlacementState.SUGGESTED, PlacementState.INTERESTED, PlacementState.ASKED)
# Takes one of the places of the opportunity; contact data is released.
LIVE = (PlacementState.INTRODUCED, PlacementState.TRIAL, PlacementState.ACTIVE)
# The activity has begun.
BEGUN = (PlacementState.TRIAL, PlacementState.ACTIVE)
FINAL = (PlacementState.VOLUNTEER_DECLINED, PlacementState.ORGANISATION_DECLINED, PlacementState.ENDED)


class PlacementOrigin(TextChoices):
    """Who had the idea."""

    COORDINATOR = "coordinator", "von der Koordination vorgeschlagen"
    SIGN_UP = "sign_up", "selbst gemeldet"
    MATCH = "match", "aus einem Vorschlagslauf"


class EndReason(TextChoices):
    """Why it ended; the statistics count these."""

    COMPLETED = "completed", "wie vereinbart abgeschlossen"
    VOLUNTEER = "volunteer", "auf Wunsch der ehrenamtlichen Person"
    ORGANISATION = "organisation", "auf Wunsch der Einrichtung"
    TRIAL = "trial", "in der Probezeit nicht gepasst"
    NOT_NEEDED = "not_needed", "nicht mehr gebraucht"
    WITHDRAWN = "withdrawn", "Vorschlag zurückgezogen"
    LEFT = "left", "ausgeschieden"


class DeclineReason(TextChoices):
    """Why somebody says no; choosing one is never required of a volunteer."""

    TIME = "time", _("keine Zeit")
    PLACE = "place", _("zu weit weg")
    TASK = "task", _("die Aufgabe passt nicht")
    LANGUAGE = "language", _("die Sprache passt nicht")
    FILLED = "filled", _("schon besetzt")
    OTHER = "other", _("anderer Grund")


class HowItGoes(TextChoices):
    """What an institution answers when it is asked how it goes."""

    WELL = "well", "läuft gut"
    MIXED = "mixed", "teils, teils"
    TROUBLE = "trouble", "es gibt Schwierigkeiten"


class FollowUpKind(TextChoices):
    """When the coordinator asks both sides how it goes."""

    TWO_WEEKS = "two_weeks", "nach zwei Wochen"
    THREE_MONTHS = "three_months", "nach drei Monaten"
