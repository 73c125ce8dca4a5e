"""What help is wanted, by whom, and whether anybody stands behind it."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from herne_integration import stamps
from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import GermanLevel, Known
from offers.models import District, FieldOfAction, Language, Organisation, TargetGroup
from offers.models.sorting import sort_key
from volunteers.choices.opportunities import (
    ConfirmedVia,
    OpportunityKind,
    OpportunityOrigin,
    OpportunityState,
    TaskClass,
    Verified,
)
from volunteers.choices.placements import LIVE
from volunteers.choices.profiles import ActivityType, Day, Skill, SpokenLevel
from volunteers.models import doors
from volunteers.models.requirements import RequirementType


class OpportunityQuerySet(models.QuerySet):
    """Filters of opportunities."""

    def visible_to(self, user):
        """What a person may open: everyone all, the archive included (reachable, in no list).

        The row carries contact data: pages show it only through `doors.contact_of_organisation`.
        """
        return self.all()

    def listed(self):
        """In lists: everything but the archive."""
        return self.exclude(state=OpportunityState.ARCHIVED)

    def confirmed(self):
        """Somebody stands behind it."""
        return self.filter(state=OpportunityState.CONFIRMED)

    def represented_by(self, user):
        """Of the organisations that somebody speaks for."""
        if not (user.is_authenticated and user.has_perm(doors.REPRESENT)):
            return self.none()
        return self.filter(organisation__in=doors.represented(user))

    def confirmed_first(self):
        """In the order of lists: what is confirmed before what is not, then by title."""
        return self.order_by(
            models.Case(models.When(state=OpportunityState.CONFIRMED, then=0), default=1), "title_sort", "pk"
        )

    def due_to_ask(self, *, at):
        """Confirmed, and it is time to ask whether it is still needed."""
        return self.confirmed().filter(ask_again_on__lte=at.date()).exclude(contact_email="")

    def with_places_left(self):
        """Annotates `places_taken` (introduced, trial, active) and `places_left` (None: capacity not known)."""
        taken = models.Count("placements", filter=Q(placements__state__in=LIVE), distinct=True)
        return self.annotate(places_taken=taken).annotate(places_left=F("capacity") - F("places_taken"))

    def with_parts(self):
        """With everything that a page says about it, in a fixed number of queries."""
        return self.select_related("organisation", "field_of_action", "district").prefetch_related(
            "target_groups", "languages", "windows", "occasions", "extra_requirements"
        )


@classified(
    personal="contact_name contact_email contact_phone confirmed_by archived_by",
    plain="id reference title title_sort description kind activity_type field_of_action organisation provider_text"
    " target_groups target_text german_level languages language_level skills task_class extra_requirements"
    " requirements_text commitment_text hours_per_week starts_on ends_on is_time_open capacity trial_weeks"
    " accompaniment_text expenses expenses_text accessible accessible_text minimum_age district is_anywhere city"
    " source_phone source_email source source_year origin verified note state confirmed_at confirmed_via ask_again_on"
    " archived_at version",
)
@pghistory.track(exclude=["title_sort"])
class Opportunity(Versioned):
    """Help that somebody wants ("Einsatz"). Empty texts and None mean: nicht bekannt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField("Kennung der Quelle", max_length=20, unique=True, null=True, blank=True)
    title = models.CharField("Titel", max_length=160)
    title_sort = sort_key("title", length=200)
    description = models.TextField("Beschreibung", max_length=4000, blank=True)
    kind = models.CharField("Art", max_length=12, choices=OpportunityKind, blank=True)
    activity_type = models.CharField("Tätigkeit", max_length=20, choices=ActivityType, blank=True)
    field_of_action = models.ForeignKey(
        FieldOfAction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Handlungsfeld"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="opportunities", verbose_name="Einrichtung"
    )
    provider_text = models.CharField("Einrichtung laut Quelle", max_length=200, blank=True)
    target_groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+", verbose_name="Zielgruppen")
    target_text = models.CharField("Für wen", max_length=400, blank=True)

    german_level = models.CharField("Deutsch mindestens", max_length=6, choices=GermanLevel, blank=True)
    # Any one of them is enough.
    languages = models.ManyToManyField(Language, blank=True, related_name="+", verbose_name="weitere Sprachen")
    language_level = models.CharField("wie gut mindestens", max_length=6, choices=SpokenLevel, blank=True)
    skills = ArrayField(
        models.CharField(max_length=20, choices=Skill), verbose_name="nötige Fähigkeiten", default=list, blank=True
    )
    task_class = models.CharField("Art der Aufgabe", max_length=16, choices=TaskClass, blank=True)
    # What the organisation or the source asks for itself, beside the policy of the class of task.
    extra_requirements = models.ManyToManyField(
        RequirementType, blank=True, related_name="+", verbose_name="weitere Voraussetzungen"
    )
    requirements_text = models.CharField("Voraussetzungen, in Worten", max_length=400, blank=True)
    minimum_age = models.PositiveSmallIntegerField("Mindestalter", null=True, blank=True)

    commitment_text = models.CharField("Zeitaufwand", max_length=200, blank=True)
    hours_per_week = models.DecimalField("Stunden pro Woche", max_digits=4, decimal_places=1, null=True, blank=True)
    is_time_open = models.BooleanField("Zeit nach Absprache", default=False)
    starts_on = models.DateField("ab", null=True, blank=True)
    ends_on = models.DateField("bis", null=True, blank=True)
    capacity = models.PositiveSmallIntegerField("Plätze", null=True, blank=True)
    trial_weeks = models.PositiveSmallIntegerField("Probezeit in Wochen", null=True, blank=True)
    accompaniment_text = models.CharField("Begleitung", max_length=400, blank=True)
    expenses = models.CharField("Auslagen werden erstattet", max_length=8, choices=Known, default=Known.UNKNOWN)
    expenses_text = models.CharField("Auslagen, in Worten", max_length=200, blank=True)
    accessible = models.CharField("stufenlos erreichbar", max_length=8, choices=Known, default=Known.UNKNOWN)
    accessible_text = models.CharField("Barrierefreiheit, in Worten", max_length=300, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stadtbezirk"
    )
    is_anywhere = models.BooleanField("überall möglich", default=False)
    city = models.CharField("Ort", max_length=80, blank=True)

    # The named person behind a confirmed opportunity; shown through `doors` only.
    contact_name = models.CharField("Ansprechperson", max_length=120, blank=True)
    contact_email = models.EmailField("E-Mail der Ansprechperson", blank=True)
    contact_phone = models.CharField("Telefon der Ansprechperson", max_length=60, blank=True)
    # What the source publishes; for the coordination, so that no helper stands at a surprised door.
    source_phone = models.CharField("Telefon laut Quelle", max_length=60, blank=True)
    source_email = models.EmailField("E-Mail laut Quelle", blank=True)
    source = models.TextField("Quelle", blank=True)
    source_year = models.PositiveSmallIntegerField("Jahr der Quelle", null=True, blank=True)
    origin = models.CharField("Herkunft", max_length=12, choices=OpportunityOrigin, default=OpportunityOrigin.HERNE)
    verified = models.CharField("Beleg", max_length=16, choices=Verified, default=Verified.PERSON)
    note = models.TextField("Hinweis der Koordination", max_length=2000, blank=True)

    state = models.CharField("Stand", max_length=12, choices=OpportunityState, default=OpportunityState.UNCONFIRMED)
    confirmed_at, confirmed_by = stamps.moment("bestätigt"), stamps.person("bestätigt")
    confirmed_via = models.CharField("bestätigt über", max_length=8, choices=ConfirmedVia, blank=True)
    ask_again_on = models.DateField("wieder fragen am", null=True, blank=True)
    archived_at, archived_by = stamps.moment("archiviert"), stamps.person("archiviert")

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = "Einsatz"
        verbose_name_plural = "Einsätze"
        ordering = ("title_sort", "pk")
        default_permissions = ()
        indexes = [models.Index(fields=["state", "title_sort"], name="volunteers_opportunity_list")]
        constraints = [
            stamped("confirmed", name="volunteers_opportunity_confirmed_stamped"),
            stamped("archived", name="volunteers_opportunity_archived_stamped"),
            models.CheckConstraint(
                condition=~Q(state=OpportunityState.CONFIRMED)
                | Q(
                    confirmed_at__isnull=False,
                    organisation__isnull=False,
                    capacity__isnull=False,
                    ask_again_on__isnull=False,
                )
                & ~Q(contact_name="")
                & ~Q(contact_email="")
                & ~Q(confirmed_via=""),
                name="volunteers_opportunity_confirmed_with_contact",
                violation_error_message="Bestätigt ist nur, wofür eine Einrichtung, eine Ansprechperson mit E-Mail und"
                " die Zahl der Plätze feststehen.",
            ),
            models.CheckConstraint(
                condition=~Q(state=OpportunityState.ARCHIVED) | Q(archived_at__isnull=False),
                name="volunteers_opportunity_archived_by_a_person",
                violation_error_message="Archiviert ist nur, was eine Person archiviert hat.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="volunteers_opportunity_has_title",
                violation_error_message="Ein Einsatz braucht einen Titel.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0, capacity__lte=500),
                name="volunteers_opportunity_capacity_possible",
                violation_error_message="Möglich sind 1 bis 500 Plätze.",
            ),
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True) | Q(minimum_age__lte=99),
                name="volunteers_opportunity_age_of_a_person",
                violation_error_message="Das Mindestalter liegt zwischen 0 und 99 Jahren.",
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__gt=0, hours_per_week__lte=60),
                name="volunteers_opportunity_hours_possible",
                violation_error_message="Möglich sind mehr als 0 und höchstens 60 Stunden pro Woche.",
            ),
            ordered("starts_on", "ends_on", name="volunteers_opportunity_ends_after_start"),
            models.CheckConstraint(
                condition=Q(source_year__isnull=True) | Q(source_year__gte=1900, source_year__lte=2200),
                name="volunteers_opportunity_source_year_has_four_digits",
                violation_error_message="Das Jahr der Quelle hat vier Ziffern.",
            ),
            models.CheckConstraint(
                condition=~Q(origin=OpportunityOrigin.DEMO) | Q(title__endswith="(Muster)"),
                name="volunteers_opportunity_sample_says_so",
                violation_error_message="Ein erfundener Einsatz heißt „… (Muster)“.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_sample(self):
        """Whether it is an invented composite, which every screen says."""
        return self.origin == OpportunityOrigin.DEMO

    @property
    def provider(self):
        """Who wants the help, as far as it is known."""
        return str(self.organisation) if self.organisation else self.provider_text

    @property
    def path(self):
        """The page's address without a language, as short links keep it."""
        return f"/ehrenamt/einsaetze/{self.pk}/"


@classified(plain="id opportunity weekday starts ends")
class OpportunityWindow(models.Model):
    """When a weekly task takes place ("Zeit"); one of them is enough for a volunteer."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="windows", verbose_name="Einsatz")
    weekday = models.CharField("Wochentag", max_length=1, choices=Day)
    starts = models.TimeField("von")
    ends = models.TimeField("bis")

    class Meta:
        verbose_name = "Zeit"
        verbose_name_plural = "Zeiten"
        ordering = ("weekday", "starts")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="volunteers_opportunity_window_ends_after_start",
                violation_error_message="Das Ende liegt nicht nach dem Anfang.",
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}, {self.starts:%H:%M} bis {self.ends:%H:%M}"


@classified(plain="id opportunity day starts ends")
class OpportunityOccasion(models.Model):
    """A day on which a single task takes place ("Termin"); without times it may take the whole day."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="occasions", verbose_name="Einsatz")
    day = models.DateField("Tag")
    starts = models.TimeField("von", null=True, blank=True)
    ends = models.TimeField("bis", null=True, blank=True)

    class Meta:
        verbose_name = "Termin"
        verbose_name_plural = "Termine"
        ordering = ("day", "starts")
        default_permissions = ()
        constraints = [
            ordered("starts", "ends", name="volunteers_opportunity_occasion_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.day:%d.%m.%Y}"
