"""Who is responsible for what; `offers.responsibility` says what several rows mean together."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import State
from offers.models.organisations import Organisation
from offers.models.vocabulary import TERM_FIELDS, District, TargetGroup, Term


@classified(plain=f"{TERM_FIELDS} lexicon_keys")
class Task(Term):
    """Something that one office has to do for people ("Aufgabe"); part of the vocabulary."""

    lexicon_keys = models.JSONField("Einträge im Wörterbuch", default=list, blank=True)

    class Meta(Term.Meta):
        verbose_name = "Aufgabe"
        verbose_name_plural = "Aufgaben"


class ResponsibilityQuerySet(models.QuerySet):
    """Filters of responsibilities."""

    def visible_to(self, user):
        """What a person may see: everyone all; nothing about them is personal."""
        return self.all()

    def live_on(self, day):
        """Begun and not over on that day; the last day still counts."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def of_cell(self, *, task, target_group, district):
        """Statements about the same task, the same people and the same place."""
        return self.filter(
            task=task,
            **({"target_group": target_group} if target_group else {"target_group__isnull": True}),
            **({"district": district} if district else {"district__isnull": True}),
        )

    def within(self, starts_on, ends_on):
        """Live on some day of a span; an open end is no limit."""
        found = self
        if ends_on:
            found = found.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=ends_on))
        return found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)) if starts_on else found

    def counting(self):
        """With an institution that is still there; a name that is nowhere in the directory makes nobody responsible."""
        return self.filter(organisation__isnull=False).exclude(organisation__state=State.ARCHIVED)


def _or_none(name):
    """A foreign key where nothing (everybody, the whole city) equals nothing."""
    return Coalesce(F(f"{name}_id"), Value(0), output_field=models.BigIntegerField())


DAYS = Func(
    "starts_on", "ends_on", Value("[]", models.CharField()), function="daterange", output_field=DateRangeField()
)


@classified(
    personal="confirmed_by",
    plain="id reference task target_group district organisation unit_text starts_on ends_on legal_basis source"
    " source_year note state confirmed_at version",
)
@pghistory.track()
class Responsibility(Versioned):
    """A unit does a task for a group in an area, from and to ("Zuständigkeit").

    Without an institution `unit_text` is only what the source calls somebody whom the directory does not know.
    """

    reference = models.CharField("Kennung der Quelle", max_length=40, unique=True, null=True, blank=True)
    task = models.ForeignKey(Task, models.PROTECT, related_name="responsibilities", verbose_name="Aufgabe")
    target_group = models.ForeignKey(
        TargetGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name="Zielgruppe (leer: alle)",
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name="Stadtbezirk (leer: ganz Herne)",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name="zuständige Stelle",
    )
    unit_text = models.CharField("Name in der Quelle", max_length=200, blank=True)
    starts_on = models.DateField("ab", null=True, blank=True)
    ends_on = models.DateField("bis", null=True, blank=True)
    legal_basis = models.CharField("Rechtsgrundlage", max_length=200, blank=True)
    source = models.TextField("Quelle", blank=True)
    source_year = models.PositiveSmallIntegerField("Jahr der Quelle", null=True, blank=True)
    note = models.TextField("Hinweis", blank=True)
    state = models.CharField("Stand", max_length=12, choices=State, default=State.UNCONFIRMED)
    confirmed_at = models.DateTimeField("bestätigt am", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bestätigt von",
    )

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = "Zuständigkeit"
        verbose_name_plural = "Zuständigkeiten"
        ordering = ("task", "pk")
        default_permissions = ()
        constraints = [
            stamped("confirmed", name="offers_responsibility_confirmed_stamped"),
            ordered("starts_on", "ends_on", name="offers_responsibility_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state=State.UNCONFIRMED, confirmed_at__isnull=True)
                | Q(state=State.CONFIRMED, confirmed_at__isnull=False),
                name="offers_responsibility_confirmed_by_a_person",
                violation_error_message="Bestätigt ist nur, was eine Person bestätigt hat. Was vorbei ist, bekommt ein"
                " Ende statt eines Archivs.",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(unit_text=""),
                name="offers_responsibility_names_a_unit",
                violation_error_message="Eine Zuständigkeit nennt eine Einrichtung oder den Namen aus der Quelle.",
            ),
            ExclusionConstraint(
                expressions=[
                    (F("task_id"), RangeOperators.EQUAL),
                    (_or_none("target_group"), RangeOperators.EQUAL),
                    (_or_none("district"), RangeOperators.EQUAL),
                    (F("organisation_id"), RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
                name="offers_responsibility_once_at_a_time",
                violation_error_message="Diese Stelle ist dafür in dieser Zeit schon eingetragen.",
            ),
        ]

    def __str__(self):
        return f"{self.task}: {self.organisation or self.unit_text}"
