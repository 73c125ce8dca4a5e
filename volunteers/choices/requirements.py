"""What a task may require before somebody begins."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Requirement(TextChoices):
    """Keys of `RequirementType`, which carries the label and whether the law asks for it."""

    CERTIFICATE = "fuehrungszeugnis", _("erweitertes Führungszeugnis")
    MEASLES = "masernschutz", _("Masernschutz")
    CONFIDENTIALITY = "verschwiegenheit", _("Verschwiegenheit")
    AGREEMENT = "vereinbarung", _("Vereinbarung für gute Zusammenarbeit")
    TRAINING = "schulung", _("Schulung")
    MINIMUM_AGE = "mindestalter", _("Mindestalter")
