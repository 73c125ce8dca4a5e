"""Runs that propose who could do what, kept so that every proposal can be explained later.

A run keeps the weights it counted with and, for each person and task, what came of it: the proposal, the best other
pairings with all parts of their scores, or why there is none. Nothing of it decides anything; a coordinator does.
"""

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q, Value

from herne_integration import stamps
from herne_integration.privacy import classified
from volunteers.choices.matching import Unassigned
from volunteers.models import doors
from volunteers.models.opportunities import Opportunity
from volunteers.models.profiles import Volunteer


def _weight(words):
    return models.DecimalField(words, max_digits=6, decimal_places=4)


class WeightsQuerySet(models.QuerySet):
    """Filters of weights."""

    def current(self, day):
        """The newest that are in force on that day, or None."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first()


@classified(
    plain="id valid_from area target_group language closeness load volunteer_waits opportunity_waits note set_at",
    personal="set_by",
)
class MatchWeights(models.Model):
    """How much each aspect counts from a day on ("Gewichte"); never changed, only followed by newer ones (0004)."""

    valid_from = models.DateField("gilt ab", unique=True)
    area = _weight("Aufgabe")
    target_group = _weight("Zielgruppe")
    language = _weight("Sprache")
    closeness = _weight("Nähe")
    load = _weight("Auslastung")
    volunteer_waits = _weight("Wartetag der ehrenamtlichen Person")
    opportunity_waits = _weight("Wartetag des Einsatzes")
    note = models.CharField("Begründung", max_length=500, blank=True)
    set_at, set_by = stamps.moment("festgelegt", required=True), stamps.person("festgelegt", required=True)

    objects = WeightsQuerySet.as_manager()

    class Meta:
        verbose_name = "Gewichte"
        verbose_name_plural = "Gewichte"
        ordering = ("-valid_from",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(area__gte=0, target_group__gte=0, language__gte=0, closeness__gte=0, load__gte=0),
                name="volunteers_match_weights_not_negative",
                violation_error_message="Ein Gewicht ist nicht negativ.",
            ),
            models.CheckConstraint(
                condition=Q(volunteer_waits__gt=0, opportunity_waits__gt=0),
                name="volunteers_match_weights_waiting_counts",
                violation_error_message="Ein Tag Warten zählt immer etwas.",
            ),
            models.CheckConstraint(
                condition=Q(volunteer_waits__lte=Value(Decimal("0.02")) - F("opportunity_waits")),
                name="volunteers_match_weights_no_jump",
                violation_error_message="Ein Tag Warten zählt für beide Seiten zusammen höchstens 0,02.",
            ),
        ]

    def __str__(self):
        return f"Gewichte ab {self.valid_from:%d.%m.%Y}"


class MatchRunQuerySet(models.QuerySet):
    """Filters of runs."""

    def visible_to(self, user):
        """Only the coordination: a run is about everybody."""
        return self.all() if doors.is_coordinator(user) else self.none()


@classified(
    plain="id day weights asked_at volunteers opportunities places fitting proposals",
    personal="asked_by",
)
class MatchRun(models.Model):
    """One run of matching ("Vorschlagslauf"), counted as of a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField("Stichtag")
    weights = models.ForeignKey(MatchWeights, models.PROTECT, related_name="runs", verbose_name="Gewichte")
    volunteers = models.PositiveIntegerField("Ehrenamtliche")
    opportunities = models.PositiveIntegerField("Einsätze")
    places = models.PositiveIntegerField("freie Plätze")
    fitting = models.PositiveIntegerField("passende Paare")
    proposals = models.PositiveIntegerField("Vorschläge")
    asked_at, asked_by = stamps.moment("angestoßen", required=True), stamps.person("angestoßen", required=True)

    objects = MatchRunQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorschlagslauf"
        verbose_name_plural = "Vorschlagsläufe"
        ordering = ("-asked_at",)
        default_permissions = ()

    def __str__(self):
        return f"Vorschlagslauf vom {self.asked_at:%d.%m.%Y}"


class MatchScoreQuerySet(models.QuerySet):
    """Filters of scores."""

    def visible_to(self, user):
        """Only the coordination: others see the reasons on their own placement."""
        return self.all() if doors.is_coordinator(user) else self.none()

    def proposed(self):
        """The proposals."""
        return self.filter(is_proposed=True)

    def unassigned(self):
        """People and tasks without a proposal, each with the reason."""
        return self.exclude(reason="")

    def best_first(self):
        """In the order in which people read them."""
        return self.order_by("-is_proposed", "-points", "pk")


@classified(personal="id volunteer points parts is_proposed reason", plain="run opportunity")
class MatchScore(models.Model):
    """What a run found for a pair, or why somebody or something stays without a proposal ("Bewertung")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="scores", verbose_name="Lauf")
    volunteer = models.ForeignKey(
        Volunteer,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="match_scores",
        verbose_name="ehrenamtliche Person",
    )
    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, null=True, blank=True, related_name="match_scores", verbose_name="Einsatz"
    )
    # In ten-thousandths, with the parts it is made of: `ranking.stored`.
    points = models.PositiveIntegerField("Punkte", null=True, blank=True)
    parts = models.JSONField("Teile", default=list, blank=True)
    is_proposed = models.BooleanField("vorgeschlagen", default=False)
    reason = models.CharField("Grund", max_length=20, choices=Unassigned, blank=True)

    objects = MatchScoreQuerySet.as_manager()

    class Meta:
        verbose_name = "Bewertung"
        verbose_name_plural = "Bewertungen"
        ordering = ("run", "pk")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(volunteer__isnull=False, opportunity__isnull=False, points__isnull=False, reason="")
                | Q(points__isnull=True, is_proposed=False)
                & (
                    Q(volunteer__isnull=False, opportunity__isnull=True)
                    | Q(volunteer__isnull=True, opportunity__isnull=False)
                )
                & ~Q(reason=""),
                name="volunteers_match_score_pair_or_reason",
                violation_error_message="Eine Bewertung ist ein Paar mit Punkten oder eine Seite mit einem Grund.",
            ),
            models.UniqueConstraint(
                fields=["run", "volunteer", "opportunity"],
                name="volunteers_match_score_once",
                violation_error_message="Dieses Paar ist in diesem Lauf schon bewertet.",
            ),
            models.UniqueConstraint(
                fields=["run", "volunteer"],
                condition=Q(is_proposed=True),
                name="volunteers_match_score_one_proposal",
                violation_error_message="Je Lauf gibt es für jede Person höchstens einen Vorschlag.",
            ),
        ]

    def __str__(self):
        return f"{self.volunteer_id or ''} {self.opportunity_id or ''}".strip()
