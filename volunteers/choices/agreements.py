"""The agreement that both sides sign."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Insurance(TextChoices):
    """Who covers accident and liability of this placement."""

    CITY = "city", _("Unfallkasse NRW und Haftpflicht der Stadt")
    PROVIDER = "provider", _("Versicherung der Einrichtung")
    ASSOCIATION = "vbg", _("Verwaltungs-Berufsgenossenschaft und Haftpflicht des Trägers")
    STATE = "state", _("Sammelversicherung des Landes Nordrhein-Westfalen")


class Side(TextChoices):
    """Who signs."""

    VOLUNTEER = "volunteer", _("ehrenamtliche Person")
    ORGANISATION = "organisation", _("Einrichtung")
