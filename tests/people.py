"""Named people and how they log in.

    def test_the_redaktion_sees_the_worklist(client, redaktion):
        log_in(client, redaktion)                       # password and second factor, a minute ago
        assert client.get(reverse("offers:editing-list")).status_code == 200

`log_in` builds the session that a real log-in leaves behind: `client.force_login` alone lacks the second factor, and
TOTP codes are single-use, so that tests in parallel would collide.
"""

import time

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model

from herne_integration.accounts.actions import grants, people
from herne_integration.accounts.roles import HOUSE


def person(name, *roles, password=None, **fields):
    """A person with a confirmed address and these roles of the house."""
    fields.setdefault("email", f"{name.lower().replace(' ', '.')}@example.org")
    user = get_user_model().objects.create_user(password=password, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for role in roles:
        grants.grant(user=user, role=role, by=people.installer())
    return user


def log_in(client, user, *, second_factor=True, ago=0):
    """Logs somebody in; `ago` seconds since then, `second_factor` whether a code was checked."""
    client.force_login(user)
    session = client.session
    at = time.time() - ago
    records = [{"method": "password", "at": at, "email": user.email, "reauthenticated": True}]
    if second_factor:
        records.append({"method": "mfa", "at": at, "id": 0, "type": "totp"})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session["began"], session["seen"] = int(at), int(time.time())
    session.save()
    UserSession.objects.get_or_create(
        session_key=session.session_key, defaults={"user": user, "ip": "192.0.2.1", "user_agent": "Firefox/140.0"}
    )
    return client


@pytest.fixture(name="log_in")
def _log_in():
    return log_in


def _fixture(key):
    @pytest.fixture(name=key)
    def one(db):
        return person(HOUSE[key].label, key, email=f"{key}@example.org")

    return one


redaktion, projektbuero, lenkungsgruppe = _fixture("redaktion"), _fixture("projektbuero"), _fixture("lenkungsgruppe")
datenschutz, system = _fixture("datenschutz"), _fixture("system")


@pytest.fixture
def newcomer(db):
    """Signed in, without any role."""
    return person("Nina Neu")


@pytest.fixture
def stranger(db):
    """Somebody else without any role."""
    return person("Fritz Fremd")


@pytest.fixture
def volunteer(db):
    """Signed up to help."""
    return person("Ewa Ehrenamt", wish="volunteer")


@pytest.fixture
def superuser(db):
    """Django's superuser: there is none in production, and here it is nobody."""
    return person("Super User", is_superuser=True)
