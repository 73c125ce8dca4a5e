"""What people missed is counted, settled by the Redaktion, and forgotten in time."""

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from herne_integration.models import IdempotencyKey
from herne_integration.rules import RuleBroken
from offers.missing import KEPT, KEPT_BELOW, LEAST_SHOWN, MOST_TERMS_A_WEEK, week_of
from offers.models import MissedTerm

# One statement: it neither loses a count when two come at once nor lets a flood of new words in.
COUNT = """
INSERT INTO offers_missedterm AS known (term, wording, language, week, number)
SELECT %(term)s, %(wording)s, %(language)s, %(week)s, 1
WHERE EXISTS (SELECT FROM offers_missedterm WHERE term = %(term)s AND language = %(language)s)
OR (SELECT count(*) FROM offers_missedterm WHERE week = %(week)s) < %(most)s
ON CONFLICT (term, language, week) DO UPDATE SET number = known.number + 1
"""


@transaction.atomic
def count(*, ticket, day):
    """Counts what a page's visitor has missed, once per page; returns whether it did."""
    # A second click waits here for the first, and then finds its key.
    _key, is_first = IdempotencyKey.objects.get_or_create(key=ticket.nonce)
    if not is_first:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "term": ticket.missed.term,
                "wording": ticket.missed.wording,
                "language": ticket.language,
                "week": week_of(day),
                "most": MOST_TERMS_A_WEEK,
            },
        )
        return cursor.rowcount == 1


@transaction.atomic
def settle(*, term, language, by):
    """A person has looked at it; it comes back when enough people miss it again."""
    rows = MissedTerm.objects.open().filter(term=term, language=language)
    if not list(rows.order_by("pk").select_for_update(of=("self",))):
        raise RuleBroken("Dieses Wort ist schon erledigt.")
    rows.update(settled_at=timezone.now(), settled_by=by)


def purge(*, at=None):
    """Deletes what is two years old, and sooner what too few have missed; returns how many."""
    this_week = week_of(timezone.localdate(at))
    deleted = MissedTerm.objects.filter(week__lt=this_week - KEPT).delete()[0]
    old = MissedTerm.objects.filter(week__lt=this_week - KEPT_BELOW)
    totals = MissedTerm.objects.order_by().values("term", "language").annotate(total=Sum("number"))
    rare = {(one["term"], one["language"]) for one in totals.filter(total__lt=LEAST_SHOWN)}
    keys = [pk for pk, term, language in old.values_list("pk", "term", "language") if (term, language) in rare]
    return deleted + MissedTerm.objects.filter(pk__in=keys).delete()[0]
