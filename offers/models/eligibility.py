"""Who may take part in an offer; `offers.eligibility` says what the rules mean for a person."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from herne_integration.constraints import ordered, stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import GermanLevel, TranslationState
from offers.choices_eligibility import LISTS, NUMBERS, WITHOUT_CONTENT, YES_OR_NO, Condition, Effect, Standing
from offers.models.offers import Offer
from offers.models.responsibilities import Task
from offers.models.vocabulary import TERM_FIELDS, Term, Topic


@classified(plain=f"{TERM_FIELDS} description")
class Document(Term):
    """A paper that proves something ("Unterlage"); part of the vocabulary."""

    description = models.TextField("Beschreibung", blank=True)

    class Meta(Term.Meta):
        verbose_name = "Unterlage"
        verbose_name_plural = "Unterlagen"


class EligibilityRuleQuerySet(models.QuerySet):
    """Filters of rules."""

    def live_on(self, day):
        """Begun and not over on that day; the last day still counts."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )

    def about(self, offer):
        """The offer's own rules and those of its topics."""
        return self.filter(Q(offer=offer) | Q(topic__in=offer.topics.all()))


def _content():
    """Each kind of condition says something in its own columns."""
    empty = Q(values=[])
    return (
        Q(condition__in=WITHOUT_CONTENT)
        | (Q(condition__in=(*LISTS, *YES_OR_NO)) & ~empty)
        | Q(condition=Condition.CHILDREN)
        | (Q(condition__in=NUMBERS) & (Q(number_from__isnull=False) | Q(number_to__isnull=False)))
        | (Q(condition=Condition.GERMAN) & ~Q(level_from="", level_to=""))
    )


@classified(
    personal="reviewed_by",
    plain="id reference offer topic position condition values number_from number_to level_from level_to only_statuses"
    " effect wording wordings wordings_state norm document alternative_offer alternative_task valid_from valid_until"
    " source source_year standing may_refuse is_demo reviewed_at version",
)
@pghistory.track()
class EligibilityRule(Versioned):
    """One condition of an offer, or of all offers on a topic ("Voraussetzung").

    `wordings` holds other languages as {code: {"text": …, "of": the German text it was made from}}.
    """

    reference = models.CharField("Kennung der Quelle", max_length=60, unique=True, null=True, blank=True)
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="eligibility_rules", verbose_name="Angebot"
    )
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="eligibility_rules",
        verbose_name="für alle Angebote zum Thema",
    )
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    condition = models.CharField("Worum es geht", max_length=16, choices=Condition)
    values = models.JSONField("Werte", default=list, blank=True)
    number_from = models.PositiveIntegerField("von", null=True, blank=True)
    number_to = models.PositiveIntegerField("bis", null=True, blank=True)
    level_from = models.CharField("Deutsch mindestens", max_length=6, choices=GermanLevel, blank=True)
    level_to = models.CharField("Deutsch höchstens", max_length=6, choices=GermanLevel, blank=True)
    only_statuses = models.JSONField("gilt nur für diesen Aufenthaltsstatus", default=list, blank=True)
    effect = models.CharField("Wirkung", max_length=10, choices=Effect, default=Effect.REQUIRED)
    wording = models.CharField("in einfachen Worten", max_length=300)
    wordings = models.JSONField("in anderen Sprachen", default=dict, blank=True)
    wordings_state = models.CharField(
        "Entstehung der Übersetzungen", max_length=10, choices=TranslationState, default=TranslationState.MACHINE
    )
    norm = models.CharField("Norm", max_length=160, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Unterlage, die es zeigt"
    )
    alternative_offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sonst dieses Angebot"
    )
    alternative_task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sonst diese Aufgabe"
    )
    valid_from = models.DateField("gilt ab", null=True, blank=True)
    valid_until = models.DateField("gilt bis", null=True, blank=True)
    source = models.TextField("Quelle", max_length=1000, blank=True)
    source_year = models.PositiveSmallIntegerField("Jahr der Quelle", null=True, blank=True)
    standing = models.CharField("Stand", max_length=10, choices=Standing, default=Standing.ENTERED)
    may_refuse = models.BooleanField("darf „Nein“ sagen", default=False)
    is_demo = models.BooleanField("Prüfung für die Vorführung erfunden", default=False)
    reviewed_at = models.DateTimeField("geprüft am", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="geprüft von"
    )

    objects = EligibilityRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "Voraussetzung"
        verbose_name_plural = "Voraussetzungen"
        ordering = ("position", "pk")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(offer__isnull=False, topic__isnull=True) | Q(offer__isnull=True, topic__isnull=False),
                name="offers_eligibility_rule_about_one_thing",
                violation_error_message="Eine Voraussetzung gehört zu einem Angebot oder zu einem Thema.",
            ),
            models.CheckConstraint(
                condition=~Q(wording=""),
                name="offers_eligibility_rule_has_wording",
                violation_error_message="Eine Voraussetzung steht in einfachen Worten da.",
            ),
            models.CheckConstraint(
                condition=_content(),
                name="offers_eligibility_rule_says_something",
                violation_error_message="Zu dieser Voraussetzung fehlen die Werte.",
            ),
            ordered(
                "number_from",
                "number_to",
                name="offers_eligibility_rule_to_after_from",
                sentence="Die obere Grenze liegt unter der unteren.",
            ),
            models.CheckConstraint(
                condition=~Q(condition__in=(Condition.AGE, Condition.CHILDREN))
                | (
                    (Q(number_from__isnull=True) | Q(number_from__lte=120))
                    & (Q(number_to__isnull=True) | Q(number_to__lte=120))
                ),
                name="offers_eligibility_rule_age_of_a_person",
                violation_error_message="Das Alter liegt zwischen 0 und 120 Jahren.",
            ),
            ordered("valid_from", "valid_until", name="offers_eligibility_rule_until_after_from"),
            stamped("reviewed", name="offers_eligibility_rule_reviewed_stamped"),
            models.CheckConstraint(
                condition=Q(standing=Standing.REVIEWED, reviewed_at__isnull=False)
                | (~Q(standing=Standing.REVIEWED) & Q(reviewed_at__isnull=True)),
                name="offers_eligibility_rule_reviewed_by_a_person",
                violation_error_message="Geprüft ist nur, was eine Person geprüft hat; Eingelesenes ist es nie.",
            ),
            models.CheckConstraint(
                condition=Q(may_refuse=False) | (~Q(norm="") & Q(reviewed_at__isnull=False)),
                name="offers_eligibility_rule_no_needs_norm_and_review",
                violation_error_message="„Nein“ sagen darf nur, was eine Norm nennt und geprüft ist.",
            ),
            models.CheckConstraint(
                condition=Q(may_refuse=False)
                | (~Q(effect=Effect.PRIORITY) & ~Q(condition__in=(Condition.OPEN, Condition.ANYBODY))),
                name="offers_eligibility_rule_no_needs_a_condition",
                violation_error_message="Ein Vorrang oder eine offene Frage kann nicht „Nein“ sagen.",
            ),
            models.CheckConstraint(
                condition=Q(offer__isnull=True) | Q(alternative_offer__isnull=True) | ~Q(alternative_offer=F("offer")),
                name="offers_eligibility_rule_leads_elsewhere",
                violation_error_message="Ein Angebot ist nicht die Alternative zu sich selbst.",
            ),
        ]

    def __str__(self):
        return self.wording
