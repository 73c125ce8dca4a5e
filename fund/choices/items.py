"""What a project costs and who pays for it; which kinds are allowed stands in the guideline."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CostCategory(TextChoices):
    """Kinds of costs."""

    MATERIAL = "material", _("Sachkosten")
    FEES = "fees", _("Honorare")
    ROOM = "room", _("Raummiete")
    PUBLICITY = "publicity", _("Öffentlichkeitsarbeit")
    TRAVEL = "travel", _("Fahrtkosten")
    CATERING = "catering", _("Verpflegung")
    STAFF = "staff", _("laufende Personalkosten")
    FOLLOW_UP = "follow_up", _("Folgekosten")
    OTHER = "other", _("Sonstiges")


class FinancingKind(TextChoices):
    """Who pays, beside the fund: what is asked of the fund is a field of the application."""

    OWN = "own", _("Eigenmittel")
    PUBLIC = "public", _("andere öffentliche Mittel")
    PRIVATE = "private", _("Spenden und Stiftungen")
    INCOME = "income", _("Einnahmen, Beiträge der Teilnehmenden")
