"""Pages cost the same number of queries whether they show one row or fifty."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def count_queries(client, url, status=200):
    """How many queries a GET costs. The first request fills what is cached for the process and is not counted."""
    assert client.get(url).status_code == status
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(url)
    assert response.status_code == status
    return len(queries)


def statements(client, url):
    """The SQL of a GET, for the message of a failing test."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return [query["sql"] for query in queries.captured_queries]


def assert_constant_queries(client, url, make, *, at_most=None, sizes=(1, 3, 50)):
    """`make()` creates one more row; the page costs the same with 1, 3 and 50 of them, and at most `at_most`."""
    there, costs = 0, {}
    for size in sizes:
        for _ in range(size - there):
            make()
        there = size
        costs[size] = count_queries(client, url)
    assert len(set(costs.values())) == 1, f"{url}: rows -> queries {costs}\n" + "\n".join(statements(client, url))
    if at_most is not None:
        cost = costs[sizes[0]]
        assert cost <= at_most, f"{url}: {cost} queries, at most {at_most}\n" + "\n".join(statements(client, url))
