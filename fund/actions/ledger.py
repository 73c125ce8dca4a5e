"""Bookings. Each one locks its year, asks the books, and is refused by the database if it would overdraw a pot."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from fund import books
from fund.actions import funds, office
from fund.choices.ledger import AFTER_CLOSING, EntryKind
from fund.models import LedgerEntry
from herne_integration import money
from herne_integration.rules import RuleBroken

NOT_ENOUGH = "Die Mittel reichen nicht: frei sind {left} EUR, nötig sind {needed} EUR."
NO_AMOUNT = "Ein Betrag ist größer als null und hat höchstens zwei Stellen nach dem Komma."
FROM_THE_FUTURE = "In den Büchern kann nichts stehen, was noch nicht geschehen ist."
OUTSIDE = "Der Tag {day} liegt nicht im Haushaltsjahr {year}."
NOT_CARRIED = "Reste dieser Finanzquelle sind nicht übertragbar."
CENT = Decimal("0.01")


@transaction.atomic
def allot(*, year, source, amount, by, envelope=None, valid_on=None, at=None, note=""):
    """Puts money of a source into a year, by default from its first day on. `at`: see `book`."""
    office.require(by)
    return book(
        EntryKind.ALLOT,
        year=year,
        source=source,
        envelope=envelope,
        amount=amount,
        by=by,
        valid_on=valid_on or year.starts_on,
        at=at,
        note=note,
    )


@transaction.atomic
def carry_over(*, year, source, by, envelope=None, amount=None, into=None, into_envelope=None, valid_on=None):
    """Takes what no agenda speaks for, or `amount` of it, into the next year: (entry out, entry in), equal to the cent.

    The source's terms have to allow it. Of an envelope it goes into the next year's envelope of the same field, if
    there is one, unless `into_envelope` says otherwise.
    """
    office.require(by)
    year = funds.locked(year)
    if not source.carries_over:
        raise RuleBroken(NOT_CARRIED)
    into = into or year.fund.years.filter(year=year.year + 1).first()
    if into is None or into.starts_on <= year.starts_on or into.fund_id != year.fund_id:
        raise RuleBroken("Eröffnen Sie zuerst das nächste Haushaltsjahr.")
    rest = books.pot(year, source, envelope).unplanned
    amount = rest if amount is None else amount
    if amount > rest or rest <= 0:
        raise RuleBroken(NOT_ENOUGH.format(left=money.written(max(rest, Decimal())), needed=money.written(amount)))
    if envelope and into_envelope is None:
        into_envelope = into.envelopes.filter(field_of_action=envelope.field_of_action_id).first()
    words = {"source": source, "amount": amount, "by": by, "note": f"Übertrag {year.year} nach {into.year}"}
    first = max(timezone.localdate(), year.starts_on)
    day_out, day_in = valid_on or first, max(valid_on or into.starts_on, into.starts_on)
    out = book(EntryKind.CARRY_OVER_OUT, year=year, envelope=envelope, valid_on=day_out, **words)
    return out, book(EntryKind.CARRY_OVER_IN, year=into, envelope=into_envelope, valid_on=day_in, **words)


@transaction.atomic
def reserve(*, item, by, at=None):
    """Marks the sum of an item on an agenda; an agenda may speak for more than there is. `at`: see `book`."""
    return book(EntryKind.RESERVE, **_of(item), amount=item.amount, by=by, at=at)


@transaction.atomic
def release(*, item, by, at=None):
    """Takes the mark away again, for whatever reason the item is over."""
    return book(EntryKind.RELEASE, **_of(item), amount=item.amount, by=by, at=at)


@transaction.atomic
def commit(*, item, amount, by, at=None, note=""):
    """Grants money: what was reserved for the item is released, and `amount` of the pot is committed."""
    year = funds.locked(item.budget_year)
    release(item=item, by=by, at=at)
    left = books.pot(year, item.source, item.envelope).left
    if amount > left:
        raise RuleBroken(NOT_ENOUGH.format(left=money.written(max(left, Decimal())), needed=money.written(amount)))
    return book(EntryKind.COMMIT, **_of(item), amount=amount, by=by, at=at, note=note)


@transaction.atomic
def decommit(*, award, amount, by, valid_on=None, at=None, note=""):
    """Gives money back to the pot that it was granted from; at most what of the award is still committed.

    `valid_on`: a correction may count from an earlier day than the one on which it is made.
    """
    office.require(by)
    funds.locked(award.budget_year)
    rest = still_committed(award)
    if amount > rest:
        raise RuleBroken(f"Bewilligt sind noch {money.written(rest)} EUR.")
    return book(EntryKind.DECOMMIT, **_of(award), amount=amount, by=by, valid_on=valid_on, at=at, note=note)


def still_committed(award):
    """What of an award was not taken back."""
    entries = LedgerEntry.objects.filter(application=award.application_id, year=award.budget_year_id)
    signs = {EntryKind.COMMIT: 1, EntryKind.DECOMMIT: -1}
    rows = entries.filter(kind__in=signs).values_list("kind", "amount")
    return sum((signs[EntryKind(kind)] * amount for kind, amount in rows), Decimal("0.00"))


def book(kind, *, year, source, amount, by, envelope=None, application=None, valid_on=None, at=None, note=""):
    """One entry in the books, after everything that can be said in words was asked. Returns the `LedgerEntry`.

    `at`: when it happened, if that was in the past; the books then say that they have known it since (imports only).
    `valid_on`: the day on which it counts, by default the day on which it happens.
    """
    year, day = funds.locked(year), valid_on or timezone.localdate(at)
    if amount <= 0 or amount != amount.quantize(CENT):
        raise RuleBroken(NO_AMOUNT)
    if at is not None and at > timezone.now():
        raise RuleBroken(FROM_THE_FUTURE)
    if year.closed_at and kind not in AFTER_CLOSING:
        raise RuleBroken(funds.CLOSED.format(year=year.year))
    if day < year.starts_on or (day > year.ends_on and kind not in AFTER_CLOSING):
        raise RuleBroken(OUTSIDE.format(day=f"{day:%d.%m.%Y}", year=year.year))
    return LedgerEntry.objects.create(
        kind=kind,
        year=year,
        source=source,
        envelope=envelope,
        application=application,
        amount=amount,
        valid_on=day,
        entered_by=by,
        note=note[:300],
        **({} if at is None else {"recorded_at": at}),
    )


def _of(item):
    return {
        "year": item.budget_year,
        "source": item.source,
        "envelope": item.envelope,
        "application": item.application,
    }
