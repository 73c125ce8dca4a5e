"""Which tables a page reads from beginning to end.

`watched()` notes the statements of a page, `sequential_scans` asks PostgreSQL how it answers them. A table that grows
with the directory must be read through an index; the controlled words are few and stay few.
"""

import json
import re
from contextlib import contextmanager

from django.db import connection

from offers import vocabulary

# A list of words has some dozens of rows in any city: one page of the disk, quicker to read than any index.
SMALL = {model._meta.db_table for model in vocabulary.MODELS.values()}


@contextmanager
def watched():
    """Collects (statement, values) of everything that is read inside."""
    seen = []

    def note(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def sequential_scans(statements):
    """Pairs of (table, statement) for each table that one of the statements reads from beginning to end."""
    found = []
    for statement, params in statements:
        plan = _explained("EXPLAIN (FORMAT JSON)", statement, params)
        found += [(table, statement) for table in sorted(_scanned(plan) - SMALL)]
    return found


def generic_scans(statement):
    """The same tables for the plan that a prepared statement with named parameters keeps; from PostgreSQL 16 on."""
    numbers = {}

    def numbered(place):
        name = place.group(1)
        return f"${numbers.setdefault(name, len(numbers) + 1)}" if name else "%"

    statement = re.sub(r"%%|%\((\w+)\)s", numbered, statement)
    return sorted(_scanned(_explained("EXPLAIN (GENERIC_PLAN, FORMAT JSON)", statement, None)) - SMALL)


def _explained(how, statement, params):
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {statement}", params)
        (plan,) = cursor.fetchone()
    return (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]


def _scanned(node):
    own = {node["Relation Name"]} if node["Node Type"] == "Seq Scan" else set()
    return own.union(*(_scanned(child) for child in node.get("Plans", ())))
