"""What there is in the city for newcomers."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import (
    LOCAL_ORIGINS,
    NEIGHBOUR_ORIGINS,
    Cost,
    CostBasis,
    Currency,
    Evidence,
    Gender,
    GermanLevel,
    Known,
    Origin,
    Registration,
    Reliability,
    State,
)
from offers.models.organisations import Location, Organisation
from offers.models.sorting import sort_key
from offers.models.vocabulary import FieldOfAction, Goal, Language, LegalStatus, TargetGroup, Topic

# The German texts of an offer that are translated; a change of one raises `text_revision`.
TEXT_FIELDS = (
    "title",
    "description",
    "target_text",
    "schedule_text",
    "cost_text",
    "bring_text",
    "registration_text",
)


# Sources with this word are licensed CC BY 4.0 and have to be credited.
INTEGREAT = "integreat"


class OfferQuerySet(models.QuerySet):
    """Filters of offers."""

    def visible_to(self, user):
        """What a person may open: everyone all offers, the archive included (it is reachable, but in no list)."""
        return self.all()

    def listed(self):
        """In lists: everything but the archive."""
        return self.exclude(state=State.ARCHIVED)

    def in_scope(self, *, with_neighbours=False):
        """Herne and nationwide, by a switch also the neighbouring cities."""
        return self.filter(origin__in=NEIGHBOUR_ORIGINS if with_neighbours else LOCAL_ORIGINS)

    def from_integreat(self):
        """Whatever rests on the CC BY 4.0 data set of Integreat."""
        return self.filter(source__icontains=INTEGREAT)

    def valid_on(self, day):
        """Not yet over on that day."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))


@classified(
    personal="confirmed_by archived_by",
    plain="id reference title title_sort description field_of_action topics goals target_groups target_text"
    " organisation partners provider_text location age_from age_to gender german_level level_text residence_statuses"
    " residence_all residence_text residence_basis work_permit languages cost cost_text cost_basis schedule_text"
    " registration registration_text bring_text accessible accessible_text childcare childcare_text online online_text"
    " phone email website valid_from valid_until review_on source source_year currency origin reliability note state"
    " confirmed_at archived_at text_revision version keywords",
)
@pghistory.track(exclude=["title_sort"])
class Offer(Versioned):
    """One integration offer ("Angebot"). Empty texts mean: nicht bekannt."""

    TEXT_FIELDS = TEXT_FIELDS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField("Kennung der Quelle", max_length=20, unique=True, null=True, blank=True)

    title = models.CharField("Titel", max_length=160)
    title_sort = sort_key("title", length=200)
    description = models.TextField("Beschreibung", max_length=4000, blank=True)
    field_of_action = models.ForeignKey(
        FieldOfAction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name="Handlungsfeld",
    )
    keywords = models.CharField("Schlagwörter", max_length=400, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="offers", verbose_name="Themen")
    goals = models.ManyToManyField(Goal, blank=True, related_name="offers", verbose_name="Ziele")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name="Anbieter"
    )
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="partner_offers", verbose_name="gemeinsam mit"
    )
    provider_text = models.CharField("Anbieter laut Quelle", max_length=200, blank=True)
    location = models.ForeignKey(
        Location, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name="Ort"
    )

    target_groups = models.ManyToManyField(TargetGroup, blank=True, related_name="offers", verbose_name="Zielgruppen")
    target_text = models.TextField("Für wen", max_length=1000, blank=True)
    age_from = models.PositiveSmallIntegerField("Alter ab", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("Alter bis", null=True, blank=True)
    gender = models.CharField("Geschlecht", max_length=8, choices=Gender, default=Gender.UNKNOWN)
    german_level = models.CharField("Deutsch mindestens", max_length=6, choices=GermanLevel, blank=True)
    level_text = models.CharField("Sprachniveau", max_length=120, blank=True)
    residence_statuses = models.ManyToManyField(
        LegalStatus, blank=True, related_name="offers", verbose_name="Aufenthaltsstatus"
    )
    residence_all = models.BooleanField("für jeden Aufenthaltsstatus", default=False)
    residence_text = models.CharField("Aufenthalt, in Worten", max_length=300, blank=True)
    residence_basis = models.CharField(
        "Herkunft des Aufenthaltsstatus", max_length=8, choices=Evidence, default=Evidence.UNKNOWN
    )
    work_permit = models.CharField("Arbeitserlaubnis nötig", max_length=8, choices=Known, default=Known.UNKNOWN)
    languages = models.ManyToManyField(Language, blank=True, related_name="offers", verbose_name="gesprochene Sprachen")

    cost = models.CharField("Kosten", max_length=8, choices=Cost, default=Cost.UNKNOWN)
    cost_text = models.CharField("Kosten, in Worten", max_length=200, blank=True)
    cost_basis = models.CharField("Herkunft des Preises", max_length=12, choices=CostBasis, default=CostBasis.UNKNOWN)
    schedule_text = models.TextField("Zeiten, in Worten", max_length=1000, blank=True)
    registration = models.CharField("Anmeldung", max_length=12, choices=Registration, default=Registration.UNKNOWN)
    registration_text = models.TextField("Anmeldung, in Worten", max_length=1000, blank=True)
    bring_text = models.TextField("Mitbringen", max_length=1000, blank=True)
    accessible = models.CharField("stufenlos erreichbar", max_length=8, choices=Known, default=Known.UNKNOWN)
    accessible_text = models.CharField("Barrierefreiheit, in Worten", max_length=300, blank=True)
    childcare = models.CharField("Kinderbetreuung", max_length=8, choices=Known, default=Known.UNKNOWN)
    childcare_text = models.CharField("Kinderbetreuung, in Worten", max_length=300, blank=True)
    online = models.CharField("online möglich", max_length=8, choices=Known, default=Known.UNKNOWN)
    online_text = models.CharField("online, in Worten", max_length=300, blank=True)
    phone = models.CharField("Telefon", max_length=60, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    website = models.URLField("Internetseite", max_length=400, blank=True)

    valid_from = models.DateField("gültig ab", null=True, blank=True)
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    review_on = models.DateField("prüfen am", null=True, blank=True)
    source = models.TextField("Quelle", blank=True)
    source_year = models.PositiveSmallIntegerField("Jahr der Quelle", null=True, blank=True)
    currency = models.CharField("Alter der Quelle", max_length=12, choices=Currency, blank=True)
    origin = models.CharField("Herkunft", max_length=12, choices=Origin, default=Origin.HERNE)
    reliability = models.CharField("Beleg", max_length=16, choices=Reliability, default=Reliability.PERSON)
    note = models.TextField("Hinweis der Redaktion", blank=True)

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
    archived_at = models.DateTimeField("archiviert am", null=True, blank=True)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="archiviert von",
    )
    text_revision = models.PositiveIntegerField("Fassung des deutschen Textes", default=1, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        ordering = ("title_sort", "pk")
        default_permissions = ()
        permissions = [
            ("edit_offer", "Angebote bearbeiten"),
            ("confirm_offer", "Angebote bestätigen und archivieren"),
        ]
        indexes = [
            models.Index(fields=["state", "origin", "title_sort"], name="offers_offer_list"),
        ]
        constraints = [
            stamped("confirmed", name="offers_offer_confirmed_stamped"),
            stamped("archived", name="offers_offer_archived_stamped"),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="offers_offer_confirmed_by_a_person",
                violation_error_message="Bestätigt ist nur, was eine Person bestätigt hat.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ARCHIVED) | Q(archived_at__isnull=False),
                name="offers_offer_archived_by_a_person",
                violation_error_message="Archiviert ist nur, was eine Person archiviert hat.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="offers_offer_has_title",
                violation_error_message="Ein Angebot braucht einen Titel.",
            ),
            ordered("valid_from", "valid_until", name="offers_offer_valid_until_after_from"),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="offers_offer_age_to_after_from",
                violation_error_message="Das höchste Alter liegt unter dem niedrigsten.",
            ),
            models.CheckConstraint(
                condition=(Q(age_from__isnull=True) | Q(age_from__lte=120))
                & (Q(age_to__isnull=True) | Q(age_to__lte=120)),
                name="offers_offer_age_of_a_person",
                violation_error_message="Das Alter liegt zwischen 0 und 120 Jahren.",
            ),
            models.CheckConstraint(
                condition=Q(source_year__isnull=True) | Q(source_year__gte=1900, source_year__lte=2200),
                name="offers_offer_source_year_has_four_digits",
                violation_error_message="Das Jahr der Quelle hat vier Ziffern.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_from_integreat(self):
        """Whether the text rests on the CC BY 4.0 data set of Integreat, which has to be named."""
        return INTEGREAT in self.source.lower()

    @property
    def path(self):
        """The page's address without a language, as short links keep it."""
        return f"/angebote/{self.pk}/"
