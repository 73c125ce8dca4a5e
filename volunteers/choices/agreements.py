"""The agreement that both sides sign."""

from django.db.models import TextChoices


class Insurance(TextChoices):
    """Who covers accident and liability of this placement."""

    CITY = "city", "Unfallkasse NRW und Haftpflicht der Stadt"
    PROVIDER = "provider", "Versicherung der Einrichtung"
    ASSOCIATION = "vbg", "Verwaltungs-Berufsgenossenschaft und Haftpflicht des Trägers"
    STATE = "state", "Sammelversicherung des Landes Nordrhein-Westfalen"


class Side(TextChoices):
    """Who signs."""

    VOLUNTEER = "volunteer", "ehrenamtliche Person"
    ORGANISATION = "organisation", "Einrichtung"


# Stands among a placement's exceptions where somebody begins before both have signed; no reason of `eligibility`.
WITHOUT_AGREEMENT = "agreement_unsigned"
