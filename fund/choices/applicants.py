"""Who applies, and who may do what in a team."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicantKind(TextChoices):
    """Legal kinds; which of them may apply stands in the guideline."""

    ASSOCIATION = "association", _("eingetragener Verein")
    CARRIER = "carrier", _("anderer gemeinnütziger Träger")
    INITIATIVE = "initiative", _("Initiative ohne eigene Rechtsform")
    DEPARTMENT = "department", _("städtische Einrichtung")


class TeamRole(TextChoices):
    """What somebody is in the applicant's team."""

    CHAIR = "chair", _("vertretungsberechtigt (unterschreibt)")
    PROJECT_LEAD = "project_lead", _("Projektleitung")
    TREASURER = "treasurer", _("Kasse")
