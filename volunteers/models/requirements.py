"""What a task requires before somebody begins, and what was inspected.

A policy is published once and then never changes: who was placed under it must be able to say under which. Of a
certificate of good conduct only three facts may be kept (§ 72a para. 5 SGB VIII): issued on, inspected on, nothing
relevant; so there is no history of clearances either, and they go when they have served their time.
"""

from django.db import models
from django.db.models import F, Q

from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.privacy import classified
from volunteers.choices.opportunities import TaskClass
from volunteers.choices.requirements import Exemption
from volunteers.models import doors
from volunteers.models.profiles import Volunteer


@classified(plain="id key label explanation position is_shared_by_law")
class RequirementType(models.Model):
    """Something that a task may require ("Voraussetzung"), from `actions/vocabulary.py`."""

    key = models.SlugField("Schlüssel", max_length=40, unique=True)
    label = models.CharField("Bezeichnung", max_length=160)
    explanation = models.TextField("Erklärung", blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    # Whether only "inspected, nothing relevant" may be kept of it.
    is_shared_by_law = models.BooleanField("nur Einsicht erlaubt", default=False)

    class Meta:
        verbose_name = "Voraussetzung"
        verbose_name_plural = "Voraussetzungen"
        ordering = ("position", "key")
        default_permissions = ()

    def __str__(self):
        return self.label


class PolicyQuerySet(models.QuerySet):
    """Filters of policies."""

    def in_force_on(self, day):
        """Published and begun; the newest version per class of task is the one that holds (see `current`)."""
        return self.filter(published_at__isnull=False, valid_from__lte=day)

    def current(self, day):
        """{class of task: policy in force on that day}, in one query besides its items."""
        rows = self.in_force_on(day).order_by("task_class", "-valid_from", "-number").distinct("task_class")
        return {policy.task_class: policy for policy in rows.with_items()}

    def with_items(self):
        """With what each requires, in one query for all."""
        items = PolicyItem.objects.select_related("requirement")
        return self.prefetch_related(models.Prefetch("items", items))


@classified(
    plain="id task_class number valid_from minimum_age minimum_age_basis note published_at", personal="published_by"
)
class RequirementPolicy(models.Model):
    """One version of what a class of task requires ("Regelung"); a published one stays (plain trigger, see 0003)."""

    task_class = models.CharField("Art der Aufgabe", max_length=16, choices=TaskClass)
    number = models.PositiveSmallIntegerField("Fassung")
    valid_from = models.DateField("gilt ab")
    minimum_age = models.PositiveSmallIntegerField("Mindestalter", null=True, blank=True)
    minimum_age_basis = models.CharField("Grundlage des Mindestalters", max_length=200, blank=True)
    note = models.TextField("Hinweis", max_length=2000, blank=True)
    published_at, published_by = stamps.moment("veröffentlicht"), stamps.person("veröffentlicht")

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = "Regelung"
        verbose_name_plural = "Regelungen"
        ordering = ("task_class", "-number")
        default_permissions = ()
        constraints = [
            stamped("published", name="volunteers_policy_published_stamped"),
            models.UniqueConstraint(
                fields=["task_class", "number"],
                name="volunteers_policy_number_once",
                violation_error_message="Diese Fassung gibt es schon.",
            ),
        ]

    def __str__(self):
        return f"{self.get_task_class_display()}, Fassung {self.number}"


@classified(plain="id policy requirement is_legal legal_basis valid_months fresh_months")
class PolicyItem(models.Model):
    """One requirement of a policy, with its legal basis ("Voraussetzung einer Regelung")."""

    policy = models.ForeignKey(RequirementPolicy, models.CASCADE, related_name="items", verbose_name="Regelung")
    requirement = models.ForeignKey(RequirementType, models.PROTECT, related_name="+", verbose_name="Voraussetzung")
    # What the law demands has no exception; what a provider demands a coordinator may waive with a reason.
    is_legal = models.BooleanField("gesetzlich", default=False)
    legal_basis = models.CharField("Grundlage", max_length=200)
    valid_months = models.PositiveSmallIntegerField("gilt Monate ab Ausstellung", null=True, blank=True)
    fresh_months = models.PositiveSmallIntegerField("höchstens alt bei Einsicht, Monate", null=True, blank=True)

    class Meta:
        verbose_name = "Voraussetzung einer Regelung"
        verbose_name_plural = "Voraussetzungen einer Regelung"
        ordering = ("requirement__position",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "requirement"],
                name="volunteers_policy_item_once",
                violation_error_message="Diese Voraussetzung steht schon in der Regelung.",
            ),
            models.CheckConstraint(
                condition=~Q(legal_basis=""),
                name="volunteers_policy_item_has_basis",
                violation_error_message="Jede Voraussetzung nennt ihre Grundlage.",
            ),
        ]

    def __str__(self):
        return f"{self.requirement} ({self.legal_basis})"


class ClearanceQuerySet(models.QuerySet):
    """Filters of clearances."""

    def visible_to(self, user):
        """One's own, and all for coordinators; an organisation learns only whether somebody may begin."""
        if doors.is_coordinator(user):
            return self.all()
        return self.filter(volunteer__user=user.pk) if user.is_authenticated else self.none()


@classified(
    personal="id volunteer requirement issued_on inspected_on valid_until exemption is_clear recorded_by",
    plain="recorded_at",
)
class Clearance(models.Model):
    """A proof that somebody has inspected ("Nachweis"): the days and "nothing relevant", never the paper."""

    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="clearances", verbose_name="ehrenamtliche Person"
    )
    requirement = models.ForeignKey(
        RequirementType, models.PROTECT, related_name="clearances", verbose_name="Voraussetzung"
    )
    issued_on = models.DateField("ausgestellt am", null=True, blank=True)
    inspected_on = models.DateField("eingesehen am")
    valid_until = models.DateField("befristet bis", null=True, blank=True)
    # In place of a paper: the law does not ask this person for one (`choices.requirements.EXEMPT_FROM`).
    exemption = models.CharField("ausgenommen", max_length=20, choices=Exemption, blank=True)
    is_clear = models.BooleanField("nichts, was entgegensteht", default=True)
    recorded_at = stamps.moment("eingetragen", required=True)
    recorded_by = stamps.person("eingetragen", required=True)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        verbose_name = "Nachweis"
        verbose_name_plural = "Nachweise"
        ordering = ("-inspected_on", "-pk")
        default_permissions = ()
        indexes = [models.Index(fields=["volunteer", "requirement"], name="volunteers_clearance_whose")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_clear=True),
                name="volunteers_clearance_only_clear",
                violation_error_message="Gespeichert wird nur, dass nichts entgegensteht (§ 72a Abs. 5 SGB VIII).",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(issued_on__lte=F("inspected_on")),
                name="volunteers_clearance_issued_before_inspected",
                violation_error_message="Ein Nachweis wird erst ausgestellt und dann eingesehen.",
            ),
            models.CheckConstraint(
                condition=Q(exemption="") | Q(issued_on__isnull=True, valid_until__isnull=True),
                name="volunteers_clearance_exemption_is_no_paper",
                violation_error_message="Wer ausgenommen ist, legt nichts vor: ohne Tag der Ausstellung, ohne Frist.",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "requirement", "inspected_on"],
                name="volunteers_clearance_once_a_day",
                violation_error_message="Dieser Nachweis ist schon eingetragen.",
            ),
        ]

    def __str__(self):
        if self.exemption:
            return f"{self.requirement}: nicht nötig, {self.get_exemption_display()}"
        return f"{self.requirement}, eingesehen am {self.inspected_on:%d.%m.%Y}"
