"""Choices about a person who asks: what she may say of herself, with plain words for a form."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from offers.choices import GermanLevel


class PersonGender(TextChoices):
    """Gender of a person; `Gender` says for whom an offer is."""

    WOMAN = "woman", _("Frau")
    MAN = "man", _("Mann")
    DIVERSE = "diverse", _("divers")


class LegalArea(TextChoices):
    """Which law somebody's livelihood falls under ("Rechtskreis")."""

    ASYLBLG = "asylblg", _("Geld vom Sozialamt nach dem Asylbewerberleistungsgesetz")
    SGB2 = "sgb2", _("Bürgergeld vom Jobcenter (SGB II)")
    SGB3 = "sgb3", _("Arbeitslosengeld von der Agentur für Arbeit (SGB III)")
    SGB8 = "sgb8", _("Hilfe vom Jugendamt (SGB VIII)")
    SGB12 = "sgb12", _("Sozialhilfe oder Grundsicherung im Alter (SGB XII)")
    NONE = "none", _("kein Geld von einem Amt")


class Insurance(TextChoices):
    """Who pays the doctor."""

    STATUTORY = "statutory", _("gesetzliche Krankenkasse")
    PRIVATE = "private", _("private Krankenversicherung")
    VOUCHER = "voucher", _("Behandlungsschein vom Sozialamt")
    ABROAD = "abroad", _("Versicherung aus einem anderen Land")
    NONE = "none", _("keine Versicherung")


class CourseKind(TextChoices):
    """Courses that another one builds on."""

    ORIENTATION = "orientation", _("Erstorientierungskurs")
    INTEGRATION = "integration", _("Integrationskurs")
    JOB_LANGUAGE = "job_language", _("Berufssprachkurs")


# From no German at all to the highest level; literacy comes before A1.
GERMAN_ORDER = tuple(GermanLevel.values)
