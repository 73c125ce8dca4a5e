"""Dear work is done for one visitor once at a time, without a cookie and without keeping who it was."""

import hashlib
import hmac

from django.conf import settings
from django.db import connection

from herne_integration.accounts.guesses import client_network

# The portal's own numbers among PostgreSQL's two-part advisory locks: one for each kind of work.
LOCKS = {"offer-list-pdf": 44626, "folder-intake": 44627}


def take(request, work):
    """Whether it is this visitor's turn: nothing else of theirs is at this work right now.

    The turn ends with the transaction, that is with the answer. The lock's number is a salted hash of the address; it
    lives in the server's memory as long as the answer takes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCKS[work], _number(request)])
        return cursor.fetchone()[0]


def wait(work):
    """Waits until nobody else is at this work; the turn ends with the transaction. For work of a moment only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCKS[work]])


def _number(request):
    visitor = f"turn {client_network(request)}"
    digest = hmac.new(settings.SECRET_KEY.encode(), visitor.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:4], signed=True)
