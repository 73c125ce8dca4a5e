"""The two roles and the database inside the embedded server.

The same shape as in production: the owner migrates and is no superuser, the app owns nothing.
"""

from urllib.parse import quote

from psycopg import sql

from herne_integration.launcher.output import StartError

OWNER, APP, DATABASE = "portal_owner", "portal_app", "portal"
ROLES = {OWNER: "LOGIN CREATEDB", APP: "LOGIN"}
EXTENSIONS = ["pg_trgm", "unaccent", "citext", "btree_gist", "btree_gin", "fuzzystrmatch"]


def url(role, socket, database=DATABASE):
    """The address for libpq and Django; the folder of the socket is percent-encoded."""
    return f"postgresql://{role}@/{database}?host={quote(str(socket), safe='')}"


def ensure(cluster, socket):
    """Creates roles and database where they are missing."""
    with cluster.connect(socket) as connection:
        names = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in ROLES.keys() - names:
            connection.execute(sql.SQL(f"CREATE ROLE {{}} {ROLES[role]}").format(sql.Identifier(role)))
        # The suite connects as the owner, who may create its database, and then works as the app.
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(OWNER)))
        untrusted = _untrusted_extensions(connection)
        names = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if untrusted:
            # Test databases are copies of template1, so they get what their owner could not create.
            _create_extensions(cluster, socket, "template1", untrusted)
        if DATABASE not in names:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )


def _untrusted_extensions(connection):
    """Those that only a superuser may create; the owner creates the others in a migration."""
    rows = connection.execute(
        "SELECT name, bool_or(trusted) FROM pg_available_extension_versions WHERE name = ANY(%s) GROUP BY name",
        [EXTENSIONS],
    ).fetchall()
    missing = set(EXTENSIONS) - {name for name, _trusted in rows}
    if missing:
        raise StartError(f"Diesem PostgreSQL fehlen Erweiterungen (Debian: postgresql-contrib): {', '.join(missing)}")
    return [name for name, trusted in rows if not trusted]


def _create_extensions(cluster, socket, database, names):
    with cluster.connect(socket, database) as connection:
        for name in names:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
