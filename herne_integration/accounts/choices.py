"""All choices of accounts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Wish(TextChoices):
    """What somebody who signs up wants to do here; it gives no permission."""

    VOLUNTEER = "volunteer", _("Ich möchte mich ehrenamtlich engagieren")
    APPLICANT = "applicant", _("Ich möchte einen Antrag an den Verfügungsfonds stellen")
