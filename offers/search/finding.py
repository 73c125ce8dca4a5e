"""Asks the index. One statement finds what may stand for each asked term, weighs it and ranks the offers."""

from dataclasses import dataclass
from uuid import UUID

from herne_integration import prepared
from offers.search import questions
from offers.search.documents import EVERYWHERE

# Ranking every offer with a common word costs 200 ms at 50,000 offers. The heaviest thousand of a word that was said
# are looked at, fewer of what it may mean and of what comes near it, and of all that it may mean `TOGETHER` times that.
MOST_OFFERS, MOST_MEANT, MOST_NEAR, TOGETHER = 1000, 500, 200, 4
# So many for a word that bears a third of the question; for one that says less, fewer in proportion.
FULL_SHARE = 1 / 3
# More than any phrase or entry has. A limit says to the planner that this is to be looked up, row by row, in an index;
# as a parameter it would say nothing to a plan that is kept for all questions.
ALL = 5000
# The share of the question, rare words counting more, that the best offer must answer to be called a match.
CONFIDENT = 0.52
# Below this an offer is left out even as a near match.
LEAST_NEAR = 0.15
# An offer this much worse than the best is noise.
LEAST_OF_BEST = 0.2

STATEMENT = f"""
WITH asked AS MATERIALIZED (
    -- A word that offers use or the lexicon knows is no typing error: it needs no look at words of similar letters.
    SELECT number, term,
        EXISTS (SELECT FROM offers_searchterm known WHERE known.term = asked.term AND known.offers > 0 OFFSET 0)
        OR EXISTS (SELECT FROM offers_lexiconphrase WHERE phrase = asked.term OFFSET 0) AS is_known
    FROM unnest(%(numbers)s::int[], %(terms)s::text[]) AS asked(number, term)
),
meant AS (
    SELECT said.number, target.term, max(target.quality) AS quality
    FROM unnest(%(phrase_numbers)s::int[], %(phrases)s::text[]) AS said(number, words)
    CROSS JOIN LATERAL (
        SELECT entry_id FROM offers_lexiconphrase WHERE phrase = said.words LIMIT {ALL}
    ) AS known
    CROSS JOIN LATERAL (
        SELECT term, quality FROM offers_lexicontarget WHERE entry_id = known.entry_id LIMIT {ALL}
    ) AS target
    GROUP BY said.number, target.term
),
misspelled AS (
    SELECT asked.number, target.term, max(target.quality) * 0.8 AS quality
    FROM asked
    CROSS JOIN LATERAL (
        SELECT phrase, entry_id FROM offers_lexiconphrase WHERE phrase %% asked.term LIMIT {ALL}
    ) AS known
    CROSS JOIN LATERAL (
        SELECT term, quality FROM offers_lexicontarget WHERE entry_id = known.entry_id LIMIT {ALL}
    ) AS target
    WHERE NOT asked.is_known AND length(asked.term) >= 6
    AND levenshtein_less_equal(known.phrase, asked.term, 1) <= 1
    GROUP BY asked.number, target.term
),
candidate AS (
    SELECT number, known.id, known.offers, quality FROM (
        SELECT * FROM meant UNION ALL SELECT * FROM misspelled
        UNION ALL
        SELECT * FROM unnest(%(part_numbers)s::int[], %(parts)s::text[], %(part_qualities)s::float[])
        UNION ALL
        SELECT number, term, 1.0 FROM asked
    ) AS given(number, term, quality)
    CROSS JOIN LATERAL (SELECT id, offers FROM offers_searchterm WHERE term = given.term LIMIT 1) AS known
    UNION ALL
    -- Compounds: "Kurs" stands in "Sprachkurs", less surely at the beginning, least in the middle.
    SELECT asked.number, known.id, known.offers, CASE
        WHEN known.term LIKE '%%' || asked.term THEN 0.82
        WHEN known.term LIKE asked.term || '%%' THEN 0.75
        ELSE 0.45
    END
    FROM asked JOIN offers_searchterm known ON known.term LIKE '%%' || asked.term || '%%'
    WHERE length(asked.term) >= 4
    UNION ALL
    -- The same for what the lexicon knows: "bisiklet" means "Fahrrad", and that stands in "Fahrradwerkstatt".
    SELECT meant.number, known.id, known.offers, meant.quality * 0.8
    FROM meant JOIN offers_searchterm known ON known.term LIKE '%%' || meant.term || '%%'
    WHERE meant.quality >= 0.8 AND length(meant.term) >= 5 AND meant.term NOT LIKE '#%%'
    UNION ALL
    -- Typing errors: one in a word of four letters, two in a long one.
    SELECT asked.number, known.id, known.offers,
        CASE levenshtein_less_equal(known.term, asked.term, 2) WHEN 1 THEN 0.85 ELSE 0.65 END
    FROM asked JOIN offers_searchterm known ON known.term %% asked.term
    WHERE NOT asked.is_known AND length(asked.term) >= 4 AND known.term NOT LIKE '#%%'
    AND levenshtein_less_equal(known.term, asked.term, 2) <= CASE WHEN length(asked.term) >= 8 THEN 2 ELSE 1 END
),
best AS MATERIALIZED (
    SELECT number, id, max(offers) AS offers, max(quality) AS quality FROM candidate WHERE offers > 0
    GROUP BY number, id
),
total AS (SELECT coalesce(max(offers), 1)::float AS offers FROM offers_searchterm WHERE term = %(everywhere)s),
rarity AS (
    -- A term nobody knows weighs like a rare one: it is missing from every offer.
    SELECT asked.number, ln(1 + total.offers / (1 + coalesce(
        max(best.offers) FILTER (WHERE best.quality >= 0.6), max(best.offers), 1
    ))) AS weight
    FROM asked LEFT JOIN best USING (number) CROSS JOIN total GROUP BY asked.number, total.offers
),
weighed AS MATERIALIZED (
    -- Of a word that says little of the whole question fewer offers will do.
    SELECT best.*, rarity.weight AS rare, ceil(
        least(1, rarity.weight / (SELECT sum(weight) FROM rarity) / {FULL_SHARE})
        * CASE WHEN quality >= 0.9 THEN {MOST_OFFERS} WHEN quality >= 0.6 THEN {MOST_MEANT} ELSE {MOST_NEAR} END
    )::int AS most
    FROM best JOIN rarity USING (number)
),
looked_at AS MATERIALIZED (
    -- "Kurs" stands in hundreds of compounds: the surest and most used come first, until there are enough offers.
    SELECT number, id, quality, rare, most FROM (
        SELECT *, sum(least(offers, most)) OVER (
            PARTITION BY number, most ORDER BY quality DESC, offers DESC, id ROWS UNBOUNDED PRECEDING
        ) - least(offers, most) AS already FROM weighed
    ) AS queued WHERE already < {TOGETHER} * most
),
standing AS (
    SELECT looked_at.number, looked_at.quality, looked_at.rare, posting.* FROM looked_at CROSS JOIN LATERAL (
        SELECT offer_id, weight FROM offers_searchposting WHERE term_id = looked_at.id
        ORDER BY weight DESC, offer_id LIMIT looked_at.most
    ) AS posting
),
hit AS (
    SELECT offer_id, number, max(quality * weight) AS says, max(quality) AS quality, max(rare) AS rare FROM standing
    GROUP BY offer_id, number
),
answered AS (
    SELECT offer_id, sum(says * rare) / (SELECT sum(weight) FROM rarity) AS says,
        sum(quality * rare) / (SELECT sum(weight) FROM rarity) AS share
    FROM hit GROUP BY offer_id
),
fitting AS MATERIALIZED (
    -- What is known of an offer moves it by a third at most: no need to look at more than half as many again.
    SELECT offer_id, share, says * (0.4 + 0.6 * share) AS score FROM answered WHERE share >= {LEAST_NEAR}
    ORDER BY score DESC, offer_id LIMIT {MOST_OFFERS} * 3 / 2
),
ranked AS MATERIALIZED (
    SELECT listed.offer_id AS id, listed.title_sort, share, score * listed.favour AS score
    FROM fitting CROSS JOIN LATERAL (
        SELECT offer_id, favour, title_sort FROM offers_listedoffer WHERE offer_id = fitting.offer_id LIMIT 1
    ) AS listed
    ORDER BY score DESC, listed.title_sort, listed.offer_id
    LIMIT {MOST_OFFERS} + 1
),
kept AS (
    SELECT id, share, row_number() OVER (ORDER BY score DESC, title_sort, id) AS place FROM ranked
    WHERE score >= (SELECT max(score) FROM ranked) * {LEAST_OF_BEST}
)
SELECT array_agg(id ORDER BY place) FILTER (WHERE place <= {MOST_OFFERS})::text,
    array_agg(id) FILTER (WHERE place <= {MOST_OFFERS} AND share >= {CONFIDENT})::text,
    count(*) > {MOST_OFFERS}
FROM kept
"""  # noqa: S608 (numbers of ours)


@dataclass(frozen=True)
class Found:
    """Offers for a question, best first.

    `ranked` and `confident` (those that answer the question, not only a part of it) are keys as PostgreSQL writes an
    array: a thousand of them go back into the next statement without having been read.
    """

    ranked: str = "{}"
    confident: str = "{}"
    is_capped: bool = False

    @property
    def is_empty(self):
        """Whether nothing comes near the question."""
        return self.ranked == "{}"

    @property
    def is_confident(self):
        """Whether at least one offer answers the question."""
        return self.confident != "{}"

    @property
    def keys(self):
        """The offers' keys in the order of the ranking."""
        return [UUID(key) for key in self.ranked.strip("{}").split(",") if key]


def find(text):
    """What the index holds for a question in any language."""
    question = questions.parse(text)
    if not question:
        return Found()
    ((ranked, confident, is_capped),) = prepared.rows(STATEMENT, parameters(question))
    return Found(ranked or "{}", confident or "{}", is_capped)


def parameters(question):
    """What the statement needs to know of a question."""
    numbers, phrases = zip(*question.phrases, strict=True)
    parts = list(zip(*question.parts, strict=True)) or [(), (), ()]
    return {
        "numbers": list(range(len(question.terms))),
        "terms": question.terms,
        "phrase_numbers": list(numbers),
        "phrases": list(phrases),
        "everywhere": EVERYWHERE,
        "part_numbers": list(parts[0]),
        "parts": list(parts[1]),
        "part_qualities": list(parts[2]),
    }
