"""What the tests of accounts share."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Passwords are checked hundreds of times here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _german():
    """After a page in Arabic the thread stays Arabic, and the next test would too."""
    with translation.override("de"):
        yield
