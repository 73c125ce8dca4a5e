"""The lexicon: what people call a thing, in their languages, and which offers they mean by it."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from herne_integration.models import Versioned
from herne_integration.privacy import classified
from offers.choices import LexiconKind, TranslationState
from offers.models.vocabulary import TargetGroup, Topic


@classified(plain="id key kind label words near topics target_groups state version")
@pghistory.track()
class LexiconEntry(Versioned):
    """One thing people look for ("Eintrag im Wörterbuch"): the words offers use for it, and what it belongs to."""

    key = models.SlugField("Schlüssel", max_length=60, unique=True)
    kind = models.CharField("Art", max_length=12, choices=LexiconKind)
    label = models.CharField("Bezeichnung", max_length=160)
    words = models.JSONField("Wörter in den Angeboten", default=list)
    # What may help but is not the thing: "Arzt" for "Zahnarzt". It never makes an offer a confident match.
    near = models.JSONField("Wörter in der Nähe", default=list, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="lexicon", verbose_name="Themen")
    target_groups = models.ManyToManyField(TargetGroup, blank=True, related_name="lexicon", verbose_name="Zielgruppen")
    state = models.CharField("Stand", max_length=10, choices=TranslationState, default=TranslationState.MACHINE)

    class Meta:
        verbose_name = "Eintrag im Wörterbuch"
        verbose_name_plural = "Einträge im Wörterbuch"
        ordering = ("label", "key")
        default_permissions = ()

    def __str__(self):
        return self.label


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
