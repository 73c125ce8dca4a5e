"""States of a step, and where it comes from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StepState(TextChoices):
    """What became of a step."""

    OPEN = "open", _("offen")
    DONE = "done", _("erledigt")
    DROPPED = "dropped", _("entfallen")


NEXT_STATES = {
    StepState.OPEN: {StepState.DONE, StepState.DROPPED},
    StepState.DONE: {StepState.OPEN},
    StepState.DROPPED: {StepState.OPEN},
}


class StepOrigin(TextChoices):
    """Why a step is there: each cites a need or a rule."""

    PATH = "path", _("Beratungsweg")
    NEED = "need", _("Bedarf")
    PAPER = "paper", _("Papier läuft ab")
    HANDOVER = "handover", _("Übergabe")
    RESTING = "resting", _("Ruhen ist vorbei")
    STATUS = "status", _("Status hat sich geändert")
    INTAKE = "intake", _("Aufnahme")
    AGREEMENT = "agreement", _("Vereinbarung")


class StepOwner(TextChoices):
    """Who does it."""

    PERSON = "person", _("die Person selbst")
    INSTITUTION = "institution", _("eine Stelle")
