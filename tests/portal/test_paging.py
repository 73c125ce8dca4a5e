"""Every list is paged, and a senseless page number shows the nearest page."""

import pytest
from django.test import RequestFactory

from herne_integration import paging


def numbers(query, rows=50, **kwargs):
    page = paging.page(RequestFactory().get(f"/{query}"), list(range(rows)), **kwargs)
    return page.number, len(page.object_list)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", (1, 20)),
        ("?page=2", (2, 20)),
        ("?page=3", (3, 10)),
        ("?page=99", (3, 10)),
        ("?page=0", (3, 10)),
        ("?page=-1", (3, 10)),
        ("?page=zwei", (1, 20)),
        ("?page=", (1, 20)),
        ("?page=1&page=2", (2, 20)),
        ("?page=%00", (1, 20)),
        (f"?page={'9' * 400}", (3, 10)),
    ],
)
def test_a_page_is_always_found(query, expected):
    assert numbers(query) == expected


def test_an_empty_list_has_one_empty_page():
    assert numbers("", rows=0) == (1, 0)


def test_the_size_can_be_chosen():
    assert numbers("?page=2", rows=5, size=2) == (2, 2)
