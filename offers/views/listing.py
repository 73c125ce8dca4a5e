"""The list of offers."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from herne_integration.paging import page
from offers.cards import card
from offers.choices import LOCAL_ORIGINS, Currency, Origin, State
from offers.filters import FIELDS, NEIGHBOURS, REGIONS, WORDS, OfferFilter, is_tidy, tidy, used_districts, used_topics
from offers.models import Offer, OfferTranslation, Topic

CARD_FIELDS = (
    "title",
    "title_sort",
    "provider_text",
    "origin",
    "state",
    "source_year",
    "text_revision",
    "organisation__name",
    "organisation__city",
    "location__city",
    *(f"location__district__{word}" for word in WORDS),
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


@dataclass(frozen=True)
class Chip:
    """A chosen filter and the address without it."""

    label: str
    word: str
    query: str


@login_not_required
@require_safe
def offer_list(request):
    """Search box, filters, count, cards; the address holds the whole state."""
    query = tidy(request.GET)
    if not is_tidy(request.GET):
        return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)
    now = timezone.now()
    offers = Offer.objects.visible_to(request.user).listed().valid_on(timezone.localdate(now))
    filters = OfferFilter(query, offers, topics=used_topics(), districts=used_districts())
    found = page(request, _for_cards(filters.qs))
    context = {
        "filters": filters,
        "page": found,
        "cards": [card(offer, get_language(), now=now) for offer in found],
        "chips": _chips(filters, query),
        "district_is_chosen": bool(query.get("district")),
        "wider": _with_neighbours(query),
        "search": filters.found,
    }
    return render(request, "offers/offer_list.html", context)


def _for_cards(offers):
    """In the list's order, with what a card shows and no more."""
    offers = offers.select_related("organisation", "location__district").only(*CARD_FIELDS)
    offers = offers.prefetch_related(Prefetch("topics", Topic.objects.only(*WORDS)))
    if get_language() != "de":
        translations = OfferTranslation.objects.filter(language=get_language())
        translations = translations.only("offer_id", "title", "language")
        offers = offers.prefetch_related(Prefetch("translations", translations, to_attr="page_translations"))
    if offers.query.order_by:
        # A search has its own order: what answers best comes first.
        return offers
    return offers.order_by(CONFIRMED_FIRST, NEAR_FIRST, YOUNG_FIRST, "title_sort", "pk")


def _chips(filters, query):
    words = {
        "q": query.get("q"),
        "topic": getattr(filters.topics.get(query.get("topic")), "text", None),
        "district": getattr(filters.districts.get(query.get("district")), "text", None),
        "region": dict(REGIONS).get(query.get("region")),
    }
    labels = {"q": _("Suche"), "topic": _("Thema"), "district": _("Stadtbezirk"), "region": _("Region")}
    return [Chip(labels[name], words[name], _without(query, name)) for name in FIELDS if words[name]]


def _with_neighbours(query):
    """The same search in the neighbouring cities too; nothing where a region is chosen."""
    wider = query.copy()
    wider.pop("page", None)
    wider["region"] = NEIGHBOURS
    return "" if query.get("region") else wider.urlencode()


def _without(query, name):
    rest = query.copy()
    for gone in (name, "page"):
        rest.pop(gone, None)
    return rest.urlencode()
