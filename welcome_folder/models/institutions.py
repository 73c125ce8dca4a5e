"""What the folder has to know of an institution beyond the directory."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices_asker import LegalArea
from offers.models import Organisation


class InstitutionQuerySet(models.QuerySet):
    """Filters of institutions."""

    def may_take_part(self):
        """Those that can be lead or in a team: never the immigration office."""
        return self.filter(is_immigration_office=False)


@classified(plain="id version organisation is_sensitive is_immigration_office areas legal_areas")
@pghistory.track()
class Institution(Versioned):
    """An institution that works with folders ("Stelle")."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="folder_institution", verbose_name="Einrichtung"
    )
    # Others read "eine Beratungsstelle": that somebody goes to a women's refuge is nobody's business.
    is_sensitive = models.BooleanField("für andere nur „eine Beratungsstelle“", default=False)
    is_immigration_office = models.BooleanField("Ausländerbehörde", default=False)
    areas = ArrayField(models.CharField(max_length=60), verbose_name="Beratungsfelder", default=list, blank=True)
    # For whom a change of legal area is handed over to this institution.
    legal_areas = ArrayField(
        models.CharField(max_length=8, choices=LegalArea), verbose_name="Rechtskreise", default=list, blank=True
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "Stelle"
        verbose_name_plural = "Stellen"
        default_permissions = ()
        permissions = [("manage_institution", "Stellen für Willkommensordner eintragen und ändern")]

    def __str__(self):
        return self.organisation.name
