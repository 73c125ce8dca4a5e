"""Two database roles: the owner migrates, the app serves pages and jobs and cannot rewrite what has happened.

The app role owns nothing, and on append-only tables (change history, access logs) it may read and insert, never update,
delete or truncate. Grants are derived from the models, so a new table cannot be forgotten: `migrate` calls `apply`.
"""

from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from pghistory.models import Event
from psycopg import sql

# Tables beside the change history on which nothing is ever rewritten: model labels.
APPEND_ONLY_MODELS: list[str] = []


def app_role():
    """The role that serves pages; in production the user of DATABASE_URL."""
    return settings.APP_ROLE


def append_only_tables():
    """Names of all tables on which the app role may only read and insert."""
    events = {model._meta.db_table for model in apps.get_models() if issubclass(model, Event)}
    return sorted(events | {apps.get_model(label)._meta.db_table for label in APPEND_ONLY_MODELS})


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
        for table in append_only_tables():
            cursor.execute(
                sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}").format(
                    table=sql.Identifier(table), role=role
                )
            )


def are_applied(using=connection):
    """Whether the app role may read every table there is; an interrupted migration leaves one that it may not."""
    with using.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(bool_and(has_table_privilege(%s, oid, 'SELECT')), true) FROM pg_class"
            " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace",
            [app_role()],
        )
        return cursor.fetchone()[0]


@contextmanager
def as_owner(using=connection):
    """Inside, the connection is the owner's; afterwards it is the app's again."""
    served = dict(using.settings_dict)
    using.close()
    using.settings_dict.update({key: settings.OWNER_DATABASE[key] for key in ("USER", "PASSWORD", "HOST", "PORT")})
    using.settings_dict["OPTIONS"] = {key: value for key, value in served["OPTIONS"].items() if key != "assume_role"}
    try:
        yield
    finally:
        using.close()
        using.settings_dict.update(served)
