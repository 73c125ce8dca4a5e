"""The fund's books as `budget` reads them: what a pot holds on any day, as far as anybody knew at any moment."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from fund import budget
from fund.models import LedgerEntry


def entries_of(year):
    """All entries of a budget year in the order in which they were written, as values of `budget.Entry`."""
    rows = LedgerEntry.objects.filter(year=year).in_order()
    names = ("kind", "amount", "valid_on", "recorded_at", "source_id", "envelope_id", "application_id")
    return [budget.Entry(*row) for row in rows.values_list(*names)]


def balance(year, *, valid_on=None, known_at=None):
    """A `budget.Balance` by (source id, envelope id): what counted on a day, as far as was known at a moment."""
    return budget.fold(entries_of(year), valid_on=valid_on, known_at=known_at)


def stand(year, *, day):
    """The balance as somebody would have read it at the end of a day ("Stand"); later corrections change nothing."""
    return balance(year, valid_on=day, known_at=end_of(day))


def pot(year, source, envelope=None, *, valid_on=None, known_at=None):
    """The sums of one pot, a `budget.Pot`."""
    key = (source.pk, envelope.pk if envelope else None)
    return balance(year, valid_on=valid_on, known_at=known_at).pots.get(key, budget.Pot())


def granted(year, *, day):
    """What each application was granted and did not lose again: {application id: amount} at the end of a day."""
    return budget.committed_by_subject(entries_of(year), valid_on=day, known_at=end_of(day))


def end_of(day):
    """The last moment of a day in Herne."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)
