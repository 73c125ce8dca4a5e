"""The lexicon: what people call a thing, in their languages, and which offers they mean by it."""

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import LexiconKind, LexiconState
from offers.models.links import tracked
from offers.models.sorting import sort_key
from offers.models.vocabulary import TargetGroup, Topic


class LexiconEntryQuerySet(models.QuerySet):
    """Filters of entries."""

    def visible_to(self, user):
        """The Redaktion's."""
        return self.all() if user.has_perm("offers.edit_lexicon") else self.none()

    def active(self):
        """What the search uses."""
        return self.filter(deactivated_at__isnull=True)

    def untouched(self):
        """What no person has edited, reviewed or switched off: a new file may replace it."""
        return self.active().filter(state=LexiconState.MACHINE)


def _person(verb):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=f"{verb} von"
    )


@classified(
    personal="reviewed_by deactivated_by",
    plain="id key kind label label_sort words near synonyms topics target_groups state version"
    " reviewed_at deactivated_at",
)
@pghistory.track(exclude=["label_sort"])
class LexiconEntry(Versioned):
    """One thing people look for ("Eintrag im Wörterbuch"): the words offers use for it, and what it belongs to."""

    key = models.SlugField("Schlüssel", max_length=60, unique=True)
    kind = models.CharField("Art", max_length=12, choices=LexiconKind)
    label = models.CharField("Bezeichnung", max_length=160)
    label_sort = sort_key("label", length=200)
    words = models.JSONField("Wörter in den Angeboten", default=list)
    # What may help but is not the thing: "Arzt" for "Zahnarzt". It never makes an offer a confident match.
    near = models.JSONField("Wörter in der Nähe", default=list, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="lexicon", verbose_name="Themen")
    target_groups = models.ManyToManyField(TargetGroup, blank=True, related_name="lexicon", verbose_name="Zielgruppen")
    # {language: [how people say it]}; the phrases below are derived from it, the label and the words.
    synonyms = models.JSONField("Synonyme", default=dict, blank=True)
    state = models.CharField("Stand", max_length=10, choices=LexiconState, default=LexiconState.MACHINE)
    reviewed_at = models.DateTimeField("geprüft am", null=True, blank=True)
    reviewed_by = _person("geprüft")
    deactivated_at = models.DateTimeField("abgeschaltet am", null=True, blank=True)
    deactivated_by = _person("abgeschaltet")

    objects = LexiconEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Eintrag im Wörterbuch"
        verbose_name_plural = "Einträge im Wörterbuch"
        ordering = ("label_sort", "key")
        default_permissions = ()
        permissions = [("edit_lexicon", "Wörterbuch der Suche bearbeiten")]
        constraints = [
            stamped("reviewed", name="offers_lexicon_entry_reviewed_stamped"),
            stamped("deactivated", name="offers_lexicon_entry_deactivated_stamped"),
            models.CheckConstraint(
                condition=Q(state=LexiconState.REVIEWED, reviewed_at__isnull=False)
                | (~Q(state=LexiconState.REVIEWED) & Q(reviewed_at__isnull=True)),
                name="offers_lexicon_entry_reviewed_by_a_person",
                violation_error_message="Geprüft ist nur, was eine Person geprüft hat.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def is_touched(self):
        """Whether a person has edited, reviewed or switched it off; no file replaces it then."""
        return self.state != LexiconState.MACHINE or self.deactivated_at is not None


@classified(plain="id lexiconentry topic")
@tracked
class LexiconTopic(LexiconEntry.topics.through):
    """An entry belongs to a topic; tracked like the links of an offer."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Thema des Eintrags"
        verbose_name_plural = "Themen der Einträge"


@classified(plain="id lexiconentry targetgroup")
@tracked
class LexiconTargetGroup(LexiconEntry.target_groups.through):
    """An entry is about a group of people."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Zielgruppe des Eintrags"
        verbose_name_plural = "Zielgruppen der Einträge"


@classified(plain="id entry language text phrase")
class LexiconPhrase(models.Model):
    """How people say it in one language ("Synonym"); `phrase` is its normal form that a question is compared with."""

    entry = models.ForeignKey(LexiconEntry, models.CASCADE, related_name="phrases", verbose_name="Eintrag")
    language = models.CharField("Sprache", max_length=12)
    text = models.CharField("Wort oder Wendung", max_length=120)
    phrase = models.CharField("Normalform", max_length=120, db_index=True)

    class Meta:
        verbose_name = "Synonym"
        verbose_name_plural = "Synonyme"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "language", "text"],
                name="offers_phrase_once",
                violation_error_message="Dieses Wort steht schon da.",
            ),
        ]
        indexes = [GinIndex(fields=["phrase"], name="offers_phrase_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self):
        return self.text


@classified(plain="id entry term quality")
class LexiconTarget(models.Model):
    """A term of the index that an entry stands for, and how well (0 to 1); derived from the entry."""

    entry = models.ForeignKey(LexiconEntry, models.CASCADE, related_name="targets", verbose_name="Eintrag")
    term = models.CharField("Suchwort", max_length=60)
    quality = models.FloatField("Güte")

    class Meta:
        verbose_name = "Ziel eines Eintrags"
        verbose_name_plural = "Ziele der Einträge"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["entry", "term"], name="offers_lexicon_target_once")]

    def __str__(self):
        return self.term
