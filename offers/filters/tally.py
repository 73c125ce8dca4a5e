"""How many offers each choice would give, in one statement for all facets.

Every offer in question gets two numbers: `missed` has a bit set for each chosen facet that it does not fit, `silent`
for each that nobody has said anything about. Choices of one facet are counted among the offers that miss at most that
facet, so that the numbers say what a tap would give. Where the visitor wants to see also what is not known, each
choice gives the silent offers in addition.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, ExpressionWrapper, F, IntegerField, Value, When

from offers.filters.facets import FACETS, FLAGS, ORIGINS, YES, conditions
from offers.models import Language, Offer, OfferAudience, Topic
from offers.search.finding import as_array

BITS = {facet.name: 1 << place for place, facet in enumerate(FACETS)}
# An offer is silent about these whatever was chosen; about the audience it is silent word by word.
SILENT = [facet for facet in FACETS if facet.name not in {"who", "provider", "region"}]
COLUMNS = ("id", "missed", "silent", "district", "field", "origin", *(facet.name for facet in FLAGS))
LINKED = "base JOIN {link} link ON link.offer_id = base.id JOIN {word} word ON word.id = link.{key}_id"
TOLD = f"base JOIN {OfferAudience._meta.db_table} told ON told.offer_id = base.id CROSS JOIN unnest("
# Where the values of a facet stand: what to count and which table to read.
VALUES = {
    "district": ("base.district", "base"),
    "field": ("base.field", "base"),
    "region": ("base.origin", "base"),
    "topic": (
        "word.key",
        LINKED.format(link=Offer.topics.through._meta.db_table, word=Topic._meta.db_table, key="topic"),
    ),
    "language": (
        "word.key",
        LINKED.format(link=Offer.languages.through._meta.db_table, word=Language._meta.db_table, key="language"),
    ),
}
# Nothing in here comes from the address: names and tables are ours, and `others` is a number.
MASKS = "SELECT 'masks', base.missed || ' ' || base.silent, count(*) FROM base GROUP BY base.missed, base.silent"
COUNTED = "SELECT '{name}', {value}, count(*) FROM {source} WHERE base.missed & {others} = 0 GROUP BY {value}"
FITTING = "count(*) FILTER (WHERE base.missed & {others} = 0 AND base.{name} = '{yes}') AS {name}"
NOT_SAYING = "count(*) FILTER (WHERE base.missed & {others} = 0 AND base.silent & {bit} <> 0) AS {name}"
COLUMN_BY_COLUMN = (
    "SELECT number.name, '{word}', number.number FROM (SELECT {numbers} FROM base) AS counted"
    " CROSS JOIN LATERAL (VALUES {rows}) AS number(name, number)"
)
# Stands among the values of a facet for the offers that say nothing about it.
NOBODY_SAYS = "?"
CONFIDENT = "SELECT 'confident', '', count(*) FROM base WHERE base.missed = 0 AND base.id = ANY(%s::uuid[])"


@dataclass(frozen=True)
class Tally:
    """Numbers of offers: with all of the choice, per value of a facet, without one facet, and those nobody knows of."""

    total: int
    values: dict
    without: dict
    unknown: int
    confident: int

    def count(self, name, value):
        """How many offers it would be with this value of this facet."""
        return self.values[name][value] + self.values[name][NOBODY_SAYS]


def tally(offers, selection, at, *, confident=()):
    """Counts `offers` for the selection; `confident` are keys of offers that answer the question well."""
    with_unknown = bool(selection["unknown"])
    chosen = conditions(selection, at)
    try:
        base, parameters = _base(offers, chosen, at, with_unknown=with_unknown).query.sql_with_params()
    except EmptyResultSet:
        # The search found nothing: there is nothing to ask the database.
        return _read([], chosen)
    statement = f"WITH base ({', '.join(COLUMNS)}) AS MATERIALIZED ({base}) {_counting(with_unknown=with_unknown)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, as_array(confident)])
        return _read(cursor.fetchall(), chosen)


def _base(offers, chosen, at, *, with_unknown):
    missed = silent = Value(0)
    silences = {condition.facet.name: condition.silent for condition in chosen}
    if with_unknown:
        silences = {facet.name: facet.silent("", at) for facet in SILENT} | silences
    for condition in chosen:
        passes = condition.fits | condition.silent if with_unknown else condition.fits
        missed = missed + Case(When(passes, then=0), default=BITS[condition.facet.name])
    for name, silence in silences.items():
        silent = silent + Case(When(silence, then=BITS[name]), default=0)
    flags = {
        facet.name: F(facet.column[0]) if facet.column else Case(When(facet.fits(YES, at), then=Value(YES)))
        for facet in FLAGS
    }
    flags = {f"is_{name}": flag for name, flag in flags.items()}
    offers = offers.order_by().annotate(
        missed=ExpressionWrapper(missed, IntegerField()),
        silent=ExpressionWrapper(silent, IntegerField()),
        district=F("location__district__key"),
        field=F("field_of_action__key"),
        **flags,
    )
    return offers.values_list("pk", "missed", "silent", "district", "field", "origin", *flags)


@lru_cache(maxsize=2)
def _counting(*, with_unknown):
    said = "told.fits || told.silent" if with_unknown else "told.fits"
    sources = {**VALUES, "who": ("said.word", f"{TOLD}{said}) AS said(word)")}
    parts = [MASKS, CONFIDENT, _column_by_column(FITTING, FLAGS, YES)]
    parts += [
        COUNTED.format(name=name, value=value, source=source, others=~BITS[name])
        for name, (value, source) in sources.items()
    ]
    if with_unknown:
        parts.append(_column_by_column(NOT_SAYING, SILENT, NOBODY_SAYS))
    return " UNION ALL ".join(parts)


def _column_by_column(template, facets, word):
    names = [facet.name for facet in facets]
    numbers = (
        template.format(
            name=facet.name,
            bit=BITS[facet.name],
            others=~BITS[facet.name],
            yes=facet.column[1] if facet.column else YES,
        )
        for facet in facets
    )
    rows = ", ".join(f"('{name}', counted.{name})" for name in names)
    return COLUMN_BY_COLUMN.format(numbers=", ".join(numbers), rows=rows, word=word)


def _read(rows, chosen):
    masks, values, confident = Counter(), defaultdict(Counter), 0
    for name, value, number in rows:
        if name == "masks":
            masks[tuple(int(mask) for mask in value.split())] = number
        elif name == "confident":
            confident = number
        else:
            values[name][value] = number
    origins = values["region"]
    values["region"] = Counter({region: sum(origins[origin] for origin in kept) for region, kept in ORIGINS.items()})
    return Tally(
        total=sum(number for (missed, _silent), number in masks.items() if not missed),
        values=values,
        without={
            name: sum(number for (missed, _silent), number in masks.items() if not missed & ~BITS[name])
            for name in (condition.facet.name for condition in chosen)
        },
        unknown=sum(number for (missed, silent), number in masks.items() if missed and not missed & ~silent),
        confident=confident,
    )
