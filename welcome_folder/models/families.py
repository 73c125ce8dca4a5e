"""Who belongs to whom."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from herne_integration.constraints import ordered
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from welcome_folder.choices.people import Custody, Relation
from welcome_folder.models.people import Person


class FamilyTieQuerySet(models.QuerySet):
    """Filters of ties."""

    def of(self, person):
        """Ties of a person, whichever side she stands on."""
        return self.filter(Q(person=person) | Q(relative=person))


@classified(personal="id person relative relation custody custody_from custody_to keep_apart", plain="version")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class FamilyTie(Versioned):
    """Two people of one family ("Familie"): `relative` is the `relation` of `person`, a child her child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="ties", verbose_name="Person")
    relative = models.ForeignKey(Person, models.CASCADE, related_name="ties_back", verbose_name="Angehörige")
    relation = models.CharField("Verhältnis", max_length=10, choices=Relation)
    custody = models.CharField("Sorgerecht", max_length=8, choices=Custody, blank=True)
    custody_from = models.DateField("Sorgerecht ab", null=True, blank=True)
    custody_to = models.DateField("Sorgerecht bis", null=True, blank=True)
    # Protection from violence: no joint print, and neither learns the other's address.
    keep_apart = models.BooleanField("Schutz vor Gewalt: getrennt halten", default=False)

    objects = FamilyTieQuerySet.as_manager()

    class Meta:
        verbose_name = "Angehörige"
        verbose_name_plural = "Angehörige"
        default_permissions = ()
        constraints = [
            ordered("custody_from", "custody_to", name="welcome_folder_family_tie_custody_to_after_from"),
            models.CheckConstraint(
                condition=~Q(person=F("relative")),
                name="welcome_folder_family_tie_two_people",
                violation_error_message="Niemand ist mit sich selbst verwandt.",
            ),
            models.UniqueConstraint(
                models.functions.Least("person", "relative"),
                models.functions.Greatest("person", "relative"),
                name="welcome_folder_family_tie_once",
                violation_error_message="Diese beiden sind schon als Familie eingetragen.",
            ),
        ]

    def __str__(self):
        return self.get_relation_display()
