"""A safety net under the search index: every night it is compared with what the offers say."""

import logging
from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from offers import vocabulary
from offers.actions import indexing
from offers.models import ListedOffer, Offer, SearchPosting, SearchTerm

logger = logging.getLogger(__name__)

# Relations of an offer to words of the vocabulary; a word's label stands in the index of every offer that has it.
WORDS = ("topics", "goals", "target_groups", "languages", "residence_statuses", "field_of_action", "location__district")


def outdated(keys):
    """Those of the offers whose index says something else than they do."""
    stored = defaultdict(dict)
    for key, term, weight in SearchPosting.objects.filter(offer__in=keys).values_list("offer", "term__term", "weight"):
        stored[key][term] = weight
    rows = {row.pop("offer_id"): row for row in ListedOffer.objects.filter(offer__in=keys).values()}
    documents, wanted = indexing.read(keys)
    return [key for key in keys if stored.get(key, {}) != documents.get(key, {}) or rows.get(key) != wanted.get(key)]


def refresh_outdated():
    """Writes anew what is not true any more; returns how many offers that were."""
    found = 0
    keys = list(Offer.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), indexing.BATCH):
        with transaction.atomic():
            wrong = outdated(keys[start : start + indexing.BATCH])
            indexing.refresh(*wrong)
        found += len(wrong)
    indexing.recount(list(SearchTerm.objects.values_list("pk", flat=True)))
    return found


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="reindex")
def reindex_nightly(timestamp):
    """Says so where the net caught something: then an action has forgotten the index."""
    if found := refresh_outdated():
        logger.warning("Suchindex: %s Angebote waren veraltet und sind neu eingetragen.", found)


@transaction.atomic
def load_vocabulary():
    """Loads the controlled words; offers that carry a word which has changed are indexed anew."""
    changed = vocabulary.load()
    carrying = Q()
    for name in WORDS:
        model = _model_at_end_of(name)
        carrying |= Q(**{f"{name}__in": changed.get(model, [])})
    keys = list(Offer.objects.filter(carrying).order_by("pk").distinct().values_list("pk", flat=True))
    indexing.refresh(*keys)
    return f"Vokabular geändert: {len(keys)} Angebote neu eingetragen." if keys else ""


def _model_at_end_of(path):
    model = Offer
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model
