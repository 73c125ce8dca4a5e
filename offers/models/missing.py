"""What people looked for and did not find, counted without anybody's name."""

from django.conf import settings
from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery, Sum

from herne_integration.constraints import stamped
from herne_integration.privacy import classified


class MissedTermQuerySet(models.QuerySet):
    """Filters and sums of missed terms."""

    def visible_to(self, user):
        """The Redaktion's."""
        return self.all() if user.has_perm("offers.edit_lexicon") else self.none()

    def open(self):
        """Not settled yet."""
        return self.filter(settled_at__isnull=True)

    def often(self, *, least):
        """One row per term and language that was missed so often: the sum, the last week, and how it reads."""
        sums = (
            self.order_by()
            .values("term", "language")
            .annotate(
                total=Sum("number"),
                last_week=Max("week"),
                shown=Max("wording"),
            )
        )
        return sums.filter(total__gte=least).order_by("-total", "-last_week", "term", "language")

    def of_often(self, *, least):
        """The rows of terms that were missed so often."""
        same = MissedTerm.objects.filter(term=OuterRef("term"), language=OuterRef("language")).order_by()
        total = same.values("term").annotate(total=Sum("number")).values("total")
        return self.annotate(total=Subquery(total)).filter(total__gte=least)


@classified(personal="settled_by", plain="id term wording language week number settled_at")
class MissedTerm(models.Model):
    """How often a term was missed in one language in one week ("was fehlt"); nothing about who missed it."""

    term = models.CharField("Normalform", max_length=120)
    wording = models.CharField("Wort", max_length=120)
    language = models.CharField("Sprache der Seite", max_length=12)
    week = models.DateField("Woche ab")
    number = models.PositiveIntegerField("wie oft", default=1)
    settled_at = models.DateTimeField("erledigt am", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="erledigt von",
    )

    objects = MissedTermQuerySet.as_manager()

    class Meta:
        verbose_name = "fehlendes Wort"
        verbose_name_plural = "fehlende Wörter"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language", "week"],
                name="offers_missed_term_once_a_week",
                violation_error_message="Dieses Wort wird in dieser Woche schon gezählt.",
            ),
            models.CheckConstraint(
                condition=Q(week__iso_week_day=1),
                name="offers_missed_term_week_begins_on_monday",
                violation_error_message="Eine Woche beginnt am Montag.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="offers_missed_term_number_positive",
                violation_error_message="Gezählt wird ab eins.",
            ),
            stamped("settled", name="offers_missed_term_settled_stamped"),
        ]
        indexes = [models.Index(fields=["week"], name="offers_missed_term_by_week")]

    def __str__(self):
        return self.wording
