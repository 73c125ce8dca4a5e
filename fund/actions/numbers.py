"""Numbers of applications and notices: in order, without gaps."""

from django.db import connection, transaction

# "0001" to "9999": the width of the column.
MOST = 9999


def take(*, prefix, year):
    """The next number, such as "VF-2026-0001". It counts once the transaction does: who rolls back leaves no gap.

    The series' row stays locked until then, so that the next one waits.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A number belongs to what it is given to.")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO fund_numberseries (prefix, year, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (prefix, year) DO UPDATE SET last = fund_numberseries.last + 1 RETURNING last",
            [prefix, year],
        )
        last = cursor.fetchone()[0]
    if last > MOST:
        raise ValueError(f"{prefix}-{year} is full.")
    return f"{prefix}-{year}-{last:04}"
