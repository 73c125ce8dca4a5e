"""Looks for traces of a person in every column of every table and in every file: nobody lists where to look."""

from pathlib import Path

from django.db import connection
from psycopg import sql

COLUMNS = """
SELECT c.relname, string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum)
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type AS t ON t.oid = a.atttypid LEFT JOIN pg_type AS e ON e.oid = t.typelem
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  AND (t.typcategory IN ('S', 'U', 'D') OR t.typcategory = 'A' AND e.typcategory IN ('S', 'U'))
GROUP BY c.relname ORDER BY c.relname
"""


def tables():
    """{table: its columns that can hold text, keys, JSON, moments or lists of them, as one expression}."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return dict(cursor.fetchall())


def in_tables(markers):
    """Sorted (table, marker) of every marker that stands anywhere; markers are compared without case."""
    with connection.cursor() as cursor:
        parts = [
            sql.SQL(
                "SELECT {name}, m FROM {table} AS x, unnest(%(markers)s::text[]) AS m"
                " WHERE strpos(lower(ROW({columns})::text), lower(m)) > 0"
            ).format(name=sql.Literal(name), table=sql.Identifier(name), columns=sql.SQL(columns))
            for name, columns in tables().items()
        ]
        cursor.execute(sql.SQL(" UNION ").join(parts), {"markers": list(markers)})
        return sorted(cursor.fetchall())


def in_files(markers, *folders):
    """Sorted (file, marker) of every marker in the names or the bytes below some folders."""
    found = []
    for folder in folders:
        for path in Path(folder).rglob("*"):
            data = path.read_bytes().lower() if path.is_file() else b""
            found += [
                (path.name, marker)
                for marker in markers
                if marker.lower() in path.name.lower() or marker.lower().encode() in data
            ]
    return sorted(found)
