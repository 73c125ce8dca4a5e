"""Statements that are asked again and again and take longer to plan than to answer.

Django binds parameters on its own side, so that the server sees a new text each time and plans anew. Here the server
binds, and a connection keeps the plan after the fifth time (psycopg's `prepare_threshold`, set in `environment.py`
with how the server plans). A connection pooler in front of the database has to know prepared statements (PgBouncer
from 1.21 on) and to let `options` pass.
"""

import psycopg
from django.db import connection


def rows(statement, parameters):
    """The rows of a reading statement of constant text with named parameters."""
    connection.ensure_connection()
    # As `connection.cursor()` does it, so that errors, time-outs and counting of queries stay Django's.
    with connection._prepare_cursor(psycopg.Cursor(connection.connection)) as cursor:
        # Begins with SELECT, so that everybody sees that it only reads: pghistory puts a statement of its own before
        # all others, and two in one cannot be prepared.
        cursor.execute(f"SELECT * FROM ({statement}) AS answer", parameters)  # noqa: S608 (a constant text)
        return cursor.fetchall()
