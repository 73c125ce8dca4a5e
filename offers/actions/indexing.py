"""Keeps true what search and list read of an offer: whoever changes one calls this in the same transaction."""

from django.db import connection, transaction
from django.db.models import Q

from offers import listed
from offers.choices import State
from offers.models import ListedOffer, Offer, SearchPosting, SearchTerm
from offers.search.documents import Document, weights

BATCH = 500
RELATED = (
    *("topics", "target_groups", "residence_statuses", "translations", "partners"),
    *("languages", "weekly_hours", "course_runs"),
)
# Term by term through its index: a join without statistics, as in the first big import, took a quarter of an hour.
COUNT = """
UPDATE offers_searchterm term SET offers = counted.offers
FROM unnest(%s::bigint[]) AS touched(id)
CROSS JOIN LATERAL (SELECT count(*) AS offers FROM offers_searchposting WHERE term_id = touched.id) AS counted
WHERE term.id = touched.id AND term.offers <> counted.offers
"""


@transaction.atomic
def refresh(*keys):
    """Writes the index of these offers anew; what is archived leaves it."""
    for start in range(0, len(keys), BATCH):
        _refresh(keys[start : start + BATCH])


def refresh_offers_of(organisation):
    """Its name stands in the index of all offers it provides or takes part in."""
    concerned = Offer.objects.filter(Q(organisation=organisation) | Q(partners=organisation))
    refresh(*concerned.order_by("pk").distinct().values_list("pk", flat=True))


def refresh_all():
    """Writes the whole index anew, in batches of their own; returns how many offers there are."""
    keys = list(Offer.objects.order_by("pk").values_list("pk", flat=True))
    refresh(*keys)
    return len(keys)


def fill():
    """Writes the index where there is none yet, as after an update of the portal; says so."""
    if ListedOffer.objects.exists() or not Offer.objects.exists():
        return ""
    return f"Suchindex geschrieben: {refresh_all()} Angebote."


@transaction.atomic
def recount(term_ids):
    """Counts anew in how many offers each of these terms stands; whoever changes one of them meanwhile waits."""
    list(SearchTerm.objects.filter(pk__in=term_ids).order_by("pk").select_for_update().values_list("pk"))
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [sorted(term_ids)])


def read(keys):
    """What the index ought to hold of these offers, without those that belong into no list: {offer: {term: weight}},
    and {offer: columns of its `ListedOffer`}."""
    offers = list(_readable(keys))
    documents = {offer.pk: weights(_document(offer)) for offer in offers}
    return documents, {offer.pk: listed.columns(offer) for offer in offers}


def _refresh(keys):
    documents, rows = read(keys)
    ListedOffer.objects.filter(offer__in=keys).delete()
    ListedOffer.objects.bulk_create(ListedOffer(offer_id=key, **columns) for key, columns in rows.items())
    wanted = sorted({term for terms in documents.values() for term in terms})
    # In alphabetical order: two editors at once wait for each other instead of locking each other out.
    SearchTerm.objects.bulk_create([SearchTerm(term=term) for term in wanted], ignore_conflicts=True)
    numbers = dict(SearchTerm.objects.filter(term__in=wanted).values_list("term", "pk"))
    old = SearchPosting.objects.filter(offer__in=keys)
    touched = {*numbers.values(), *old.values_list("term_id", flat=True)}
    old.delete()
    SearchPosting.objects.bulk_create(
        SearchPosting(term_id=numbers[term], offer_id=key, weight=weight)
        for key, terms in documents.items()
        for term, weight in terms.items()
    )
    recount(touched)


def _readable(keys):
    offers = Offer.objects.filter(pk__in=keys).exclude(state=State.ARCHIVED)
    offers = offers.select_related("organisation", "location__district", "field_of_action")
    return offers.prefetch_related(*RELATED)


def _document(offer):
    texts = [offer, *offer.translations.all()]
    place, providers = offer.location, [offer.organisation, *offer.partners.all()]
    return Document(
        titles=[text.title for text in texts],
        descriptions=[text.description for text in texts],
        targets=[text.target_text for text in texts],
        providers=[offer.provider_text, *(provider.name for provider in providers if provider)],
        places=[place.name, place.city, str(place.district or "")] if place else [],
        keywords=[offer.keywords.replace("|", " ")],
        fields=[offer.field_of_action.label] if offer.field_of_action else [],
        topics=[(topic.key, topic.label) for topic in offer.topics.all()],
        groups=[group.key for group in offer.target_groups.all()],
    )
