"""Who has to do something next."""

from django.db.models import TextChoices


class Actor(TextChoices):
    """Whose turn it is."""

    APPLICANT = "applicant", "Antragsteller"
    OFFICE = "office", "Projektbüro"
    DEPARTMENT = "department", "Fachbereich"
    BOARD = "board", "Gremium"
    SIGNER = "signer", "Unterschrift"
    POST = "post", "Versand"
    NOBODY = "nobody", "niemand"
