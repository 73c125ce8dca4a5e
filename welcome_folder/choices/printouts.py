"""What can be printed of a folder."""

from django.db.models import TextChoices


class PrintKind(TextChoices):
    """Which papers."""

    WHOLE = "whole", "ganzer Ordner"
    SHEET = "sheet", "einzelnes Registerblatt"
    SUPPLEMENT = "supplement", "Nachtrag: nur Neues"
    CARD = "card", "Karte für die Brieftasche"


# What brings the paper folder up to date: the next supplement begins there.
COMPLETE = (PrintKind.WHOLE, PrintKind.SUPPLEMENT)
# What a job makes: too long for a page to wait for.
LONG = COMPLETE
