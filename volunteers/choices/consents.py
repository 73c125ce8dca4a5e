"""What somebody may consent to, one purpose at a time (GDPR art. 7 para. 2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConsentPurpose(TextChoices):
    """Purposes; without the first there is no profile, everything else is a free choice."""

    PLACEMENT = "placement", _("Vermittlung")
    NEWS = "news", _("Nachrichten und Einladungen")


NEEDED = (ConsentPurpose.PLACEMENT,)
