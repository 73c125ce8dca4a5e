"""Offers around one offer: similar ones of other providers, and more of the same provider. One statement.

Similar is what shares topics, rare ones counting more; words of the title decide among those. The search index answers
both without looking at all offers.
"""

from dataclasses import dataclass

from django.db import connection

from offers.choices import LOCAL_ORIGINS, NEIGHBOUR_ORIGINS, Origin
from offers.facts import Said
from offers.models import Offer
from offers.search.documents import EVERYWHERE, TOPIC_MARK
from offers.search.normalising import meaningful

MOST_SHOWN = 4
# As many offers of each term are weighed, and as many of those compared, however common the topic is.
MOST_OF_TERM, MOST_COMPARED = 1000, 200
# A word of the title says less than a topic; an offer with less than this share of the topics is no relative.
TITLE_WORD, LEAST_SHARE = 0.5, 0.34

STATEMENT = """
WITH visible AS NOT MATERIALIZED ({visible}),
total AS (SELECT coalesce(max(offers), 1)::float AS offers FROM offers_searchterm WHERE term = %s),
asked AS MATERIALIZED (
    SELECT term.id, term.term LIKE %s AS is_topic, ln(1 + total.offers / term.offers) AS rarity
    FROM offers_searchterm term CROSS JOIN total WHERE term.term = ANY(%s) AND term.offers > 0
),
shared AS MATERIALIZED (
    SELECT posting.offer_id, sum(asked.rarity * CASE WHEN is_topic THEN 1 ELSE %s END) AS score
    FROM asked CROSS JOIN LATERAL (
        SELECT offer_id FROM offers_searchposting WHERE term_id = asked.id
        ORDER BY weight DESC, offer_id LIMIT %s
    ) AS posting
    WHERE posting.offer_id <> %s
    GROUP BY posting.offer_id
    HAVING sum(asked.rarity) FILTER (WHERE is_topic) >= %s * (SELECT sum(rarity) FROM asked WHERE is_topic)
    ORDER BY score DESC, posting.offer_id LIMIT %s
),
relative AS (
    SELECT offer.id, score * CASE offer.state WHEN 'confirmed' THEN 1.25 ELSE 1 END AS score,
        offer.origin <> ALL(%s) AS is_far,
        -- One of each provider: a language school would fill all places.
        coalesce(offer.organisation_id::text, nullif(offer.provider_text, ''), offer.id::text) AS provider
    FROM shared JOIN offers_offer offer ON offer.id = shared.offer_id JOIN visible ON visible.id = offer.id
    WHERE (offer.origin = ANY(%s) OR offer.origin = %s)
    AND offer.organisation_id IS DISTINCT FROM %s
),
chosen AS (
    (SELECT 'similar' AS part, id, NULL::bigint AS of_all,
        row_number() OVER (ORDER BY is_far, score DESC, id) AS place
    FROM (SELECT DISTINCT ON (provider) * FROM relative ORDER BY provider, is_far, score DESC, id) AS best
    ORDER BY place LIMIT %s)
    UNION ALL
    (SELECT 'provider', offer.id, count(*) OVER () AS of_all,
        row_number() OVER (
            ORDER BY offer.state <> 'confirmed', shared.score DESC NULLS LAST, offer.title_sort, offer.id
        )
    FROM (
        SELECT offers_offer.* FROM offers_offer JOIN visible USING (id)
        -- As a subquery, so that the plan is the index even for a provider of a third of all offers.
        WHERE organisation_id = (SELECT %s::bigint) AND id <> %s LIMIT %s
    ) AS offer LEFT JOIN shared ON shared.offer_id = offer.id
    ORDER BY 4 LIMIT %s)
)
SELECT part, offer.id, offer.title, coalesce(translation.title, ''), coalesce(provider.name, offer.provider_text),
    offer.state, offer.source_year, offer.origin, coalesce(nullif(place.city, ''), provider.city, ''), of_all
FROM chosen JOIN offers_offer offer USING (id)
LEFT JOIN offers_offertranslation translation ON translation.offer_id = offer.id AND translation.language = %s
LEFT JOIN offers_organisation provider ON provider.id = offer.organisation_id
LEFT JOIN offers_location place ON place.id = offer.location_id
ORDER BY part, place
"""


@dataclass(frozen=True)
class Neighbour:
    """One line below an offer."""

    key: object
    title: Said
    provider: str
    state: str
    source_year: int | None
    town: str


@dataclass(frozen=True)
class Around:
    """What stands below an offer; `of_provider` counts what the provider has besides, as far as it was compared."""

    similar: list
    same_provider: list
    of_provider: int = 0

    def __bool__(self):
        return bool(self.similar or self.same_provider)


def around(offer, language, *, user, day):
    """Similar offers, and more of the provider; `offer` comes with its topics fetched."""
    visible = Offer.objects.visible_to(user).listed().valid_on(day).order_by().values("id")
    door, parameters = visible.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(visible=door), [*parameters, *_parameters(offer, language)])
        rows = cursor.fetchall()
    similar, same = ([row for row in rows if row[0] == part] for part in ("similar", "provider"))
    lists = ([_neighbour(row, language) for row in part] for part in (similar, same))
    return Around(*lists, of_provider=same[0][-1] if same else 0)


def _parameters(offer, language):
    terms = [TOPIC_MARK + topic.key for topic in offer.topics.all()]
    return [
        EVERYWHERE,
        f"{TOPIC_MARK}%",
        [*terms, *meaningful(offer.title)],
        TITLE_WORD,
        MOST_OF_TERM,
        offer.pk,
        LEAST_SHARE,
        MOST_COMPARED,
        list(LOCAL_ORIGINS),
        list(NEIGHBOUR_ORIGINS),
        offer.origin,
        offer.organisation_id,
        MOST_SHOWN,
        offer.organisation_id,
        offer.pk,
        MOST_COMPARED,
        MOST_SHOWN,
        language,
    ]


def _neighbour(row, language):
    _part, key, title, translated, provider, state, year, origin, city, _count = row
    said = Said(translated, language) if translated else Said(title)
    town = "" if origin in LOCAL_ORIGINS else city or str(Origin(origin).label)
    return Neighbour(key, said, provider, state, year, town)
