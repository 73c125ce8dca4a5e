"""The helpers of the suite notice what they are there for."""

from types import SimpleNamespace

import pytest
from django.db import connection

from tests.queries import assert_constant_queries
from tests.threads import race


class Pages:
    """A client whose page costs `fixed` queries and `per_row` more for each row."""

    def __init__(self, fixed, per_row):
        self.fixed, self.per_row, self.rows = fixed, per_row, 0

    def add(self):
        self.rows += 1

    def get(self, url):
        for _ in range(self.fixed + self.per_row * self.rows):
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        return SimpleNamespace(status_code=200)


@pytest.mark.django_db
def test_a_page_that_costs_a_query_per_row_is_noticed():
    pages = Pages(fixed=3, per_row=1)
    with pytest.raises(AssertionError, match=r"rows -> queries {1: 4, 3: 6, 50: 53}"):
        assert_constant_queries(pages, "/list/", pages.add)


@pytest.mark.django_db
def test_a_page_that_costs_too_much_is_noticed():
    pages = Pages(fixed=13, per_row=0)
    with pytest.raises(AssertionError, match="13 queries, at most 12"):
        assert_constant_queries(pages, "/list/", pages.add, at_most=12)


@pytest.mark.django_db
def test_a_page_that_costs_the_same_is_left_alone():
    pages = Pages(fixed=3, per_row=0)
    assert_constant_queries(pages, "/list/", pages.add, at_most=12)
    assert pages.rows == 50


@pytest.mark.django_db(transaction=True)
def test_a_race_returns_what_each_did_also_a_failure():
    def work(number):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, 10 / %s", [number])
            return cursor.fetchone()[0]

    failed, first, second = race(work, 3)
    assert type(failed).__name__ == "DataError"
    assert first == second
