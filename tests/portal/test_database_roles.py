"""The app role can serve, and cannot rewrite what has happened."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from herne_integration import database_roles

pytestmark = pytest.mark.django_db


def test_the_suite_works_as_the_app_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.APP_ROLE,)


@pytest.mark.parametrize("table", database_roles.append_only_tables())
@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_app_role_cannot_rewrite_history(table, statement):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_the_app_role_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [settings.APP_ROLE])
        assert cursor.fetchone() == (0,)
