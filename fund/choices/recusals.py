"""How a conflict of interest came up."""

from django.db.models import TextChoices


class RecusalOrigin(TextChoices):
    """Who named the conflict."""

    DECLARED = "declared", "selbst erklärt"
    FOUND = "found", "aus den Bindungen gefunden"
    RAISED = "raised", "in der Sitzung genannt"
