"""Two at once: limits hold, a link opens one account, somebody with the role System remains."""

import time
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from herne_integration.accounts import limits
from herne_integration.accounts.actions import grants, invitations, people
from herne_integration.accounts.models import RoleGrant
from herne_integration.rules import RuleBroken
from tests.people import person
from tests.threads import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_twenty_guesses_at_once_as_many_pass_as_are_allowed():
    limit = limits.Limit("race", 5, timedelta(minutes=15))
    tries = race(lambda _number: limits.take(limit, "somebody"))
    assert sum(1 for tried in tries if tried.wait is None) == 5


def test_tries_given_back_at_once_are_all_given_back():
    limit = limits.Limit("race", 100, timedelta(minutes=15))
    race(lambda _number: limits.give_back(limits.take(limit, "town hall")))
    assert limits.Attempts.objects.get().count == 0


def test_a_link_that_is_clicked_twice_at_once_opens_one_account():
    _invitation, link = invitations.invite(
        email="neu@example.org", name="Neu", role_keys={"redaktion"}, by=people.installer(), is_mailed=False
    )
    token = link.rstrip("/").rpartition("/")[2]
    done = race(lambda number: invitations.accept(token=token, name=f"Neu {number}", password="x" * 12), 5)
    assert sum(1 for result in done if isinstance(result, RuleBroken)) == 4
    assert get_user_model().objects.filter(email="neu@example.org").count() == 1
    assert RoleGrant.objects.filter(user__email="neu@example.org").count() == 1


def test_two_who_end_each_other_s_role_at_once_leave_one(monkeypatch):
    pair = person("Eins", "system"), person("Zwei", "system")
    close = grants._close

    def slowly(*args):
        time.sleep(0.5)  # both have looked who else there is before one of them writes
        close(*args)

    monkeypatch.setattr(grants, "_close", slowly)
    done = race(lambda number: grants.end(user=pair[number], role="system", by=pair[1 - number]), 2)
    assert sorted(type(result).__name__ for result in done) == ["NoneType", "RuleBroken"]
    assert RoleGrant.objects.live().filter(role="system").count() == 1
