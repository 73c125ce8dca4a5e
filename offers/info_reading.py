"""Fetches information pages with everything that a page, a list or a paper shows of them."""

from django.db.models import F, OuterRef, Prefetch, Subquery
from django.utils.timezone import localtime

from offers.facts import Said
from offers.info_presenting import ShownInfo
from offers.models import InfoContact, InfoPage, InfoPageTranslation, Offer, OfferTranslation, OpenValue, ValueSetting
from offers.presenting import town
from offers.search.similar import Neighbour

RELATED_SHOWN = 6


def listed(user, language, *, now):
    """All published pages with their titles, in their order, without what stands inside them."""
    pages = InfoPage.objects.visible_to(user).published().prefetch_related("topics")
    return [_shown(page, language, now=now) for page in _in_language(pages, language)]


def papers(user, language, *, now):
    """All published pages with everything, in their order: what `_info_paper.html` prints one after the other."""
    pages = InfoPage.objects.visible_to(user).published()
    return shown_pages(pages, language, now=now)


def shown_pages(pages, language, *, now):
    """The pages of a queryset with everything that is shown of them; the number of queries is the same for many."""
    pages = list(_in_language(_with_all(pages, language), language))
    values = [value.pk for page in pages for value in page.open_values.all()]
    settings = {}
    if values:
        found = ValueSetting.objects.filter(open_value__in=values).valid_on(localtime(now).date())
        settings = {one.open_value_id: one for one in found}
    return [_shown(page, language, now=now, settings=settings) for page in pages]


def _shown(page, language, *, now, settings=None):
    translation = next(iter(getattr(page, "page_translations", ())), None)
    if translation:
        # Known already; to ask for its page would be a query each.
        translation.page = page
    return ShownInfo(page, language, now=now, translation=translation, settings=settings)


def _in_language(pages, language):
    if language == "de":
        return pages
    translations = InfoPageTranslation.objects.filter(language=language)
    return pages.prefetch_related(Prefetch("translations", translations, to_attr="page_translations"))


def _with_all(pages, language):
    contacts = InfoContact.objects.select_related(
        "organisation__district", "offer__organisation", "offer__location__district", "task"
    )
    if language != "de":
        translations = OfferTranslation.objects.filter(language=language)
        contacts = contacts.prefetch_related(Prefetch("offer__translations", translations, to_attr="page_translations"))
    values = OpenValue.objects.select_related("ask")
    return pages.prefetch_related("topics", Prefetch("contacts", contacts), Prefetch("open_values", values))


def related_offers(shown, *, user):
    """Some offers on the topics of a page, confirmed ones first."""
    topics = [topic.pk for topic in shown.page.topics.all()]
    if not topics:
        return []
    about = Offer.topics.through.objects.filter(topic__in=topics).values("offer_id")
    titles = OfferTranslation.objects.filter(offer=OuterRef("pk"), language=shown.language).values("title")
    offers = Offer.objects.visible_to(user).listed().in_scope().valid_on(shown.day).filter(pk__in=about)
    offers = offers.select_related("organisation", "location").annotate(translated=Subquery(titles))
    # "confirmed" stands before "unconfirmed" in the alphabet, too.
    rows = offers.order_by("state", F("source_year").desc(nulls_last=True), "title_sort", "pk")[:RELATED_SHOWN]
    return [_line(offer, shown.language) for offer in rows]


def _line(offer, language):
    title = Said(offer.translated, language) if offer.translated else Said(offer.title)
    places = (offer.location, offer.organisation)
    provider = offer.organisation.name if offer.organisation else offer.provider_text
    cities = [place.city for place in places if place]
    return Neighbour(offer.pk, title, provider, offer.state, offer.source_year, town(offer.origin, *cities))
