"""An application as its people write it: the working copy, which every submission freezes into a version."""

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from fund.choices.applicants import ApplicantKind
from fund.choices.applications import ApplicationState
from fund.models import fields
from fund.models.applicants import Applicant, ApplicantMember
from fund.models.rounds import Round
from herne_integration import stamps
from herne_integration.accounts.models.invitations import fingerprint
from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import FieldOfAction

NUMBER = r"^VF-[0-9]{4}-[0-9]{4}$"
PROSE = 4000
# A draft that nobody has claimed leaves no history: when it goes, all of it is gone.
OWNED = "(NEW.owner_id IS NOT NULL OR NEW.applicant_id IS NOT NULL)"
KEPT_INSERT = pgtrigger.Condition(OWNED)
KEPT_UPDATE = pgtrigger.Condition(f"OLD.* IS DISTINCT FROM NEW.* AND {OWNED}")


def prose(label):
    """A text of up to two pages; what is longer is refused at the field and by the column."""
    return models.CharField(label, max_length=PROSE, blank=True)


class ApplicationQuerySet(models.QuerySet):
    """Filters of applications."""

    def visible_to(self, user, *, keys=()):
        """The one door: the draft's owner, the applicant's live team, a device that a mailed link has opened (`keys`:
        the secrets in its session), the project office (no drafts), and whoever was asked for an opinion.

        Members of a board read papers through their agenda, never here.
        """
        links = Q(resume_links__session_hash__in=[fingerprint(key) for key in keys], resume_links__expires_at__gt=Now())
        door = Q(pk__in=self._keys(links, state=ApplicationState.DRAFT, owner__isnull=True))
        if user.is_authenticated:
            team = ApplicantMember.objects.live().filter(applicant=OuterRef("applicant"), user=user.pk)
            door |= Q(owner=user.pk, applicant__isnull=True) | Exists(team)
            door |= Q(pk__in=self._keys(opinions__expert=user.pk))
            if user.has_perm("fund.manage_fund"):
                # First, because the database stops at what holds: thousands of rows are asked this.
                door = ~Q(state=ApplicationState.DRAFT) | door
        return self.filter(door)

    def _keys(self, *conditions, **fields):
        """Asked once for all rows: what stands in other tables is little, a join would look at every application."""
        return self.model._base_manager.filter(*conditions, **fields).values("pk")

    def of(self, user):
        """One's own: drafts that one owns, and what one's teams have written ("Meine Anträge")."""
        team = ApplicantMember.objects.live().filter(applicant=OuterRef("applicant"), user=user.pk)
        return self.filter(Q(owner=user.pk, applicant__isnull=True) | Exists(team))

    def drafts(self):
        """Not submitted yet."""
        return self.filter(state=ApplicationState.DRAFT)

    def submitted(self):
        """Everything that was submitted at least once."""
        return self.exclude(state=ApplicationState.DRAFT)


@classified(
    personal="id number state round owner email applicant applicant_name applicant_kind applicant_street"
    " applicant_postcode applicant_city register_number contact_name contact_phone field_of_action title summary"
    " target_groups target_group_text participants starts_on ends_on is_begun place partners new_approach"
    " lasting_effect not_otherwise_fundable short_notice amount_requested withdrawal_reason withdrawn_by",
    plain="state_since created_at touched_on withdrawn_at version",
)
@pghistory.track(pghistory.InsertEvent(condition=KEPT_INSERT), pghistory.UpdateEvent(condition=KEPT_UPDATE))
class Application(Versioned):
    """One application ("Antrag"). Until it is claimed, a draft belongs to whoever opens the link mailed to `email`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("Antragsnummer", max_length=12, blank=True, editable=False)
    state = models.CharField(
        "Stand", max_length=24, choices=ApplicationState, default=ApplicationState.DRAFT, editable=False
    )
    state_since = models.DateTimeField("in diesem Stand seit", editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="applications", verbose_name="Antragsrunde")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fund_drafts",
        verbose_name="angefangen von",
    )
    email = models.EmailField("E-Mail-Adresse")
    applicant = models.ForeignKey(
        Applicant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name="Antragsteller",
    )
    # As it stands in this application, whatever the team's own record says later.
    applicant_name = models.CharField("Name des Antragstellers", max_length=200, blank=True)
    applicant_kind = models.CharField("Rechtsform", max_length=12, choices=ApplicantKind, blank=True)
    applicant_street = models.CharField("Straße und Hausnummer", max_length=160, blank=True)
    applicant_postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    applicant_city = models.CharField("Ort", max_length=80, blank=True)
    register_number = models.CharField("Registernummer", max_length=60, blank=True)
    contact_name = models.CharField("Ansprechperson", max_length=120, blank=True)
    contact_phone = models.CharField("Telefon", max_length=60, blank=True)
    title = models.CharField("Titel des Projekts", max_length=200, blank=True)
    field_of_action = models.ForeignKey(
        FieldOfAction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Handlungsfeld"
    )
    summary = prose("Was geplant ist")
    target_groups = ArrayField(
        models.CharField(max_length=60), verbose_name="Zielgruppen", default=list, blank=True, size=40
    )
    target_group_text = models.CharField("Zielgruppe in eigenen Worten", max_length=500, blank=True)
    participants = models.PositiveIntegerField("Zahl der Teilnehmenden", null=True, blank=True)
    starts_on = models.DateField("Beginn", null=True, blank=True)
    ends_on = models.DateField("Ende", null=True, blank=True)
    is_begun = models.BooleanField("Hat das Projekt schon begonnen?", null=True, blank=True)
    place = models.CharField("Ort der Durchführung", max_length=200, blank=True)
    partners = models.CharField("Kooperationspartner", max_length=1000, blank=True)
    new_approach = prose("Was daran neu ist")
    lasting_effect = prose("Was davon bleibt")
    not_otherwise_fundable = prose("Warum niemand sonst es bezahlt")
    short_notice = prose("Warum es kurzfristig nötig ist")
    amount_requested = fields.amount("beantragte Summe", null=True, blank=True)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True, db_index=True)
    touched_on = models.DateField("zuletzt bearbeitet am", editable=False)
    withdrawal_reason = models.CharField("Grund der Rücknahme", max_length=500, blank=True)
    withdrawn_at, withdrawn_by = stamps.moment("zurückgezogen"), stamps.person("zurückgezogen")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "Antrag"
        verbose_name_plural = "Anträge"
        ordering = ("-created_at", "pk")
        default_permissions = ()
        indexes = [
            models.Index(fields=["state", "state_since"], name="fund_application_by_state"),
            models.Index(fields=["round", "state"], name="fund_application_by_round"),
        ]
        constraints = [
            stamped("withdrawn", name="fund_application_withdrawn_stamped"),
            ordered("starts_on", "ends_on", name="fund_application_ends_after_start"),
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="fund_application_number_once",
                violation_error_message="Diese Antragsnummer gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.DRAFT, number="")
                | ~Q(state=ApplicationState.DRAFT) & Q(number__regex=NUMBER),
                name="fund_application_number_once_submitted",
                violation_error_message="Eine Nummer hat ein Antrag genau dann, wenn er eingegangen ist.",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.DRAFT) | Q(applicant__isnull=False),
                name="fund_application_submitted_has_applicant",
                violation_error_message="Ein eingegangener Antrag hat einen Antragsteller.",
            ),
            models.CheckConstraint(
                condition=Q(amount_requested__isnull=True) | Q(amount_requested__gt=0),
                name="fund_application_amount_positive",
                violation_error_message="Der Betrag muss größer als null sein.",
            ),
            models.CheckConstraint(
                condition=Q(applicant_postcode="") | Q(applicant_postcode__regex=r"^[0-9]{5}$"),
                name="fund_application_postcode_five_digits",
                violation_error_message="Eine Postleitzahl hat fünf Ziffern.",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(state=ApplicationState.WITHDRAWN) & Q(withdrawn_at__isnull=True),
                name="fund_application_withdrawn_by_a_person",
                violation_error_message="Zurückgezogen ist, was eine Person zurückgezogen hat.",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title or self.applicant_name or 'Antrag ohne Titel'}".strip()

    @property
    def latest_version(self):
        """What was submitted last, or None: a board decides about this and nothing else."""
        return self.versions.order_by("-number").first()
