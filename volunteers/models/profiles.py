"""Who wants to help. No residence status, nationality, ethnicity or religion: nothing of the kind has a column."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from herne_integration import stamps
from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import GermanLevel
from offers.models import District, FieldOfAction, Language, TargetGroup
from volunteers.choices.profiles import HERE, ActivityType, Day, Skill, SpokenLevel, VolunteerState
from volunteers.models import doors


class VolunteerQuerySet(models.QuerySet):
    """Filters of volunteers."""

    def visible_to(self, user):
        """One's own profile; coordinators those of everybody who has confirmed the address."""
        if not user.is_authenticated:
            return self.none()
        known = self.exclude(state=VolunteerState.ERASED)
        if doors.is_coordinator(user):
            return known.exclude(Q(state=VolunteerState.DRAFT) & ~Q(user=user.pk))
        return known.filter(user=user.pk)

    def here(self):
        """Active or pausing: neither a draft nor gone."""
        return self.filter(state__in=HERE)

    def active(self):
        """May be suggested something."""
        return self.filter(state=VolunteerState.ACTIVE)

    def led_by(self, user):
        """Whose lead coordinator somebody is."""
        return self.filter(lead=user.pk)

    def waiting_for_first_talk(self):
        """Confirmed, and no coordinator has spoken with them yet: what the inbox shows first."""
        return self.here().filter(met_at__isnull=True)


@classified(
    personal="id user given_name family_name email phone born_on german_level wants_simple_german language"
    " activity_types fields_of_action target_groups skills districts radius_km is_mobile hours_per_week is_always_free"
    " is_open_to_all about lead met_by state paused_until confirmed_by left_by erased_by draft_token draft",
    plain="started_at confirmed_at met_at left_at erased_at expires_at version",
)
@pghistory.track(exclude=["draft_token", "draft"])
class Volunteer(Versioned):
    """Somebody who wants to help ("ehrenamtliche Person"). Empty texts and None mean: nicht bekannt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Open until the address is confirmed, and again once erased.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="volunteer", verbose_name="Konto"
    )
    state = models.CharField("Stand", max_length=8, choices=VolunteerState, default=VolunteerState.DRAFT)
    given_name = models.CharField("Vorname", max_length=100, blank=True)
    family_name = models.CharField("Nachname", max_length=100, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    phone = models.CharField("Telefon", max_length=60, blank=True)
    born_on = models.DateField("Geburtsdatum", null=True, blank=True)
    # The language in which she reads the portal and its mails.
    language = models.CharField("Sprache der Nachrichten", max_length=10, default="de")
    wants_simple_german = models.BooleanField("möchte einfaches Deutsch", default=False)
    german_level = models.CharField("Deutsch", max_length=6, choices=GermanLevel, blank=True)

    activity_types = ArrayField(
        models.CharField(max_length=20, choices=ActivityType), verbose_name="Tätigkeiten", default=list, blank=True
    )
    fields_of_action = models.ManyToManyField(
        FieldOfAction, blank=True, related_name="+", verbose_name="Handlungsfelder"
    )
    target_groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+", verbose_name="Zielgruppen")
    is_open_to_all = models.BooleanField("für alles offen", default=False)
    skills = ArrayField(
        models.CharField(max_length=20, choices=Skill), verbose_name="Fähigkeiten", default=list, blank=True
    )
    districts = models.ManyToManyField(District, blank=True, related_name="+", verbose_name="Stadtbezirke")
    radius_km = models.PositiveSmallIntegerField("Umkreis in km", default=0)
    is_mobile = models.BooleanField("in ganz Herne", default=False)
    hours_per_week = models.DecimalField("Stunden pro Woche", max_digits=4, decimal_places=1, null=True, blank=True)
    is_always_free = models.BooleanField("Zeit nach Absprache", default=False)
    about = models.TextField("Was Sie noch sagen möchten", max_length=1000, blank=True)

    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_volunteers",
        verbose_name="zuständig in der Koordination",
    )
    paused_until = models.DateField("pausiert bis", null=True, blank=True)
    started_at = models.DateTimeField("begonnen am")
    confirmed_at, confirmed_by = stamps.moment("bestätigt"), stamps.person("bestätigt")
    met_at, met_by = stamps.moment("Erstgespräch"), stamps.person("Erstgespräch")
    left_at, left_by = stamps.moment("ausgeschieden"), stamps.person("ausgeschieden")
    erased_at, erased_by = stamps.moment("gelöscht"), stamps.person("gelöscht")
    # What was typed in the steps of the sign-up: {step: {name: value}}; empty once the address is confirmed.
    draft = models.JSONField("Entwurf der Anmeldung", default=dict, blank=True, editable=False)
    draft_token = models.CharField("Prüfsumme des Links", max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField("Entwurf gilt bis", null=True, blank=True, editable=False)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = "ehrenamtliche Person"
        verbose_name_plural = "Ehrenamtliche"
        ordering = ("family_name", "given_name", "pk")
        default_permissions = ()
        permissions = [
            ("coordinate", "Ehrenamtliche vermitteln und begleiten"),
            ("represent_organisation", "für die eigene Einrichtung über Vorschläge entscheiden"),
            ("erase_volunteer", "Ehrenamtliche löschen"),
        ]
        indexes = [models.Index(fields=["state", "family_name", "given_name"], name="volunteers_volunteer_list")]
        constraints = [
            *(
                stamped(decision, name=f"volunteers_volunteer_{decision}_stamped")
                for decision in ("confirmed", "met", "left", "erased")
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HERE)
                | Q(confirmed_at__isnull=False, user__isnull=False) & ~Q(email="") & ~Q(given_name=""),
                name="volunteers_volunteer_here_is_confirmed",
                violation_error_message="Vermittelt wird nur, wer die E-Mail-Adresse bestätigt hat.",
            ),
            models.CheckConstraint(
                condition=~Q(state=VolunteerState.LEFT) | Q(left_at__isnull=False),
                name="volunteers_volunteer_left_by_a_person",
                violation_error_message="Ausgeschieden ist nur, wer sich verabschiedet hat.",
            ),
            models.CheckConstraint(
                condition=~Q(state=VolunteerState.ERASED)
                | Q(
                    user__isnull=True,
                    given_name="",
                    family_name="",
                    email="",
                    phone="",
                    born_on__isnull=True,
                    about="",
                    erased_at__isnull=False,
                ),
                name="volunteers_volunteer_erased_keeps_nothing",
                violation_error_message="Von einer gelöschten Person bleibt nichts.",
            ),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True) | Q(state=VolunteerState.PAUSED),
                name="volunteers_volunteer_pause_has_a_state",
                violation_error_message="Ein Ende der Pause gehört zu einer Pause.",
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__gt=0, hours_per_week__lte=60),
                name="volunteers_volunteer_hours_possible",
                violation_error_message="Möglich sind mehr als 0 und höchstens 60 Stunden pro Woche.",
            ),
            models.CheckConstraint(
                condition=Q(radius_km__lte=100),
                name="volunteers_volunteer_radius_possible",
                violation_error_message="Der Umkreis ist höchstens 100 km.",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(state__in=HERE),
                name="volunteers_volunteer_one_per_address",
                violation_error_message="Zu dieser Adresse gibt es schon ein Profil.",
            ),
        ]

    def __str__(self):
        return self.full_name or "gelöschte Person"

    @property
    def full_name(self):
        """Given and family name as people say them."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def short_code(self):
        """What an organisation calls her before they are introduced: tells nothing."""
        return str(self.pk)[:4].upper()


@classified(personal="id volunteer language level may_interpret")
class VolunteerLanguage(models.Model):
    """A language somebody speaks besides German ("Sprache")."""

    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="languages", verbose_name="ehrenamtliche Person"
    )
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", verbose_name="Sprache")
    level = models.CharField("wie gut", max_length=6, choices=SpokenLevel, blank=True)
    # Open until she says so: wanting to talk is not wanting to interpret.
    may_interpret = models.BooleanField("möchte dolmetschen", null=True, blank=True)

    class Meta:
        verbose_name = "Sprache"
        verbose_name_plural = "Sprachen"
        ordering = ("language__position",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "language"],
                name="volunteers_volunteer_language_once",
                violation_error_message="Diese Sprache steht schon da.",
            ),
        ]

    def __str__(self):
        return f"{self.language} ({self.get_level_display() or 'nicht bekannt'})"


@classified(personal="id volunteer weekday starts ends")
class AvailabilityWindow(models.Model):
    """When somebody is free in the week ("Zeitfenster"); never over midnight."""

    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="windows", verbose_name="ehrenamtliche Person"
    )
    weekday = models.CharField("Wochentag", max_length=1, choices=Day)
    starts = models.TimeField("von")
    ends = models.TimeField("bis")

    class Meta:
        verbose_name = "Zeitfenster"
        verbose_name_plural = "Zeitfenster"
        ordering = ("weekday", "starts")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="volunteers_availability_window_ends_after_start",
                violation_error_message="Das Ende liegt nicht nach dem Anfang.",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "weekday", "starts", "ends"],
                name="volunteers_availability_window_once",
                violation_error_message="Dieses Zeitfenster steht schon da.",
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}, {self.starts:%H:%M} bis {self.ends:%H:%M}"


@classified(personal="id volunteer first_on last_on")
class Absence(models.Model):
    """Days on which somebody is away ("Abwesenheit"), both included; why is nobody's business."""

    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="absences", verbose_name="ehrenamtliche Person"
    )
    first_on = models.DateField("vom")
    last_on = models.DateField("bis")

    class Meta:
        verbose_name = "Abwesenheit"
        verbose_name_plural = "Abwesenheiten"
        ordering = ("first_on",)
        default_permissions = ()
        constraints = [ordered("first_on", "last_on", name="volunteers_absence_ends_after_start")]

    def __str__(self):
        return f"{self.first_on:%d.%m.%Y} bis {self.last_on:%d.%m.%Y}"
