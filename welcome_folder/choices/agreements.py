"""States of an agreement."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementState(TextChoices):
    """What became of it."""

    OPEN = "open", _("offen")
    DONE = "done", _("erledigt")
    VOID = "void", _("hinfällig")


NEXT_STATES = {
    AgreementState.OPEN: {AgreementState.DONE, AgreementState.VOID},
    AgreementState.DONE: set(),
    AgreementState.VOID: set(),
}


class Debtor(TextChoices):
    """Who has promised something."""

    PERSON = "person", _("die Person selbst")
    INSTITUTION = "institution", _("eine Stelle")
    COMPANION = "companion", _("Begleitung")
