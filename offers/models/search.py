"""The search index: which term stands in which offer, and how much it says there."""

from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from herne_integration.privacy import classified
from offers.choices import Origin
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


class ListedOfferQuerySet(models.QuerySet):
    """What a list may show."""

    def visible_to(self, user):
        """Those that a person may open: the door of `Offer`, which is passed unasked while it is open to everybody."""
        door = Offer.objects.visible_to(user)
        return self.filter(offer__in=door) if door.query.where else self.all()

    def valid_on(self, day):
        """Not yet over on that day."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))


@classified(
    plain="offer favour standing fits silent free online childcare accessible valid_until confirmed origin district"
    " field topics languages providers hours starts title_sort"
)
class ListedOffer(models.Model):
    """All that the list needs to know to count, narrow and order: one short row per offer ("Listenzeile").

    Derived by `actions/indexing.py`; whatever is archived has no row. Counting five thousand offers is reading five
    thousand of these: columns of fixed width stand first, because PostgreSQL finds those without reading the others.
    None and empty mean that nobody has said it. `fits` and `silent` have a bit for each self-word (`audience.BITS`).
    `hours` are spans of minutes of the week (`opening_hours.minutes`), the starts of courses are days.
    """

    offer = models.OneToOneField(Offer, models.CASCADE, primary_key=True, related_name="listed", verbose_name="Angebot")
    favour = models.FloatField("Gewicht in der Suche")
    standing = models.SmallIntegerField("Rang in der Liste")
    fits = models.IntegerField("passt für")
    silent = models.IntegerField("sagt nichts über")
    free = models.BooleanField("kostenlos", null=True)
    online = models.BooleanField("online möglich", null=True)
    childcare = models.BooleanField("mit Kinderbetreuung", null=True)
    accessible = models.BooleanField("ohne Stufen", null=True)
    valid_until = models.DateField("gültig bis", null=True)
    confirmed = models.DateTimeField("bestätigt am", null=True)
    origin = models.CharField("Herkunft", max_length=12, choices=Origin)
    district = models.CharField("Stadtbezirk", max_length=60, blank=True)
    field = models.CharField("Handlungsfeld", max_length=60, blank=True)
    topics = ArrayField(models.CharField(max_length=60), verbose_name="Themen")
    languages = ArrayField(models.CharField(max_length=60), verbose_name="Sprachen")
    providers = ArrayField(models.BigIntegerField(), verbose_name="Anbieter")
    hours = ArrayField(IntegerRangeField(), verbose_name="Öffnungszeiten")
    starts = ArrayField(models.DateField(), verbose_name="Kursbeginne")
    title_sort = models.CharField("Titel, zum Ordnen", max_length=200)

    objects = ListedOfferQuerySet.as_manager()

    class Meta:
        verbose_name = "Listenzeile"
        verbose_name_plural = "Listenzeilen"
        default_permissions = ()
        indexes = [
            # A page of the list comes in its order, without sorting all that there is.
            models.Index(fields=["standing", "title_sort", "offer"], name="offers_listedoffer_standing"),
            models.Index(fields=["title_sort", "offer"], name="offers_listedoffer_title"),
        ]

    def __str__(self):
        return self.title_sort
