"""What a formal check finds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Finding(TextChoices):
    """What the rules of the guideline say by themselves about one line."""

    MET = "met", _("erfüllt")
    UNMET = "unmet", _("nicht erfüllt")
    OPEN = "open", _("von Hand zu prüfen")


class Verdict(TextChoices):
    """What the person who checks says about one line."""

    MET = "met", _("erfüllt")
    UNMET = "unmet", _("nicht erfüllt")
    NOT_NEEDED = "not_needed", _("trifft nicht zu")


class Result(TextChoices):
    """How a formal check ends."""

    ADMISSIBLE = "admissible", _("zulässig")
    INADMISSIBLE = "inadmissible", _("unzulässig")


class Stance(TextChoices):
    """What a department says about an application."""

    FAVOURS = "favours", _("befürwortet")
    RESERVED = "reserved", _("befürwortet mit Vorbehalt")
    OPPOSES = "opposes", _("befürwortet nicht")
    NO_OPINION = "no_opinion", _("keine fachliche Stellungnahme")
