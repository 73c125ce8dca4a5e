"""The words all apps share. They come from `offers/vocabulary.json` and are loaded by `offers.vocabulary.load`."""

from django.db import models
from django.utils.translation import get_language

from herne_integration.privacy import classified
from offers.choices import TranslationState

TERM_FIELDS = "id key label plain_label labels labels_state position source"


class Term(models.Model):
    """One word of a controlled list: a stable key, the office's label, an everyday one, and other languages.

    `label` is the word of the source and of staff screens; residents read `text`.
    """

    key = models.SlugField("Schlüssel", max_length=60, unique=True)
    label = models.CharField("Bezeichnung", max_length=160)
    plain_label = models.CharField("Bezeichnung im Alltag", max_length=160, blank=True)
    labels = models.JSONField("Bezeichnungen in anderen Sprachen", default=dict, blank=True)
    labels_state = models.CharField(
        "Entstehung der Übersetzungen", max_length=10, choices=TranslationState, default=TranslationState.MACHINE
    )
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    source = models.TextField("Quelle", blank=True)

    class Meta:
        abstract = True
        ordering = ("position", "key")
        default_permissions = ()

    def __str__(self):
        return self.label

    @property
    def is_translated(self):
        """Whether there is a label in the page's language."""
        return get_language() == "de" or get_language() in self.labels

    @property
    def text(self):
        """What residents read: the page's language, else everyday German."""
        return self.labels.get(get_language()) or self.plain_label or self.label


@classified(plain=f"{TERM_FIELDS} description synonyms is_tile")
class Topic(Term):
    """What an offer is about ("Thema")."""

    description = models.TextField("Beschreibung", blank=True)
    synonyms = models.JSONField("Schlagwörter", default=list, blank=True)
    is_tile = models.BooleanField("Kachel auf der Startseite", default=False)

    class Meta(Term.Meta):
        verbose_name = "Thema"
        verbose_name_plural = "Themen"


@classified(plain=f"{TERM_FIELDS} description")
class FieldOfAction(Term):
    """One of the six fields of the city's integration concept ("Handlungsfeld")."""

    description = models.TextField("Beschreibung", blank=True)

    class Meta(Term.Meta):
        verbose_name = "Handlungsfeld"
        verbose_name_plural = "Handlungsfelder"


@classified(plain=TERM_FIELDS)
class Goal(Term):
    """What the city wants to reach ("Ziel")."""

    class Meta(Term.Meta):
        verbose_name = "Ziel"
        verbose_name_plural = "Ziele"


@classified(plain=f"{TERM_FIELDS} description")
class TargetGroup(Term):
    """For whom an offer is, in the office's words ("Zielgruppe")."""

    description = models.TextField("Beschreibung", blank=True)

    class Meta(Term.Meta):
        verbose_name = "Zielgruppe"
        verbose_name_plural = "Zielgruppen"


@classified(plain=f"{TERM_FIELDS} description group law")
class LegalStatus(Term):
    """A residence status ("Aufenthaltsstatus"); vocabulary for filters, no legal advice."""

    description = models.TextField("Beschreibung", blank=True)
    group = models.CharField("Gruppe", max_length=60, blank=True)
    law = models.CharField("Norm", max_length=120, blank=True)

    class Meta(Term.Meta):
        verbose_name = "Aufenthaltsstatus"
        verbose_name_plural = "Aufenthaltsstatus"


@classified(plain=f"{TERM_FIELDS} localities further_names")
class District(Term):
    """One of the four boroughs of Herne ("Stadtbezirk") with its localities."""

    localities = models.JSONField("Ortsteile", default=list, blank=True)
    further_names = models.JSONField("weitere Namen", default=list, blank=True)

    class Meta(Term.Meta):
        verbose_name = "Stadtbezirk"
        verbose_name_plural = "Stadtbezirke"


@classified(plain=f"{TERM_FIELDS} native_label is_rtl")
class Language(Term):
    """A language that people in Herne speak; the key is its code."""

    native_label = models.CharField("Eigenname", max_length=60)
    is_rtl = models.BooleanField("von rechts nach links", default=False)

    class Meta(Term.Meta):
        verbose_name = "Sprache"
        verbose_name_plural = "Sprachen"
