"""What the index knows of an offer: its terms, each with a weight between 0 and 1. Pure."""

from collections import defaultdict
from dataclasses import dataclass

from offers.search.normalising import meaningful

# How much a word says about an offer by where it stands. The title names it, the description tells around it.
TITLE, TARGET, TOPIC, PROVIDER, DESCRIPTION, PLACE, FIELD = 5.0, 2.0, 2.2, 1.2, 1.2, 1.0, 0.6
# A word that stands everywhere in one offer does not count without end (as in BM25).
SATURATION = 1.5
# Marks of vocabulary in the index; no word that somebody types begins like this.
TOPIC_MARK, GROUP_MARK = "#t:", "#g:"
# Stands in every document, so that its count is the number of documents.
EVERYWHERE = "#all"


@dataclass(frozen=True)
class Document:
    """An offer as the index reads it: texts in all languages, topics and target groups as (key, label) pairs."""

    titles: list[str]
    descriptions: list[str]
    targets: list[str]
    providers: list[str]
    places: list[str]
    keywords: list[str]
    fields: list[str]
    topics: list[tuple[str, str]]
    groups: list[str]


def weights(document):
    """Maps each term of the document to its weight."""
    sums = defaultdict(float, {EVERYWHERE: 0.0})
    for texts, weight in (
        (document.titles, TITLE),
        (document.targets, TARGET),
        (document.providers, PROVIDER),
        (document.descriptions, DESCRIPTION),
        (document.places, PLACE),
        (document.keywords, TOPIC),
        (document.fields, FIELD),
        ([label for _key, label in document.topics], TOPIC * 0.6),
    ):
        for term in {term for text in texts for term in meaningful(text)}:
            sums[term] += weight
    for key, _label in document.topics:
        sums[TOPIC_MARK + key] += TOPIC
    for key in document.groups:
        sums[GROUP_MARK + key] += TARGET
    return {term: round(total / (total + SATURATION), 4) for term, total in sums.items()}
