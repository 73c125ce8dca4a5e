"""How often something may be tried: counted in the database, in one atomic statement, under keyed hashes.

A window starts with the first try and ends after its length, so within any stretch as long as the window at most twice
`allowed` tries pass. Whoever turns out to be right gives the try back: only failures count.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from herne_integration.accounts.models import Attempts

COUNT = """
INSERT INTO accounts_attempts AS tried (key, window_ends_at, count) VALUES (%(key)s, %(ends)s, 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN tried.window_ends_at <= %(now)s THEN 1 ELSE tried.count + 1 END,
    window_ends_at = CASE WHEN tried.window_ends_at <= %(now)s THEN %(ends)s ELSE tried.window_ends_at END
RETURNING count, window_ends_at
"""


@dataclass(frozen=True)
class Limit:
    """So many tries within so much time."""

    name: str
    allowed: int
    window: timedelta


@dataclass(frozen=True)
class Try:
    """One counted try; `wait` is None when it was allowed, else the time until the next one is."""

    key: str
    window_ends_at: object
    wait: timedelta | None


def key_for(limit, subject):
    """What is stored instead of the subject itself."""
    return salted_hmac(f"accounts.limits.{limit.name}", str(subject), algorithm="sha256").hexdigest()


def take(limit, subject, *, at=None):
    """Counts a try, however many processes count at once, and says whether it is allowed."""
    now = at or timezone.now()
    values = {"key": key_for(limit, subject), "now": now, "ends": now + limit.window}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        count, ends = cursor.fetchone()
    return Try(values["key"], ends, None if count <= limit.allowed else ends - now)


def give_back(tried):
    """The try was right after all and does not count."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_attempts SET count = count - 1 WHERE key = %s AND window_ends_at = %s AND count > 0",
            [tried.key, tried.window_ends_at],
        )


def purge(*, at=None):
    """Deletes counters whose window is over; returns how many."""
    return Attempts.objects.filter(window_ends_at__lt=at or timezone.now()).delete()[0]
