"""Choices of information pages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ValueUnit(TextChoices):
    """What an open value is counted in."""

    EURO_A_MONTH = "eur_month", _("Euro im Monat")
    EURO = "eur", _("Euro")
