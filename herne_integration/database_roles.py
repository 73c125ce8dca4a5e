"""Two database roles: the owner migrates, the app serves pages and jobs and cannot rewrite what has happened.

The app role owns nothing, and on append-only tables (change history, access logs) it may read and insert, never update,
delete or truncate. Grants are derived from the models, so a new table cannot be forgotten: `migrate` calls `apply`.
"""

from contextlib import closing, contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from pghistory.models import Event
from psycopg import sql

SINGLE_ROLE = (
    "Besitzer und Anwendung sind dieselbe Datenbankrolle: Wer in die Anwendung einbricht, kann auch die "
    "Änderungsgeschichte umschreiben. Für den Betrieb bekommt MIGRATION_DATABASE_URL eine eigene Rolle."
)


def app_role():
    """The role that serves pages; in production the user of DATABASE_URL."""
    return settings.APP_ROLE


def append_only_tables():
    """Names of all tables on which the app role may only read and insert."""
    events = {model._meta.db_table for model in apps.get_models() if issubclass(model, Event)}
    return sorted(events | {apps.get_model(label)._meta.db_table for label in settings.APPEND_ONLY_MODELS})


def apply(using=connection):
    """Grants the app role what it needs on all tables, and no more. Runs as the owner, any number of times.

    Nothing happens where the owner and the app are one role: without a second role there is nobody to grant to.
    All at once or not at all, so that `are_applied` can tell an interrupted set-up from a finished one.
    """
    with transaction.atomic(using=using.alias), using.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == app_role():
            return
        role = sql.Identifier(app_role())
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
            "REVOKE ALL ON django_migrations FROM {role}",
            "GRANT SELECT ON django_migrations TO {role}",
        ):
            cursor.execute(sql.SQL(statement).format(role=role))
        # A migration backwards takes tables away that the models still name.
        cursor.execute(
            "SELECT name FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NOT NULL", [append_only_tables()]
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}").format(
                    table=sql.Identifier(table), role=role
                )
            )
        for signature in settings.APP_FUNCTIONS:
            cursor.execute("SELECT to_regprocedure(%s)::text", [signature])
            if cursor.fetchone()[0]:
                cursor.execute(sql.SQL(f"GRANT EXECUTE ON FUNCTION {signature} TO {{role}}").format(role=role))


def are_applied(using=connection):
    """Whether the app role may do what it must, and no more.

    An interrupted migration leaves a table that it may not read; a table that has become append-only one that it may
    still rewrite.
    """
    if is_single_role():
        return True
    with using.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(bool_and(CASE WHEN relname = ANY(%(append_only)s)"
            " THEN has_table_privilege(%(role)s, oid, 'SELECT')"
            "  AND NOT has_table_privilege(%(role)s, oid, 'UPDATE, DELETE, TRUNCATE')"
            " ELSE has_table_privilege(%(role)s, oid, 'SELECT') END), true)"
            " FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace",
            {"role": app_role(), "append_only": append_only_tables()},
        )
        return cursor.fetchone()[0]


def is_single_role():
    """Whether one role does both: allowed for trying out, with a warning."""
    return settings.OWNER_DATABASE["USER"] == app_role()


def weaknesses(using=connection):
    """German sentences about what the app role can do though it should not; empty in a sound installation."""
    if is_single_role():
        return [SINGLE_ROLE]
    with using.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, pg_has_role(rolname, %s, 'MEMBER') FROM pg_roles WHERE rolname = %s",
            [settings.OWNER_DATABASE["USER"], app_role()],
        )
        is_super, passes_policies, is_owner = cursor.fetchone()
    found = []
    if is_super or passes_policies:
        found.append(f"Die Datenbankrolle {app_role()} darf alles. Für die Anwendung reicht eine gewöhnliche Rolle.")
    elif is_owner:
        found.append(f"Die Datenbankrolle {app_role()} ist Mitglied der Besitzerrolle und kann deren Rechte nutzen.")
    return found


@contextmanager
def as_owner(using=connection):
    """Inside, the connection is the owner's; afterwards it is the app's again. The owner's own stays as it is."""
    owner = {key: settings.OWNER_DATABASE[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    served = dict(using.settings_dict)
    if owner.items() <= served.items() and "assume_role" not in served["OPTIONS"]:
        yield
        return
    options = served["OPTIONS"] | settings.OWNER_DATABASE["OPTIONS"]
    using.close()
    using.settings_dict.update(owner, OPTIONS={key: options[key] for key in options if key != "assume_role"})
    try:
        yield
    finally:
        using.close()
        using.settings_dict.update(served)


@contextmanager
def one_at_a_time(number, using=connection):
    """Processes that hold the same number wait for each other; the lock goes with the connection, even of the killed.

    The connection is one of its own, because `as_owner` closes the default one.
    """
    with closing(using.copy()) as guard, guard.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
        yield
