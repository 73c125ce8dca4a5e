"""The search index: which term stands in which offer, and how much it says there."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from herne_integration.privacy import classified
from offers.models.offers import Offer


@classified(plain="id term offers")
class SearchTerm(models.Model):
    """One term of the index ("Suchwort"), as `search.normalising` writes it; `offers` counts where it stands."""

    term = models.CharField("Wort", max_length=60, unique=True)
    offers = models.PositiveIntegerField("in wie vielen Angeboten", default=0)

    class Meta:
        verbose_name = "Suchwort"
        verbose_name_plural = "Suchwörter"
        default_permissions = ()
        indexes = [GinIndex(fields=["term"], name="offers_term_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self):
        return self.term


@classified(plain="id term offer weight")
class SearchPosting(models.Model):
    """A term stands in an offer; `weight` between 0 and 1 says how much the offer is about it ("Fundstelle")."""

    term = models.ForeignKey(SearchTerm, models.CASCADE, related_name="postings", db_index=False, verbose_name="Wort")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="postings", verbose_name="Angebot")
    weight = models.FloatField("Gewicht")

    class Meta:
        verbose_name = "Fundstelle"
        verbose_name_plural = "Fundstellen"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["term", "offer"], name="offers_posting_once")]
        indexes = [
            # The heaviest offers of a term come first and without a look into the table.
            models.Index(fields=["term", "-weight", "offer"], name="offers_posting_by_weight"),
        ]

    def __str__(self):
        return f"{self.term_id}: {self.offer_id}"


@classified(plain="offer fits silent")
class OfferAudience(models.Model):
    """For whom an offer is in self-words ("Passung"), derived from its groups, statuses, ages (see `audience.py`).

    `fits` are the words that the offer answers with yes, `silent` those that it says nothing about.
    """

    offer = models.OneToOneField(
        Offer, models.CASCADE, primary_key=True, related_name="audience", verbose_name="Angebot"
    )
    fits = ArrayField(models.CharField(max_length=20), verbose_name="passt für")
    silent = ArrayField(models.CharField(max_length=20), verbose_name="nicht bekannt für")

    class Meta:
        verbose_name = "Passung"
        verbose_name_plural = "Passungen"
        default_permissions = ()

    def __str__(self):
        return f"{self.offer_id}: {', '.join(self.fits)}"
