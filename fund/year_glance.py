"""A budget year at a glance: what each source and each field of action was allotted, reserved, granted, has left.

The database adds up by kind, pot and field, so that a page costs the same with fifty applications and with thousands;
the arithmetic is `budget.fold` over these sums, as everywhere.
"""

from dataclasses import dataclass

from django.db.models import Sum

from fund import books, budget, chart
from fund.choices.ledger import ABOUT_APPLICATIONS
from fund.models import LedgerEntry
from herne_integration import money
from offers.models import FieldOfAction

SERIES = ["bewilligt", "vorgemerkt", "frei und nicht vorgemerkt"]
BY_FIELD = ["bewilligt", "vorgemerkt"]
HEAD = ["", "bereitgestellt (EUR)", "vorgemerkt (EUR)", "bewilligt (EUR)", "frei (EUR)", "davon nicht vorgemerkt (EUR)"]
SHARED = "für alle Handlungsfelder"


@dataclass(frozen=True)
class Picture:
    """A drawing with the table that says the same, as `components/chart.html` takes them."""

    id: str
    title: str
    image: str
    alt: str
    head: list
    rows: list
    numbers: list


@dataclass(frozen=True)
class Glance:
    """The sums of a year on a day."""

    total: budget.Pot
    pictures: tuple


def of(year, *, day, is_known_today=False):
    """The `Glance` of a year at the end of a day; see `council.report_of` for what counts."""
    rows = _sums(year, day, None if is_known_today else books.end_of(day))
    balance = budget.fold(_entry(row) for row in rows)
    sources = dict(year.fund.sources.values_list("pk", "name"))
    envelopes = {one.pk: str(one) for one in year.envelopes.select_related("field_of_action")}
    return Glance(balance.total, tuple(_pictures(balance, rows, sources, envelopes)))


def _sums(year, day, known_at):
    entries = LedgerEntry.objects.filter(year=year).as_of(valid_on=day, known_at=known_at)
    return list(
        entries.values("kind", "source", "envelope", "application__field_of_action__key")
        .annotate(total=Sum("amount"))
        .order_by("source", "envelope", "kind")
    )


def _entry(row, *, field=None):
    return budget.Entry(row["kind"], row["total"], None, source=row["source"], envelope=field or row["envelope"])


def _pictures(balance, rows, sources, envelopes):
    yield _pots("quellen", "Nach Finanzquelle", "Finanzquelle", balance.by_source, sources)
    if envelopes:
        names = envelopes | {None: SHARED}
        yield _pots("teilbudgets", "Nach Teilbudget", "Teilbudget", balance.by_envelope, names)
    yield _fields(rows)


def _pots(anchor, title, first, pots, names):
    bars = chart.pots(pots, names)
    table = [[str(label), *_figures(pots[key])] for key, label in names.items() if key in pots]
    return _drawn(anchor, title, bars, SERIES, [first, *HEAD[1:]], table)


def _fields(rows):
    """Granted and reserved by field of action: what projects are about, whatever pot they are paid from."""
    keyed = [row for row in rows if row["kind"] in ABOUT_APPLICATIONS]
    pots = budget.fold(_entry(row, field=row["application__field_of_action__key"]) for row in keyed).by_envelope
    names = {one.key: one.label for one in FieldOfAction.objects.all()}
    pots = {key: pots.get(key, budget.Pot()) for key in names}
    bars = [chart.Bar(label, (pots[key].committed, pots[key].reserved)) for key, label in names.items()]
    table = [[label, *map(money.written, bar.amounts)] for label, bar in zip(names.values(), bars, strict=True)]
    head = ["Handlungsfeld", "bewilligt (EUR)", "vorgemerkt (EUR)"]
    return _drawn("felder", "Nach Handlungsfeld", bars, BY_FIELD, head, table)


def _drawn(anchor, title, bars, series, head, table):
    image = chart.address(chart.svg(bars, series))
    return Picture(anchor, title, image, chart.sentence(title, bars, series), head, table, list(range(1, len(head))))


def _figures(pot):
    amounts = (pot.available, pot.reserved, pot.committed, pot.left, pot.unplanned)
    return [money.written(amount) for amount in amounts]
