"""Who works with whom: boards, subprojects, networks and programmes, and which goals belong to a field of action."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from herne_integration.constraints import ordered, refusal, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import State
from offers.choices_structure import StructureKind, StructureRole
from offers.models.organisations import Organisation
from offers.models.sorting import sort_key
from offers.models.vocabulary import FieldOfAction, Goal

CIRCLE = "offers_structure_part_no_circle"
CIRCLE_SENTENCE = "Das gehört selbst dazu: Ein Gremium oder Teilprojekt kann nicht unter seinem eigenen Teil stehen."
# One after the other, so that two people do not close a circle together; then up from the new parent.
NO_CIRCLE = f"""
IF NEW.parent_id IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('{CIRCLE}'));
    IF EXISTS (
        WITH RECURSIVE above(id) AS (
            SELECT NEW.parent_id
            UNION
            SELECT p.parent_id FROM offers_structurepart AS p JOIN above ON p.id = above.id
            WHERE p.parent_id IS NOT NULL
        )
        SELECT 1 FROM above WHERE above.id = NEW.id
    ) THEN
        {refusal(CIRCLE)}
    END IF;
END IF;
RETURN NEW;
"""  # noqa: S608 (a constant text)
DAYS = Func(
    "starts_on", "ends_on", Value("[]", models.CharField()), function="daterange", output_field=DateRangeField()
)


def live_on(day, path=""):
    """Begun and not over on that day; the last day still counts. `path` leads from the query to the days."""
    begun = Q(**{f"{path}starts_on__isnull": True}) | Q(**{f"{path}starts_on__lte": day})
    return begun & (Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gte": day}))


def confirmed_by_a_person(name):
    """Nothing is confirmed but by a person, and what is over gets an end, no archive."""
    return models.CheckConstraint(
        condition=Q(state=State.UNCONFIRMED, confirmed_at__isnull=True)
        | Q(state=State.CONFIRMED, confirmed_at__isnull=False),
        name=name,
        violation_error_message="Bestätigt ist nur, was eine Person bestätigt hat. Was vorbei ist, bekommt ein Ende"
        " statt eines Archivs.",
    )


def _confirmed_by():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bestätigt von",
    )


class StructurePartQuerySet(models.QuerySet):
    """Filters of boards, subprojects, networks and programmes."""

    def visible_to(self, user):
        """What a person may see: everyone all; institutions sit in boards, no people."""
        return self.all()

    def live_on(self, day):
        """There on that day, as far as anybody knows."""
        return self.filter(live_on(day))


@classified(
    personal="confirmed_by",
    plain="id reference kind name name_sort parent field_of_action organisation purpose meets starts_on ends_on"
    " source source_year note state confirmed_at version",
)
@pghistory.track(exclude=["name_sort"])
class StructurePart(Versioned):
    """A board ("Gremium"), subproject ("Teilprojekt"), network or programme; empty means: nicht bekannt."""

    reference = models.CharField("Kennung der Quelle", max_length=40, unique=True, null=True, blank=True)
    kind = models.CharField("Art", max_length=12, choices=StructureKind)
    name = models.CharField("Name", max_length=200)
    name_sort = sort_key("name", length=250)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="gehört zu"
    )
    field_of_action = models.ForeignKey(
        FieldOfAction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="structure_parts",
        verbose_name="Handlungsfeld",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="structure_parts",
        verbose_name="Eintrag im Verzeichnis",
    )
    purpose = models.TextField("Aufgabe", max_length=1000, blank=True)
    meets = models.CharField("wie oft es tagt", max_length=160, blank=True)
    starts_on = models.DateField("besteht seit", null=True, blank=True)
    ends_on = models.DateField("bis", null=True, blank=True)
    source = models.TextField("Quelle", blank=True)
    source_year = models.PositiveSmallIntegerField("Jahr der Quelle", null=True, blank=True)
    note = models.TextField("Hinweis", max_length=1000, blank=True)
    state = models.CharField("Stand", max_length=12, choices=State, default=State.UNCONFIRMED)
    confirmed_at = models.DateTimeField("bestätigt am", null=True, blank=True)
    confirmed_by = _confirmed_by()

    objects = StructurePartQuerySet.as_manager()

    class Meta:
        verbose_name = "Teil der Struktur"
        verbose_name_plural = "Teile der Struktur"
        ordering = ("kind", "name_sort", "pk")
        default_permissions = ()
        permissions = [("edit_structure", "Gremien und Teilprojekte bearbeiten")]
        constraints = [
            stamped("confirmed", name="offers_structure_part_confirmed_stamped"),
            ordered("starts_on", "ends_on", name="offers_structure_part_ends_after_start"),
            confirmed_by_a_person("offers_structure_part_confirmed_by_a_person"),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="offers_structure_part_has_name",
                violation_error_message="Ein Gremium oder Teilprojekt braucht einen Namen.",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")),
                name="offers_structure_part_not_its_own_parent",
                violation_error_message=CIRCLE_SENTENCE,
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_circle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),
                func=NO_CIRCLE,
            )
        ]

    def __str__(self):
        return self.name


class StructureMemberQuerySet(models.QuerySet):
    """Filters of members."""

    def live_on(self, day):
        """Members on that day, as far as anybody knows."""
        return self.filter(live_on(day))


@classified(plain="id part organisation unit_text role starts_on ends_on source source_year")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class StructureMember(models.Model):
    """An institution takes part in a board or subproject, from and to ("Mitglied"); never a person.

    Without an institution `unit_text` is only what the source calls somebody whom the directory does not know.
    """

    part = models.ForeignKey(
        StructurePart, models.CASCADE, related_name="members", verbose_name="Gremium oder Teilprojekt"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="structure_memberships",
        verbose_name="Einrichtung",
    )
    unit_text = models.CharField("Name in der Quelle", max_length=200, blank=True)
    role = models.CharField("Rolle", max_length=10, choices=StructureRole, default=StructureRole.MEMBER)
    starts_on = models.DateField("ab", null=True, blank=True)
    ends_on = models.DateField("bis", null=True, blank=True)
    source = models.TextField("Quelle", blank=True)
    source_year = models.PositiveSmallIntegerField("Jahr der Quelle", null=True, blank=True)

    objects = StructureMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitglied"
        verbose_name_plural = "Mitglieder"
        ordering = ("pk",)
        default_permissions = ()
        constraints = [
            ordered("starts_on", "ends_on", name="offers_structure_member_ends_after_start"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(unit_text=""),
                name="offers_structure_member_names_a_unit",
                violation_error_message="Ein Mitglied ist eine Einrichtung oder ein Name aus der Quelle.",
            ),
            ExclusionConstraint(
                expressions=[
                    (F("part_id"), RangeOperators.EQUAL),
                    (F("organisation_id"), RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
                name="offers_structure_member_once_at_a_time",
                violation_error_message="Diese Einrichtung ist in dieser Zeit schon Mitglied.",
            ),
        ]

    def __str__(self):
        return str(self.organisation or self.unit_text)


@classified(personal="confirmed_by", plain="id field_of_action goal source source_year note state confirmed_at")
@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class FieldGoal(models.Model):
    """A goal that a field of action serves; unconfirmed where no source says so and somebody has only inferred it."""

    field_of_action = models.ForeignKey(
        FieldOfAction, models.PROTECT, related_name="field_goals", verbose_name="Handlungsfeld"
    )
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="field_goals", verbose_name="Ziel")
    source = models.TextField("Quelle", blank=True)
    source_year = models.PositiveSmallIntegerField("Jahr der Quelle", null=True, blank=True)
    note = models.TextField("Hinweis", blank=True)
    state = models.CharField("Stand", max_length=12, choices=State, default=State.UNCONFIRMED)
    confirmed_at = models.DateTimeField("bestätigt am", null=True, blank=True)
    confirmed_by = _confirmed_by()

    class Meta:
        verbose_name = "Ziel eines Handlungsfelds"
        verbose_name_plural = "Ziele der Handlungsfelder"
        ordering = ("field_of_action", "goal")
        default_permissions = ()
        constraints = [
            stamped("confirmed", name="offers_field_goal_confirmed_stamped"),
            confirmed_by_a_person("offers_field_goal_confirmed_by_a_person"),
            models.UniqueConstraint(
                fields=["field_of_action", "goal"],
                name="offers_field_goal_once",
                violation_error_message="Dieses Ziel hat das Handlungsfeld schon.",
            ),
        ]

    def __str__(self):
        return f"{self.field_of_action}: {self.goal}"
