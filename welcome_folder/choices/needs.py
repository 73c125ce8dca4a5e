"""How much somebody needs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Urgency(TextChoices):
    """How soon something is needed in a counselling area."""

    NONE = "none", _("kein Bedarf")
    LATER = "later", _("später")
    SOON = "soon", _("bald")
    NOW = "now", _("sofort")
