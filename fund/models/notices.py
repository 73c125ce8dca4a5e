"""Notices to applicants, and the text that says how to oppose one."""

import uuid

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q

from fund.choices.notices import INTERNAL, NoticeKind, NoticeState
from fund.models.applications import Application
from fund.models.awards import Award
from fund.models.votes import Resolution
from herne_integration import stamps
from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified


def notice_place(_notice, _name):
    """A random path: no number and no name becomes one."""
    return f"notices/{uuid.uuid4().hex}"


class RemedyTextQuerySet(models.QuerySet):
    """Filters of remedy texts."""

    def valid_on(self, day):
        """The newest one that is valid on a day comes first."""
        return self.filter(valid_from__lte=day).order_by("-valid_from", "-number")


@classified(personal="entered_by", plain="id number valid_from months text is_reviewed source entered_at")
@pghistory.track()
class RemedyText(models.Model):
    """How to oppose a notice ("Rechtsbehelfsbelehrung"), version by version; a used version stays as it is."""

    number = models.PositiveSmallIntegerField("Fassung", unique=True)
    valid_from = models.DateField("gilt ab")
    # How long one may oppose, from the day of service on (§ 70 VwGO, § 74 VwGO).
    months = models.PositiveSmallIntegerField("Frist in Monaten", default=1)
    text = models.TextField("Wortlaut")
    is_reviewed = models.BooleanField("rechtlich geprüft", default=False)
    source = models.TextField("Quelle", blank=True)
    entered_at, entered_by = stamps.moment("eingetragen", required=True), stamps.person("eingetragen", required=True)

    objects = RemedyTextQuerySet.as_manager()

    class Meta:
        verbose_name = "Rechtsbehelfsbelehrung"
        verbose_name_plural = "Rechtsbehelfsbelehrungen"
        ordering = ("-number",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gt=0) & ~Q(text=""),
                name="fund_remedy_text_has_text_and_period",
                violation_error_message="Eine Rechtsbehelfsbelehrung hat einen Wortlaut und eine Frist.",
            ),
        ]

    def __str__(self):
        return f"Fassung {self.number}" + ("" if self.is_reviewed else " (rechtlich zu prüfen)")


class NoticeQuerySet(models.QuerySet):
    """Filters of notices."""

    def visible_to(self, user, *, keys=()):
        """The project office sees all; whoever sees the application what was posted."""
        if user.is_authenticated and user.has_perm("fund.manage_fund"):
            return self.all()
        mine = Application.objects.visible_to(user, keys=keys).filter(pk=OuterRef("application"))
        return self.filter(Exists(mine), state=NoticeState.POSTED)


@classified(
    personal="id number application award resolution text pdf sha256 drafted_by signed_by posted_by",
    plain="kind remedy state drafted_at signed_at posted_at posted_on served_on remedy_ends_on version",
)
@pghistory.track()
class Notice(Versioned):
    """What an applicant is told ("Bescheid"); who checked formally does not sign it, and what is posted stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("Nummer des Bescheids", max_length=20, unique=True)
    kind = models.CharField("Art", max_length=24, choices=NoticeKind)
    application = models.ForeignKey(Application, models.PROTECT, related_name="notices", verbose_name="Antrag")
    # None for an application that was not admissible: no board has decided.
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="Beschluss"
    )
    award = models.ForeignKey(
        Award, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="Bewilligung"
    )
    remedy = models.ForeignKey(
        RemedyText,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name="Rechtsbehelfsbelehrung",
    )
    text = models.TextField("Wortlaut")
    state = models.CharField("Stand", max_length=6, choices=NoticeState, default=NoticeState.DRAFT)
    pdf = models.FileField("PDF", upload_to=notice_place, blank=True)
    sha256 = models.CharField("Prüfsumme des PDF", max_length=64, blank=True)
    drafted_at, drafted_by = stamps.moment("entworfen", required=True), stamps.person("entworfen", required=True)
    signed_at, signed_by = stamps.moment("unterschrieben"), stamps.person("unterschrieben")
    posted_at, posted_by = stamps.moment("abgesandt"), stamps.person("abgesandt")
    # The day on the envelope, and what follows from it (`service_days`).
    posted_on = models.DateField("zur Post am", null=True, blank=True)
    served_on = models.DateField("gilt als bekannt gegeben am", null=True, blank=True)
    remedy_ends_on = models.DateField("Ende der Rechtsbehelfsfrist", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "Bescheid"
        verbose_name_plural = "Bescheide"
        ordering = ("-drafted_at", "pk")
        default_permissions = ()
        constraints = [
            stamped("signed", name="fund_notice_signed_stamped"),
            stamped("posted", name="fund_notice_posted_stamped"),
            ordered("posted_on", "served_on", name="fund_notice_served_after_posting"),
            ordered("served_on", "remedy_ends_on", name="fund_notice_remedy_after_service"),
            models.CheckConstraint(
                condition=Q(kind__in=INTERNAL, remedy__isnull=True) | ~Q(kind__in=INTERNAL) & Q(remedy__isnull=False),
                name="fund_notice_remedy_for_outsiders",
                violation_error_message="Ein Bescheid nach außen hat eine Rechtsbehelfsbelehrung, ein interner keine.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[NoticeKind.GRANT, NoticeKind.GRANT_WITH_CONDITIONS, NoticeKind.ALLOCATION])
                & Q(award__isnull=False, resolution__isnull=False)
                | Q(kind__in=[NoticeKind.REJECTION, NoticeKind.INADMISSIBLE, NoticeKind.INTERNAL_REJECTION])
                & Q(award__isnull=True),
                name="fund_notice_award_if_granted",
                violation_error_message="Zu einer Bewilligung gehört die Summe, zu einer Ablehnung keine.",
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.DRAFT, signed_at__isnull=True, posted_at__isnull=True)
                | Q(state=NoticeState.SIGNED, signed_at__isnull=False, posted_at__isnull=True)
                & ~Q(pdf="")
                & Q(sha256__regex=r"^[0-9a-f]{64}$")
                | Q(state=NoticeState.POSTED, signed_at__isnull=False, posted_at__isnull=False)
                & Q(posted_on__isnull=False, served_on__isnull=False)
                & ~Q(pdf="")
                & Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="fund_notice_state_has_its_stamps",
                violation_error_message="Unterschrieben wird ein fertiges PDF, abgesandt, was unterschrieben ist.",
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="fund_notice_one_per_application",
                violation_error_message="Zu diesem Antrag gibt es schon einen Bescheid.",
            ),
        ]

    def __str__(self):
        return self.number
