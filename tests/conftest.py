"""What all tests share: the two database roles, the vocabulary, and named people."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from herne_integration import database_roles
from herne_integration.accounts import groups
from offers import vocabulary, words
from offers.actions import lexicon

pytest_plugins = ["tests.browser", "tests.people"]


def pytest_collection_modifyitems(config, items):
    """Keeps tests marked with `xdist_group` in one process: pytest 9.2 does not hear the name that xdist gives them."""
    for item in items if hasattr(config, "workerinput") else ():
        mark = item.get_closest_marker("xdist_group")
        if mark and "@" not in item.nodeid:
            item._id = type(item.id).parse(f"{item.nodeid}@{mark.args[0]}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The owner has built the database; from here on the suite works as the app role, like the portal does."""
    with django_db_blocker.unblock():
        vocabulary.load()
        # Once for all: 14,000 rows. After a test with commits it is gone, and whoever needs it loads it again.
        lexicon.load()
        groups.sync()
        connection.close()
    options = connection.settings_dict["OPTIONS"]
    options["assume_role"] = settings.APP_ROLE
    yield
    del options["assume_role"]
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(autouse=True)
def _german():
    """A request for /ar/ leaves its thread Arabic; the next test begins in German all the same."""
    with translation.override("de"):
        yield


@pytest.fixture(autouse=True)
def _words(monkeypatch):
    """The list keeps the vocabulary for a minute; each test reads its own, and no minute ends in the middle of one."""
    monkeypatch.setattr(words, "KEPT", 10**12)
    words.forget()


@pytest.fixture(autouse=True)
def _role(request):
    """Tests marked `owner` see the database as its owner."""
    if request.node.get_closest_marker("owner") is None:
        yield
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute(f"SET ROLE {settings.APP_ROLE}")


def _flush_as_owner(self, teardown=TransactionTestCase._fixture_teardown):
    """Only the owner may truncate; what truncation takes, the vocabulary and the roles, comes back."""
    with database_roles.as_owner(connection):
        teardown(self)
        with connection.cursor() as cursor:
            # Not Django's own tables, so Django's flush leaves them: a later test would find the jobs of this one.
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    vocabulary.load()
    groups.sync()


TransactionTestCase._fixture_teardown = _flush_as_owner
