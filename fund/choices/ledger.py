"""Kinds of entries in the fund's books."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    """What an entry does to a pot; amounts are positive, the kind says the direction."""

    ALLOT = "allot", _("bereitgestellt")
    RESERVE = "reserve", _("vorgemerkt")
    RELEASE = "release", _("Vormerkung aufgehoben")
    COMMIT = "commit", _("bewilligt")
    DECOMMIT = "decommit", _("Bewilligung zurückgenommen")
    CARRY_OVER_OUT = "carry_over_out", _("ins nächste Jahr übertragen")
    CARRY_OVER_IN = "carry_over_in", _("aus dem Vorjahr übertragen")


# Entries about one application; the others are about the pot alone.
ABOUT_APPLICATIONS = (EntryKind.RESERVE, EntryKind.RELEASE, EntryKind.COMMIT, EntryKind.DECOMMIT)
# What a closed budget year still takes: money that comes back, and its way into the next year.
AFTER_CLOSING = (EntryKind.RELEASE, EntryKind.DECOMMIT, EntryKind.CARRY_OVER_OUT)
