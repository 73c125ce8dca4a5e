"""Statements that the server plans once."""

import pytest
from django.db import connection

from herne_integration import environment, prepared

pytestmark = pytest.mark.django_db


def test_a_statement_is_planned_once_for_all_values():
    for number in range(12):
        assert prepared.rows("SELECT %(number)s + %(number)s AS double_of_it", {"number": number}) == [(2 * number,)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans > 0, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%double_of_it%'"
        )
        assert cursor.fetchall() == [(True, 0)]


def test_what_the_address_of_the_database_asks_for_still_counts(monkeypatch):
    monkeypatch.setenv("PORTAL_TRIED_URL", "postgresql://portal_app@/portal?options=-c%20statement_timeout%3D5s")
    options = environment.database("PORTAL_TRIED_URL")["OPTIONS"]["options"]
    assert options.endswith("-c statement_timeout=5s")
    assert options.startswith("-c plan_cache_mode=force_generic_plan")
