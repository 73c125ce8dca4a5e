"""What a task may require before somebody begins."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Requirement(TextChoices):
    """Keys of `RequirementType`, with the word that people read in their own language."""

    CERTIFICATE = "fuehrungszeugnis", _("erweitertes Führungszeugnis")
    MEASLES = "masernschutz", _("Masernschutz")
    CONFIDENTIALITY = "verschwiegenheit", _("Verschwiegenheit")
    AGREEMENT = "vereinbarung", _("Vereinbarung für gute Zusammenarbeit")
    TRAINING = "schulung", _("Schulung")
    MINIMUM_AGE = "mindestalter", _("Mindestalter")


class Exemption(TextChoices):
    """Why somebody needs no proof of something; an answer and nothing more: no birthday, no illness."""

    BORN_BEFORE_1971 = "born_before_1971", _("geboren vor 1971")


# What an exemption is from, and its legal basis: the duty is that of people born after 31 December 1970.
EXEMPT_FROM = {Exemption.BORN_BEFORE_1971: Requirement.MEASLES}
EXEMPTION_BASIS = {Exemption.BORN_BEFORE_1971: "§ 20 Abs. 8 Satz 1 IfSG"}


def named(key, label):
    """The word for a requirement in the language of the page; one that only the tables know keeps its own."""
    return str(Requirement(key).label) if key in Requirement.values else label
