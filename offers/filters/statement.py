"""The one statement behind the list: which offers, in which order, and how many each choice would give.

Every offer in question gets two numbers: `missed` has a bit set for each chosen facet that it does not fit, `silent`
for each that nobody has said anything about. Offers that say the same to a group of facets are counted together, in
one reading of one row per offer (`ListedOffer`); what each choice gives is summed up from those few numbers. Choices of
one facet are counted among the offers that miss at most that facet, so that the numbers say what a tap would give;
under `NOBODY_SAYS` stand those that say nothing about it.

The text depends on which facets were chosen, never on what was typed: the server plans it once per kind of question.
"""

from functools import lru_cache

from offers.audience import BITS as WORD_BITS
from offers.choices import Sorting
from offers.filters.facets import BY_NAME, FACETS, FLAGS, YES

BITS = {facet.name: 1 << place for place, facet in enumerate(FACETS)}
# What of an offer the answers, the counts and the order look at.
COLUMNS = (
    *("offer_id", "standing", "fits", "silent", "free", "online", "childcare", "accessible", "confirmed", "origin"),
    *("district", "field", "topics", "languages", "providers", "hours", "starts", "title_sort"),
)
BASE = """base AS {materialized} (
    SELECT listed.offer_id AS id, listed.title_sort, {rank} AS rank, {missed} AS missed, {silent} AS silent,
        listed.district, listed.field, listed.origin, listed.topics, listed.languages, {words} AS words, {flags}
    FROM {offers}
)"""
ALL = "({visible}) AS listed ({columns})"
# `OFFSET 0` keeps what was found to be looked up, offer by offer, in an index: however many offers there are beside.
FOUND = """unnest(%(keys)s::uuid[]) WITH ORDINALITY AS found (id, place) CROSS JOIN LATERAL (
        SELECT * FROM ({visible}) AS candidate ({columns}) WHERE candidate.offer_id = found.id OFFSET 0
    ) AS listed"""
RANKS = {
    Sorting.TITLE: "0",
    Sorting.CONFIRMED: "coalesce(-extract(epoch FROM listed.confirmed), 0)",
    Sorting.START: """coalesce((SELECT min(day) FROM unnest(listed.starts) AS day WHERE day >= %(today)s)
        - DATE '2000-01-01', 1000000)""",
}
# Stands among the values of a facet for the offers that say nothing about it.
NOBODY_SAYS = "?"
# What is counted together: few offers differ in what one of these says.
GROUPS = (("district", "field", "origin"), ("topics",), ("languages",), ("words",), tuple(f.name for f in FLAGS))
# PostgreSQL's GROUPING has a bit set for each of its arguments that a row was not grouped by; the last argument's is 1.
PARTS = {name: 0b11111 ^ 0b10000 >> place for place, group in enumerate(GROUPS) for name in group}
COUNTED = """counted AS MATERIALIZED (
    SELECT GROUPING({firsts}) AS part, missed, silent, {names}, count(*) AS number FROM base
    GROUP BY GROUPING SETS ({sets})
)""".format(  # noqa: S608
    firsts=", ".join(group[0] for group in GROUPS),
    names=", ".join(PARTS),
    sets=", ".join(f"(missed, silent, {', '.join(group)})" for group in GROUPS),
)
# Every offer stands once in each part: this one has the fewest rows.
OF_ALL = "part = {}".format(PARTS["words"])
MASKS = f"""SELECT 'masks', missed || ' ' || silent, sum(number)::bigint FROM counted WHERE {OF_ALL}
    GROUP BY missed, silent"""  # noqa: S608 (a constant of ours)
OF_ONE = """SELECT '{name}', coalesce(nullif({column}, ''), '{nobody}'), sum(number)::bigint FROM counted
    WHERE part = {part} AND {among} GROUP BY {column}"""
OF_MANY = """SELECT '{name}', coalesce(word, '{nobody}'), sum(number)::bigint
    FROM counted LEFT JOIN LATERAL unnest({column}) AS word ON TRUE
    WHERE part = {part} AND {among} GROUP BY word"""
WORDS = ", ".join(f"('{word}', {bit})" for word, bit in WORD_BITS.items())
OF_AUDIENCE = """SELECT '{name}', word.key, sum(number)::bigint FROM (
        SELECT {column}, sum(number) AS number FROM counted WHERE part = {part} AND {among} GROUP BY {column}
    ) AS told JOIN (VALUES {words}) AS word (key, bit) ON (told.{column} & word.bit)::boolean
    GROUP BY word.key"""
OF_FLAG = "sum(number) FILTER (WHERE {among} AND {name}), sum(number) FILTER (WHERE {among} AND {name} IS NULL)"
FLAG = "('{name}', '{yes}', {name}_yes), ('{name}', '{nobody}', {name}_silent)"
OF_FLAGS = """SELECT flag.name, flag.value, coalesce(flag.number, 0)::bigint FROM (
        SELECT {sums} FROM counted WHERE part = {part}
    ) AS told ({columns}) CROSS JOIN LATERAL (VALUES {rows}) AS flag (name, value, number)"""
CONFIDENT = "SELECT 'confident', '', count(*) FROM base WHERE base.missed = 0 AND base.id = ANY(%(confident)s::uuid[])"
# A page beyond the last one shows the last one.
PAGE = f"""SELECT 'page', page.id::text, row_number() OVER (ORDER BY page.rank, page.title_sort, page.id) FROM (
        SELECT id, rank, title_sort FROM base WHERE missed = 0 ORDER BY rank, title_sort, id LIMIT %(rows)s OFFSET (
            SELECT least(%(skip)s, greatest(sum(number)::int - 1, 0) / %(rows)s * %(rows)s) FROM counted
            WHERE {OF_ALL} AND missed = 0
        )
    ) AS page"""  # noqa: S608 (a constant of ours)
# How many there are, as far as anybody wants to know.
MOST = 1000
TOTAL = "SELECT count(*) FROM (SELECT FROM {offers} WHERE {conditions} LIMIT {most} + 1) AS listed"


@lru_cache(maxsize=200)
def statement(visible, names, sort, *, with_unknown, is_search):
    """Rows (what, value, number) for the facets of these names; `visible` is SQL for the offers to choose from."""
    asked = [BY_NAME[name] for name in names]
    base = BASE.format(
        # What was found is looked up once. All the list is read twice, the second time in its order and to the page.
        materialized="MATERIALIZED" if is_search else "NOT MATERIALIZED",
        rank=RANKS.get(sort, "found.place" if is_search else "listed.standing"),
        missed=_bits(asked, lambda facet: f"({_passes(facet, with_unknown=with_unknown)}) IS NOT TRUE"),
        silent=_bits(asked, lambda facet: f"({facet.answer}) IS NULL"),
        words="listed.fits | listed.silent" if with_unknown else "listed.fits",
        flags=", ".join(f"{facet.answer} AS {facet.name}" for facet in FLAGS),
        offers=(FOUND if is_search else ALL).format(visible=visible, columns=", ".join(COLUMNS)),
    )
    parts = [MASKS, PAGE, *_counted(), *([CONFIDENT] if is_search else [])]
    return f"WITH {base}, {COUNTED} {' UNION ALL '.join(parts)}"


@lru_cache(maxsize=200)
def total(visible, names, *, with_unknown):
    """One row: how many offers fit all of these facets, or one more than `MOST`."""
    return TOTAL.format(
        offers=ALL.format(visible=visible, columns=", ".join(COLUMNS)),
        conditions=" AND ".join(_passes(BY_NAME[name], with_unknown=with_unknown) for name in names),
        most=MOST,
    )


def _bits(asked, condition):
    return " + ".join(f"CASE WHEN {condition(facet)} THEN {BITS[facet.name]} ELSE 0 END" for facet in asked) or "0"


def _passes(facet, *, with_unknown):
    return f"({facet.answer}) IS NOT FALSE" if with_unknown else f"({facet.answer})"


def _among(name):
    return f"NOT (missed & {~BITS[name]})::boolean"


def _counted():
    for name, column, template in (
        ("district", "district", OF_ONE),
        ("field", "field", OF_ONE),
        ("region", "origin", OF_ONE),
        ("topic", "topics", OF_MANY),
        ("language", "languages", OF_MANY),
        ("who", "words", OF_AUDIENCE),
    ):
        yield template.format(
            name=name, column=column, nobody=NOBODY_SAYS, part=PARTS[column], among=_among(name), words=WORDS
        )
    names = [facet.name for facet in FLAGS]
    yield OF_FLAGS.format(
        sums=", ".join(OF_FLAG.format(name=name, among=_among(name)) for name in names),
        part=PARTS[names[0]],
        columns=", ".join(f"{name}_yes, {name}_silent" for name in names),
        rows=", ".join(FLAG.format(name=name, yes=YES, nobody=NOBODY_SAYS) for name in names),
    )
