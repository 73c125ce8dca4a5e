"""What a task may require before somebody begins."""

from django.db.models import TextChoices


class Requirement(TextChoices):
    """Keys of `RequirementType`, which carries the label and whether the law asks for it."""

    CERTIFICATE = "fuehrungszeugnis", "erweitertes Führungszeugnis"
    MEASLES = "masernschutz", "Masernschutz"
    CONFIDENTIALITY = "verschwiegenheit", "Verschwiegenheit"
    AGREEMENT = "vereinbarung", "Vereinbarung für gute Zusammenarbeit"
    TRAINING = "schulung", "Schulung"
    MINIMUM_AGE = "mindestalter", "Mindestalter"
