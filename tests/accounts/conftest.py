"""What the tests of accounts share."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from herne_integration.models import OutboxMail


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Passwords are checked hundreds of times here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _german():
    """After a page in Arabic the thread stays Arabic, and the next test would too."""
    with translation.override("de"):
        yield


@pytest.fixture
def mailed_link():
    """The last link that was mailed, as a path."""

    def find():
        body = OutboxMail.objects.latest("created_at").body
        return re.search(r"http://\S+", body).group().removeprefix(settings.SITE_URL)

    return find


@pytest.fixture
def count_queries():
    """How many queries a page takes."""

    def count(client, path):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return count
