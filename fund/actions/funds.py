"""Budget years and their envelopes."""

from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from fund.actions import office
from fund.models import AgendaItem, BudgetYear, Envelope, Fund, FundingSource
from herne_integration.rules import RuleBroken

EXISTS = "Das Haushaltsjahr {year} gibt es schon."
FOUNDED = "Es gibt schon einen Fonds. Seinen Namen und Zweck können Sie ändern."
# Any number will do; it only has to be nobody else's.
FOUNDING = 44624
CLOSED = "Das Haushaltsjahr {year} ist abgeschlossen."
STILL_WAITING = "Für dieses Jahr sind noch Anträge vorgemerkt. Entscheiden oder vertagen Sie diese zuerst."


def locked(year):
    """The year's row, locked: bookings of one year wait for each other."""
    rows = BudgetYear.objects.select_for_update(of=("self",), no_key=True).select_related("fund")
    return rows.get(pk=year.pk)


@transaction.atomic
def found(*, fund, by):
    """The portal's fund; there is one. Returns it."""
    office.require(by)
    # Two offices that found one at once: a lock that needs no row, because there is none yet.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOUNDING])
    if Fund.objects.exists():
        raise RuleBroken(FOUNDED)
    fund.key = slugify(fund.name)[:40] or "fonds"
    fund.save(force_insert=True)
    return fund


@transaction.atomic
def change(*, fund, by):
    """Saves name and purpose from the instance of a `VersionedForm`."""
    office.require(by)
    fund.save(force_update=True)
    return fund


@transaction.atomic
def open_year(*, fund, year, by, starts_on=None, ends_on=None, note=""):
    """A new budget year, by default the calendar year; money comes into it by `ledger.allot`. Returns it."""
    office.require(by)
    type(fund).objects.select_for_update(of=("self",), no_key=True).get(pk=fund.pk)
    if fund.years.filter(year=year).exists():
        raise RuleBroken(EXISTS.format(year=year))
    return BudgetYear.objects.create(
        fund=fund,
        year=year,
        starts_on=starts_on or date(year, 1, 1),
        ends_on=ends_on or date(year, 12, 31),
        note=note,
        opened_at=timezone.now(),
        opened_by=by,
    )


@transaction.atomic
def close_year(*, year, by):
    """Nothing more is granted from this year; money may still come back and be carried over."""
    office.require(by)
    year = locked(year)
    if year.closed_at:
        raise RuleBroken(CLOSED.format(year=year.year))
    if AgendaItem.objects.pending().filter(budget_year=year).exists():
        raise RuleBroken(STILL_WAITING)
    year.closed_at, year.closed_by = timezone.now(), by
    year.version += 1
    year.save(update_fields=["closed_at", "closed_by", "version"])
    return year


@transaction.atomic
def add_envelope(*, year, field_of_action, by, name=""):
    """Sets money of a year aside for a field of action; `ledger.allot` fills it. Returns the `Envelope`."""
    office.require(by)
    year = locked(year)
    if year.closed_at:
        raise RuleBroken(CLOSED.format(year=year.year))
    if year.envelopes.filter(field_of_action=field_of_action).exists():
        raise RuleBroken("Für dieses Handlungsfeld gibt es in diesem Jahr schon ein Teilbudget.")
    return Envelope.objects.create(year=year, field_of_action=field_of_action, name=name)


@transaction.atomic
def add_source(*, fund, key, name, by, carries_over=False, note=""):
    """Somebody who pays into the fund; money of different sources is never mixed. Returns the `FundingSource`."""
    office.require(by)
    if fund.sources.filter(key=key).exists():
        raise RuleBroken("Diese Finanzquelle gibt es in diesem Fonds schon.")
    return FundingSource.objects.create(fund=fund, key=key, name=name, carries_over=carries_over, note=note)
