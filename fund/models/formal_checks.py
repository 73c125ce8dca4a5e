"""The formal check of a version, what is asked for later, and what departments say."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from fund.choices.formal_checks import Finding, Result, Stance, Verdict
from fund.models.applications import Application
from fund.models.submissions import ApplicationVersion
from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.models import Organisation


class FormalCheckQuerySet(models.QuerySet):
    """Filters of checks."""

    def visible_to(self, user):
        """The project office; applicants learn what is asked of them, not the office's notes."""
        return self.all() if user.has_perm("fund.manage_fund") else self.none()


@classified(personal="id version result reason opened_by decided_by", plain="opened_at decided_at")
@pghistory.track()
class FormalCheck(models.Model):
    """The check of one submitted version ("formale Prüfung"). Who opens, judges or decides it signs no notice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(
        ApplicationVersion, models.PROTECT, related_name="formal_check", verbose_name="eingereichte Fassung"
    )
    result = models.CharField("Ergebnis", max_length=12, choices=Result, blank=True)
    # Told to the applicant when the application is not admissible.
    reason = models.CharField("Begründung", max_length=2000, blank=True)
    opened_at, opened_by = stamps.moment("begonnen", required=True), stamps.person("begonnen", required=True)
    decided_at, decided_by = stamps.moment("abgeschlossen"), stamps.person("abgeschlossen")

    objects = FormalCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "formale Prüfung"
        verbose_name_plural = "formale Prüfungen"
        default_permissions = ()
        constraints = [
            stamped("decided", name="fund_formal_check_decided_stamped"),
            models.CheckConstraint(
                condition=Q(result="", decided_at__isnull=True) | ~Q(result="") & Q(decided_at__isnull=False),
                name="fund_formal_check_result_by_a_person",
                violation_error_message="Ein Ergebnis hat eine Prüfung, die eine Person abgeschlossen hat.",
            ),
            models.CheckConstraint(
                condition=~Q(result=Result.INADMISSIBLE) | ~Q(reason=""),
                name="fund_formal_check_inadmissible_with_reason",
                violation_error_message="Wer einen Antrag für unzulässig hält, nennt den Grund.",
            ),
        ]

    def __str__(self):
        return f"Prüfung der {self.version}"


@classified(
    personal="id check_of finding reason verdict note judged_by", plain="position key sentence unlocks judged_at"
)
@pghistory.track()
class CheckLine(models.Model):
    """One line of a check: what the guideline asks, what the rules find by themselves, what a person says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_of = models.ForeignKey(FormalCheck, models.CASCADE, related_name="lines", verbose_name="formale Prüfung")
    position = models.PositiveSmallIntegerField("Reihenfolge")
    key = models.CharField("Regel", max_length=80)
    sentence = models.CharField("Was zu prüfen ist", max_length=400)
    # What a supplement may unlock when this line is not met.
    unlocks = ArrayField(models.CharField(max_length=80), verbose_name="Felder", default=list, blank=True)
    finding = models.CharField("Befund", max_length=6, choices=Finding)
    reason = models.CharField("Grund des Befunds", max_length=600, blank=True)
    verdict = models.CharField("Urteil", max_length=10, choices=Verdict, blank=True)
    note = models.CharField("Anmerkung", max_length=500, blank=True)
    judged_at, judged_by = stamps.moment("geprüft"), stamps.person("geprüft")

    class Meta:
        verbose_name = "Zeile der Prüfung"
        verbose_name_plural = "Zeilen der Prüfung"
        ordering = ("position",)
        default_permissions = ()
        constraints = [
            stamped("judged", name="fund_check_line_judged_stamped"),
            models.UniqueConstraint(
                fields=["check_of", "key"],
                name="fund_check_line_once",
                violation_error_message="Diese Zeile gibt es in der Prüfung schon.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at__isnull=True) | ~Q(verdict="") & Q(judged_at__isnull=False),
                name="fund_check_line_judged_by_a_person",
                violation_error_message="Ein Urteil hat eine Zeile, die eine Person geprüft hat.",
            ),
        ]

    def __str__(self):
        return self.sentence


class SupplementQuerySet(models.QuerySet):
    """Filters of requests."""

    def visible_to(self, user):
        """As visible as the application."""
        return self.filter(Exists(Application.objects.visible_to(user).filter(pk=OuterRef("application"))))

    def open(self):
        """Neither answered nor closed by the office."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)


@classified(
    personal="id application version_asked unlocks request asked_by answered_by closed_by",
    plain="due_on asked_at answered_at closed_at",
)
@pghistory.track()
class Supplement(models.Model):
    """The office asks for something ("Nachforderung"): only these fields may change, until `due_on` ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="supplements", verbose_name="Antrag")
    version_asked = models.ForeignKey(
        ApplicationVersion, models.PROTECT, related_name="supplements", verbose_name="eingereichte Fassung"
    )
    # Columns of the application, "costs", "financing", or "document:<key>".
    unlocks = ArrayField(models.CharField(max_length=80), verbose_name="freigegebene Felder")
    request = models.CharField("Was fehlt", max_length=2000)
    due_on = models.DateField("Frist")
    asked_at, asked_by = stamps.moment("gefordert", required=True), stamps.person("gefordert", required=True)
    answered_at, answered_by = stamps.moment("beantwortet"), stamps.person("beantwortet")
    closed_at, closed_by = stamps.moment("ohne Antwort beendet"), stamps.person("ohne Antwort beendet")

    objects = SupplementQuerySet.as_manager()

    class Meta:
        verbose_name = "Nachforderung"
        verbose_name_plural = "Nachforderungen"
        ordering = ("asked_at",)
        default_permissions = ()
        constraints = [
            stamped("answered", name="fund_supplement_answered_stamped"),
            stamped("closed", name="fund_supplement_closed_stamped"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(closed_at__isnull=True),
                name="fund_supplement_answered_or_closed",
                violation_error_message="Eine Nachforderung ist beantwortet oder beendet, nicht beides.",
            ),
            models.CheckConstraint(
                condition=Q(unlocks__len__gt=0) & ~Q(request=""),
                name="fund_supplement_asks_for_something",
                violation_error_message="Eine Nachforderung sagt, was fehlt, und nennt mindestens ein Feld.",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at__isnull=True, closed_at__isnull=True),
                name="fund_supplement_one_at_a_time",
                violation_error_message="Zu diesem Antrag läuft schon eine Nachforderung.",
            ),
        ]

    def __str__(self):
        return f"Nachforderung bis {self.due_on:%d.%m.%Y}"


class OpinionQuerySet(models.QuerySet):
    """Filters of opinions."""

    def visible_to(self, user):
        """The project office, and whoever is asked. Applicants and strangers read none; boards read them as papers."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.has_perm("fund.manage_fund") else self.filter(expert=user.pk)

    def waiting(self):
        """Nobody has answered yet."""
        return self.filter(given_at__isnull=True)


@classified(
    personal="id application department_text expert question stance text asked_by given_by",
    plain="department due_on asked_at given_at version",
)
@pghistory.track()
class Opinion(Versioned):
    """What a department says about an application ("Stellungnahme"); once given it stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="opinions", verbose_name="Antrag")
    department = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Fachbereich"
    )
    department_text = models.CharField("Fachbereich (Text)", max_length=200)
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gefragte Person",
    )
    question = models.CharField("Frage", max_length=1000)
    due_on = models.DateField("erbeten bis")
    stance = models.CharField("Haltung", max_length=12, choices=Stance, blank=True)
    text = models.CharField("Stellungnahme", max_length=4000, blank=True)
    asked_at, asked_by = stamps.moment("erbeten", required=True), stamps.person("erbeten", required=True)
    given_at, given_by = stamps.moment("abgegeben"), stamps.person("abgegeben")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "Stellungnahme"
        verbose_name_plural = "Stellungnahmen"
        ordering = ("asked_at",)
        default_permissions = ()
        constraints = [
            stamped("given", name="fund_opinion_given_stamped"),
            models.CheckConstraint(
                condition=Q(stance="", given_at__isnull=True) | ~Q(stance="") & Q(given_at__isnull=False),
                name="fund_opinion_stance_by_a_person",
                violation_error_message="Abgegeben ist eine Stellungnahme, zu der eine Person steht.",
            ),
        ]

    def __str__(self):
        return f"Stellungnahme {self.department_text}"
