"""Whatever has served its time goes, all of it every night."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.utils import timezone

from herne_integration import drafts, purging

pytestmark = pytest.mark.django_db


def test_ended_sessions_go_and_others_stay():
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(hours=1))
    assert purging.sessions() == 1
    assert Session.objects.get().session_key == "new"


def test_everybody_in_the_settings_is_asked(settings):
    assert list(purging.purge_all()) == settings.PURGES


def test_the_nightly_job_does_the_same(monkeypatch):
    asked = []
    monkeypatch.setattr(purging, "purge_all", lambda: asked.append(1))
    purging.purge_nightly(timestamp=0)
    assert asked == [1]


def test_one_that_fails_undoes_its_own_part_and_not_that_of_others(settings, monkeypatch):
    """Each has a transaction of its own; the failure is seen, because the job fails."""
    settings.PURGES = ["herne_integration.purging.sessions", "herne_integration.drafts.purge"]
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))

    Session.objects.create(session_key="new", session_data="", expire_date=timezone.now() + timedelta(days=1))

    def fail():
        Session.objects.all().delete()
        raise DatabaseError

    monkeypatch.setattr(drafts, "purge", fail)
    with pytest.raises(DatabaseError):
        purging.purge_all()
    assert Session.objects.get().session_key == "new"
