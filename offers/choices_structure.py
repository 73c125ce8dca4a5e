"""Choices of boards, subprojects and their members."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StructureKind(TextChoices):
    """What kind of working together it is."""

    BOARD = "board", _("Gremium")
    SUBPROJECT = "subproject", _("Teilprojekt")
    NETWORK = "network", _("Netzwerk")
    PROGRAMME = "programme", _("gemeinsames Programm")


class StructureRole(TextChoices):
    """What an institution is in a board or subproject."""

    LEAD = "lead", _("Vorsitz oder Leitung")
    MEMBER = "member", _("Mitglied")
    ADVISER = "adviser", _("beratend")
