"""The one statement behind the list: which offers, in which order, and how many each choice would give.

Every offer in question gets two numbers: `missed` has a bit set for each chosen facet that it does not fit, `silent`
for each that nobody has said anything about. Choices of one facet are counted among the offers that miss at most that
facet, so that the numbers say what a tap would give. Where the visitor wants to see also what is not known, each
choice gives the silent offers in addition.

The text depends on which facets were chosen, never on what was typed: the server plans it once per kind of question.
"""

from functools import lru_cache

from offers.choices import Currency, Origin, Sorting, State
from offers.filters.facets import BY_NAME, FACETS, FLAGS, LOCAL_ORIGINS, PLACE_OF_FENCE, YES

BITS = {facet.name: 1 << place for place, facet in enumerate(FACETS)}
# An offer is silent about these whatever was chosen; about the audience it is silent word by word.
SILENT = [facet for facet in FACETS if facet.name not in {"who", "provider", "region"}]
# What of an offer the conditions, the counts and the order look at.
COLUMNS = (
    *("id", "state", "origin", "currency", "cost", "online", "childcare", "accessible", "location_id"),
    *("field_of_action_id", "organisation_id", "title_sort", "confirmed_at"),
)
BASE = """base AS MATERIALIZED (
    SELECT offer.id, offer.title_sort, {missed} AS missed, {silent} AS silent, {rank} AS rank,
        district.key AS district, field.key AS field, offer.origin, {flags}
    FROM {offers}
    LEFT JOIN offers_location location ON location.id = offer.location_id
    LEFT JOIN offers_district district ON district.id = location.district_id
    LEFT JOIN offers_fieldofaction field ON field.id = offer.field_of_action_id
)"""
ALL = "({visible}) AS offer ({columns})"
# `OFFSET 0` keeps what was found to be looked up, offer by offer, in indexes: however many offers there are beside.
FENCE = "OFFSET 0"
FOUND = """unnest(%(keys)s::uuid[]) WITH ORDINALITY AS found (id, place) CROSS JOIN LATERAL (
        SELECT * FROM ({visible}) AS candidate ({columns}) WHERE candidate.id = found.id OFFSET 0
    ) AS offer"""
# Confirmed entries first, then what is near, then the younger sources.
BEST = f"""CASE offer.state WHEN '{State.CONFIRMED}' THEN 0 ELSE 100 END
    + CASE WHEN offer.origin IN ({", ".join(f"'{origin}'" for origin in LOCAL_ORIGINS)}) THEN 0
        WHEN offer.origin = '{Origin.NEIGHBOUR}' THEN 10 ELSE 20 END
    + CASE offer.currency WHEN '{Currency.CURRENT}' THEN 0 WHEN '{Currency.OLDER}' THEN 1
        WHEN '{Currency.HISTORIC}' THEN 2 ELSE 3 END"""
RANKS = {
    Sorting.TITLE: "0",
    Sorting.CONFIRMED: "coalesce(-extract(epoch FROM offer.confirmed_at), 0)",
    Sorting.START: """coalesce((SELECT min(run.starts_on) FROM offers_courserun run
        WHERE run.offer_id = offer.id AND run.starts_on >= %(today)s) - DATE '2000-01-01', 1000000)""",
}
# The planner takes the first for rare and looks up row by row, the second for common and reads whole tables: right for
# the few offers that a search found, and for all of them.
AMONG_FEW = "base.missed & {others} = 0"
AMONG_ALL = "NOT (base.missed & {others})::boolean"
MASKS = "SELECT 'masks', base.missed || ' ' || base.silent, count(*) FROM base GROUP BY base.missed, base.silent"
OF_ONE = "SELECT '{name}', base.{column}, count(*) FROM base WHERE {among} GROUP BY base.{column}"
# Counted by number first: grouping thousands of rows by a text costs more than all the rest.
OF_MANY = """SELECT '{name}', word.key, counted.number FROM (
        SELECT link.{name}_id AS id, count(*) AS number
        FROM base JOIN offers_offer_{name}s link ON link.offer_id = base.id WHERE {among} GROUP BY link.{name}_id
    ) AS counted JOIN offers_{name} word ON word.id = counted.id"""
# Few lists of words are told by many offers.
OF_AUDIENCE = """SELECT '{name}', said.word, sum(counted.number)::bigint FROM (
        SELECT {said} AS words, count(*) AS number FROM base JOIN offers_offeraudience told ON told.offer_id = base.id
        WHERE {among} GROUP BY 1
    ) AS counted CROSS JOIN unnest(counted.words) AS said (word) GROUP BY said.word"""
FITTING = "count(*) FILTER (WHERE {among} AND base.{name} = '{yes}') AS {name}"
NOT_SAYING = "count(*) FILTER (WHERE {among} AND (base.silent & {bit})::boolean) AS {name}"
COLUMN_BY_COLUMN = """SELECT number.name, '{word}', number.number FROM (SELECT {numbers} FROM base) AS counted
    CROSS JOIN LATERAL (VALUES {rows}) AS number (name, number)"""
# Stands among the values of a facet for the offers that say nothing about it.
NOBODY_SAYS = "?"
CONFIDENT = "SELECT 'confident', '', count(*) FROM base WHERE base.missed = 0 AND base.id = ANY(%(confident)s::uuid[])"
# A page beyond the last one shows the last one.
PAGE = """SELECT 'page', page.id::text, row_number() OVER (ORDER BY page.rank, page.title_sort, page.id) FROM (
        SELECT id, rank, title_sort FROM base WHERE missed = 0 ORDER BY rank, title_sort, id LIMIT %(rows)s OFFSET (
            SELECT least(%(skip)s, greatest(count(*) - 1, 0) / %(rows)s * %(rows)s) FROM base WHERE missed = 0
        )
    ) AS page"""
# How many there are, as far as anybody wants to know.
MOST = 1000
TOTAL = """SELECT count(*) FROM (
    SELECT FROM {offers}
    LEFT JOIN offers_location location ON location.id = offer.location_id
    LEFT JOIN offers_district district ON district.id = location.district_id
    LEFT JOIN offers_fieldofaction field ON field.id = offer.field_of_action_id
    WHERE {conditions} LIMIT {most} + 1
) AS offer"""


@lru_cache(maxsize=200)
def statement(visible, names, sort, *, with_unknown, is_search):
    """Rows (what, value, number) for the facets of these names; `visible` is SQL for the offers to choose from."""
    asked = [BY_NAME[name] for name in names]
    base = BASE.format(
        missed=_sum(_missing(facet, with_unknown=with_unknown) for facet in asked),
        silent=_sum(_bit(facet.silent, facet) for facet in {*asked, *(SILENT if with_unknown else ())}),
        rank=RANKS.get(sort, "found.place" if is_search else BEST),
        flags=", ".join(_flag(facet) for facet in FLAGS),
        offers=(FOUND if is_search else ALL).format(visible=visible, columns=", ".join(COLUMNS)),
    )
    base = base.replace(PLACE_OF_FENCE, FENCE if is_search else "")
    parts = [MASKS, PAGE, _column_by_column(FITTING, FLAGS, YES)]
    parts += _counted(with_unknown=with_unknown, is_search=is_search)
    if is_search:
        parts.append(CONFIDENT)
    if with_unknown:
        parts.append(_column_by_column(NOT_SAYING, SILENT, NOBODY_SAYS))
    return f"WITH {base} {' UNION ALL '.join(parts)}"


@lru_cache(maxsize=200)
def total(visible, names, *, with_unknown):
    """One row: how many offers fit all of these facets, or one more than `MOST`."""
    conditions = (_passes(BY_NAME[name], with_unknown=with_unknown) for name in names)
    text = TOTAL.format(
        offers=ALL.format(visible=visible, columns=", ".join(COLUMNS)),
        conditions=" AND ".join(f"({condition})" for condition in conditions),
        most=MOST,
    )
    return text.replace(PLACE_OF_FENCE, "")


def _sum(terms):
    return " + ".join(sorted(terms)) or "0"


def _passes(facet, *, with_unknown):
    return f"{facet.fits} OR {facet.silent}" if with_unknown else facet.fits


def _missing(facet, *, with_unknown):
    return f"CASE WHEN {_passes(facet, with_unknown=with_unknown)} THEN 0 ELSE {BITS[facet.name]} END"


def _bit(condition, facet):
    return f"CASE WHEN {condition} THEN {BITS[facet.name]} ELSE 0 END"


def _flag(facet):
    if facet.column:
        return f"offer.{facet.column[0]} AS {facet.name}"
    return f"CASE WHEN {facet.fits} THEN '{YES}' END AS {facet.name}"


def _among(name, *, is_search):
    return (AMONG_FEW if is_search else AMONG_ALL).format(others=~BITS[name])


def _counted(*, with_unknown, is_search):
    among = {facet.name: _among(facet.name, is_search=is_search) for facet in FACETS}
    for name, column in (("district", "district"), ("field", "field"), ("region", "origin")):
        yield OF_ONE.format(name=name, column=column, among=among[name])
    for name in ("topic", "language"):
        yield OF_MANY.format(name=name, among=among[name])
    said = "told.fits || told.silent" if with_unknown else "told.fits"
    yield OF_AUDIENCE.format(name="who", said=said, among=among["who"])


def _column_by_column(template, facets, word):
    numbers = (
        template.format(
            name=facet.name,
            bit=BITS[facet.name],
            among=_among(facet.name, is_search=False),
            yes=facet.column[1] if facet.column else YES,
        )
        for facet in facets
    )
    rows = ", ".join(f"('{facet.name}', counted.{facet.name})" for facet in facets)
    return COLUMN_BY_COLUMN.format(numbers=", ".join(numbers), rows=rows, word=word)
