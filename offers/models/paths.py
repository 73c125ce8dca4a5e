"""Which way to go: advice paths and their versions."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import DueFrom, StepClass, UnitKind
from offers.choices_asker import LegalArea
from offers.choices_paths import Family
from offers.models.links import tracked
from offers.models.offers import Offer
from offers.models.organisations import Organisation
from offers.models.path_freezing import links_stay, prerequisites_stay, steps_stay, versions_stay
from offers.models.vocabulary import LegalStatus, TargetGroup


class AdvicePathQuerySet(models.QuerySet):
    """Filters of paths."""

    def visible_to(self, user):
        """Everybody reads published paths, the Redaktion also those that are not published yet."""
        return self.all() if user.has_perm("offers.edit_path") else self.published()

    def published(self):
        """With a version that everybody may read."""
        return self.filter(pk__in=PathVersion.objects.published().values("path"))


@classified(
    plain="id key title for_whom target_group legal_statuses legal_areas families age_from age_to is_beyond_school"
    " arrived_within source source_year position version"
)
@pghistory.track()
class AdvicePath(Versioned):
    """The way for one group of people ("Beratungsweg"); empty means: nicht bekannt."""

    key = models.SlugField("Kürzel in der Adresse", max_length=100, unique=True)
    title = models.CharField("Titel", max_length=160)
    for_whom = models.TextField("Für wen, in Worten", max_length=1000, blank=True)
    target_group = models.ForeignKey(
        TargetGroup, models.PROTECT, null=True, blank=True, related_name="paths", verbose_name="Zielgruppe"
    )
    legal_statuses = models.ManyToManyField(
        LegalStatus, blank=True, related_name="paths", verbose_name="Aufenthaltsstatus"
    )
    age_from = models.PositiveSmallIntegerField("Alter ab", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("Alter bis", null=True, blank=True)
    legal_areas = ArrayField(
        models.CharField("Rechtskreis", max_length=10, choices=LegalArea),
        verbose_name="Rechtskreise",
        default=list,
        blank=True,
    )
    families = ArrayField(
        models.CharField("Familie", max_length=16, choices=Family),
        verbose_name="Familie",
        default=list,
        blank=True,
    )
    is_beyond_school = models.BooleanField("nur für Menschen, die nicht mehr schulpflichtig sind", default=False)
    arrived_within = models.PositiveSmallIntegerField("Monate seit der Ankunft, höchstens", null=True, blank=True)
    source = models.TextField("Quelle", blank=True)
    source_year = models.PositiveSmallIntegerField("Jahr der Quelle", null=True, blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    objects = AdvicePathQuerySet.as_manager()

    class Meta:
        verbose_name = "Beratungsweg"
        verbose_name_plural = "Beratungswege"
        ordering = ("position", "key")
        default_permissions = ()
        permissions = [("edit_path", "Beratungswege bearbeiten")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="offers_advice_path_has_title",
                violation_error_message="Ein Beratungsweg braucht einen Titel.",
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="offers_advice_path_age_to_after_from",
                violation_error_message="Das höchste Alter liegt unter dem niedrigsten.",
            ),
            models.CheckConstraint(
                condition=(Q(age_from__isnull=True) | Q(age_from__lte=120))
                & (Q(age_to__isnull=True) | Q(age_to__lte=120)),
                name="offers_advice_path_age_of_a_person",
                violation_error_message="Das Alter liegt zwischen 0 und 120 Jahren.",
            ),
            models.CheckConstraint(
                condition=Q(arrived_within__isnull=True) | Q(arrived_within__range=(1, 600)),
                name="offers_advice_path_arrived_within_months",
                violation_error_message="Die Ankunft liegt einen Monat oder länger zurück, höchstens 600 Monate.",
            ),
        ]

    def __str__(self):
        return self.title


@classified(plain="id advicepath legalstatus")
@tracked
class PathLegalStatus(AdvicePath.legal_statuses.through):
    """A path is for people with a residence status."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Aufenthaltsstatus des Beratungswegs"
        verbose_name_plural = "Aufenthaltsstatus der Beratungswege"


class PathVersionQuerySet(models.QuerySet):
    """Filters of versions."""

    def visible_to(self, user):
        """Everybody reads what is published, the Redaktion also drafts."""
        return self.all() if user.has_perm("offers.edit_path") else self.published()

    def published(self):
        """What everybody may read and folders may build on."""
        return self.filter(published_at__isnull=False)

    def newest(self):
        """Of each path only the version with the highest number."""
        return self.order_by("path_id", "-number").distinct("path_id")


def _person(verb):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=f"{verb} von"
    )


@classified(
    personal="published_by confirmed_by",
    plain="id path number is_complete note published_at confirmed_at version",
)
@pghistory.track()
class PathVersion(Versioned):
    """One version of a path ("Fassung"): once published it stays, and folders keep theirs."""

    path = models.ForeignKey(AdvicePath, models.PROTECT, related_name="versions", verbose_name="Beratungsweg")
    number = models.PositiveSmallIntegerField("Nummer")
    # Whoever says "complete" promises that each step names who is responsible.
    is_complete = models.BooleanField("vollständig", default=False)
    note = models.TextField("Hinweis", max_length=1000, blank=True)
    published_at = models.DateTimeField("veröffentlicht am", null=True, blank=True)
    published_by = _person("veröffentlicht")
    confirmed_at = models.DateTimeField("bestätigt am", null=True, blank=True)
    confirmed_by = _person("bestätigt")

    objects = PathVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "Fassung eines Beratungswegs"
        verbose_name_plural = "Fassungen der Beratungswege"
        ordering = ("path", "number")
        default_permissions = ()
        triggers = [versions_stay()]
        constraints = [
            stamped("published", name="offers_path_version_published_stamped"),
            stamped("confirmed", name="offers_path_version_confirmed_stamped"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(published_at__isnull=False),
                name="offers_path_version_confirmed_is_published",
                violation_error_message="Bestätigt werden kann nur, was veröffentlicht ist.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="offers_path_version_number_positive",
                violation_error_message="Fassungen zählen ab eins.",
            ),
            models.UniqueConstraint(
                fields=["path", "number"],
                name="offers_path_version_number_once",
                violation_error_message="Diese Fassung gibt es schon.",
            ),
            models.UniqueConstraint(
                fields=["path"],
                condition=Q(published_at__isnull=True),
                name="offers_path_version_one_open",
                violation_error_message="An diesem Beratungsweg wird schon eine neue Fassung geschrieben.",
            ),
        ]

    def __str__(self):
        return f"{self.path}, Fassung {self.number}"


@classified(
    plain="id version position title detail necessity norm due_days due_from due_text unit_text unit_kind organisation"
    " papers_text bring_text next_text offers prerequisites source copied_from edits"
)
@pghistory.track()
class PathStep(models.Model):
    """One step of a version ("Schritt"); empty texts mean: nicht bekannt."""

    version = models.ForeignKey(PathVersion, models.CASCADE, related_name="steps", verbose_name="Fassung")
    position = models.PositiveSmallIntegerField("Nummer")
    title = models.CharField("Titel", max_length=160)
    detail = models.TextField("Worum es geht", max_length=2000, blank=True)
    necessity = models.CharField("Einstufung", max_length=12, choices=StepClass, default=StepClass.UNCLASSIFIED)
    norm = models.CharField("Norm", max_length=160, blank=True)
    due_days = models.PositiveSmallIntegerField("fällig in Tagen", null=True, blank=True)
    due_from = models.CharField("gezählt ab", max_length=8, choices=DueFrom, blank=True)
    due_text = models.CharField("Frist, in Worten", max_length=200, blank=True)
    unit_text = models.CharField("zuständige Stelle", max_length=200, blank=True)
    unit_kind = models.CharField("Art der Stelle", max_length=10, choices=UnitKind, default=UnitKind.UNKNOWN)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="path_steps", verbose_name="Einrichtung"
    )
    # A source that names a paper does not say whether one brings it along or gets it there.
    papers_text = models.CharField("Papiere laut Quelle", max_length=300, blank=True)
    bring_text = models.CharField("Mitbringen", max_length=300, blank=True)
    next_text = models.CharField("Wie es weitergeht", max_length=300, blank=True)
    offers = models.ManyToManyField(Offer, blank=True, related_name="path_steps", verbose_name="Angebote")
    prerequisites = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="followers", verbose_name="vorher nötig"
    )
    source = models.TextField("Quelle", blank=True)
    # The same step in the version before, so that two versions can be compared step by step.
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="copies", verbose_name="kopiert von"
    )
    # Counts the saved edits, as `version` does elsewhere; here that word names the version of the path.
    edits = models.PositiveIntegerField("Bearbeitungen", default=1, editable=False)

    class Meta:
        verbose_name = "Schritt eines Beratungswegs"
        verbose_name_plural = "Schritte der Beratungswege"
        ordering = ("version", "position")
        default_permissions = ()
        triggers = [steps_stay()]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="offers_path_step_position_once",
                violation_error_message="Diese Nummer hat schon ein anderer Schritt.",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1),
                name="offers_path_step_position_positive",
                violation_error_message="Schritte zählen ab eins.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="offers_path_step_has_title",
                violation_error_message="Ein Schritt braucht einen Titel.",
            ),
            models.CheckConstraint(
                condition=~Q(necessity=StepClass.LAW) | ~Q(norm=""),
                name="offers_path_step_law_needs_norm",
                violation_error_message="„Gesetzlich erforderlich“ braucht die Norm, die es verlangt.",
            ),
            models.CheckConstraint(
                condition=Q(due_days__isnull=True, due_from="") | (Q(due_days__isnull=False) & ~Q(due_from="")),
                name="offers_path_step_due_from_somewhere",
                violation_error_message="Zu einer Frist gehören die Tage und ab wann sie zählen.",
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"


@classified(plain="id pathstep offer")
@pgtrigger.register(links_stay())
@tracked
class PathStepOffer(PathStep.offers.through):
    """An offer helps with a step."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Angebot des Schritts"
        verbose_name_plural = "Angebote der Schritte"


@classified(plain="id from_pathstep to_pathstep")
@pgtrigger.register(prerequisites_stay())
@tracked
class PathStepPrerequisite(PathStep.prerequisites.through):
    """A step needs another one of the same version before it."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Voraussetzung des Schritts"
        verbose_name_plural = "Voraussetzungen der Schritte"
