"""The list for one choice: which offers in which order, what a card needs, how many each other choice would give."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, IntegerField, Min, OuterRef, Subquery, Value, When
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import get_language

from offers import missing
from offers.choices import LOCAL_ORIGINS, Currency, Origin, Sorting, State
from offers.filters import shown
from offers.filters.facets import NEIGHBOURS, YES, narrow
from offers.filters.selection import Selection
from offers.filters.tally import tally
from offers.models import CourseRun, Offer, OfferTranslation, Organisation, Topic
from offers.search import finding
from offers.words import Words

CARD_FIELDS = (
    "pk",
    "title",
    "provider_text",
    "origin",
    "state",
    "source_year",
    "organisation__name",
    "organisation__city",
    "location__city",
    "location__district__key",
)
# Confirmed entries first, then what is near, then the younger sources.
CONFIRMED_FIRST = Case(When(state=State.CONFIRMED, then=Value(0)), default=Value(1), output_field=IntegerField())
NEAR_FIRST = Case(
    When(origin__in=LOCAL_ORIGINS, then=Value(0)),
    When(origin=Origin.NEIGHBOUR, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
YOUNG_FIRST = Case(
    When(currency=Currency.CURRENT, then=Value(0)),
    When(currency=Currency.OLDER, then=Value(1)),
    When(currency=Currency.HISTORIC, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)
ALPHABET = ("title_sort", "pk")


@dataclass(frozen=True)
class Listing:
    """What a visitor's choice finds at a moment."""

    user: object
    selection: Selection
    words: Words
    at: datetime

    @cached_property
    def search(self):
        """What the search box found, or None where nothing was asked."""
        return finding.find(self.selection["q"]) if self.selection["q"] else None

    @cached_property
    def tally(self):
        """How many offers there are, and how many each other choice would give."""
        confident = self.search.confident if self.search else ()
        return tally(self._asked, self.selection, self.at, confident=confident)

    @property
    def is_near(self):
        """Whether the search found only what comes near the question."""
        return self.search is not None and not self.tally.confident

    @property
    def offers(self):
        """The offers in the chosen order."""
        chosen = narrow(self._asked, self.selection, self.at)
        return chosen.order_by(*self._order())

    @property
    def cards(self):
        """Rows with what `cards.card` needs and no more: twenty objects with their relations cost twice as much."""
        translations = OfferTranslation.objects.filter(offer=OuterRef("pk"), language=get_language())
        translated = Subquery(translations.values("title")[:1]) if get_language() != "de" else Value("")
        topics = Topic.objects.filter(offers=OuterRef("pk")).order_by("position", "key").values("key")
        offers = self.offers.annotate(topic_keys=ArraySubquery(topics), translated=translated)
        return offers.values_list(*CARD_FIELDS, "topic_keys", "translated", named=True)

    @cached_property
    def provider(self):
        """The chosen institution, if there is one with that key."""
        key = self.selection["provider"]
        return Organisation.objects.filter(pk=key).only("name").first() if key else None

    @property
    def query(self):
        """The address's query for the first page of this list."""
        return self.selection.query()

    @property
    def with_unknown(self):
        """The query that shows also offers nobody has said enough about."""
        return self.selection.query(unknown=YES)

    @property
    def elsewhere(self):
        """How many offers there would be with the neighbouring cities; nothing where a region is chosen."""
        return 0 if self.selection["region"] else self.tally.count("region", NEIGHBOURS)

    @property
    def wider(self):
        """The query with the neighbouring cities."""
        return self.selection.query(region=NEIGHBOURS)

    @property
    def hidden_for_search(self):
        """What travels along with the search box."""
        return self.selection.others("q")

    @property
    def hidden_for_choices(self):
        """What travels along with the choices."""
        return [pair for pair in self.selection.others("unknown") if pair[0] in {"q", "sort", "provider"}]

    @property
    def missing(self):
        """The signed field behind "Das fehlt mir"."""
        return missing.signed(self.selection["q"])

    @property
    def has_choices(self):
        """Whether there is anything to choose from: where the search found nothing, no choice helps."""
        return self.search is None or bool(self.search.keys)

    @property
    def questions(self):
        """Facets with choices and numbers."""
        return shown.questions(self.selection, self.words, self.tally)

    @property
    def flags(self):
        """Facets with a yes."""
        return shown.flags(self.selection, self.tally)

    @cached_property
    def chips(self):
        """What was chosen, each with the address without it."""
        return shown.chips(self.selection, self.words, self.provider)

    @property
    def ways_on(self):
        """Where the choice gives nothing: what to take away, and what that gives."""
        without_words = narrow(self._listed, self.selection, self.at).count() if self.selection["q"] else 0
        return shown.ways_on(self.selection, self.words, self.provider, self.tally, without_words=without_words)

    @property
    def sortings(self):
        """The orders to choose from."""
        return shown.sortings(self.selection)

    @property
    def _listed(self):
        return Offer.objects.visible_to(self.user).listed().valid_on(localdate(self.at))

    @property
    def _asked(self):
        if self.search is None:
            return self._listed
        return self._listed.filter(self.search.among()) if self.search.keys else self._listed.none()

    def _order(self):
        best = [self.search.ranking()] if self.search else [CONFIRMED_FIRST, NEAR_FIRST, YOUNG_FIRST]
        coming = CourseRun.objects.filter(offer=OuterRef("pk"), starts_on__gte=localdate(self.at)).order_by()
        coming = Subquery(coming.values("offer").annotate(first=Min("starts_on")).values("first"))
        first = {
            Sorting.TITLE: [],
            Sorting.CONFIRMED: [F("confirmed_at").desc(nulls_last=True)],
            Sorting.START: [coming.asc(nulls_last=True)],
        }
        return *first.get(self.selection["sort"], best), *ALPHABET
