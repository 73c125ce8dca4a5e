"""Who has to do something next."""

from django.db.models import TextChoices


class Actor(TextChoices):
    """Whose turn it is."""

    APPLICANT = "applicant", "Antragsteller"
    OFFICE = "office", "Projektbüro"
    SIGNER = "signer", "zweite Person im Projektbüro"
    BOARD = "board", "Gremium"
    NOBODY = "nobody", "niemand"
