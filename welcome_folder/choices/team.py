"""Roles in a care team."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TeamRole(TextChoices):
    """What an institution is for a person."""

    LEAD = "lead", _("federführend")
    PARTICIPANT = "participant", _("beteiligt")


class Basis(TextChoices):
    """Why somebody may know."""

    LAW = "law", _("gesetzliche Aufgabe")
    CONSENT = "consent", _("Einwilligung")
