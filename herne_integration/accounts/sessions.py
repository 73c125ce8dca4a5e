"""Where somebody is logged in, in words, and how that ends."""

import time
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from herne_integration.accounts import middleware

# The first that stands in the browser's own description wins: Edge calls itself Chrome, and Chrome Safari.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
]


@dataclass(frozen=True)
class Place:
    """One device on which somebody is logged in."""

    pk: int
    device: str
    since: datetime
    is_current: bool


def device_in_words(agent):
    """What a browser says about itself, as far as a person would say it."""
    browser = next((name for sign, name in BROWSERS if sign in agent), None)
    system = next((name for sign, name in SYSTEMS if sign in agent), None)
    if browser and system:
        return _("%(browser)s auf %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("unbekanntes Gerät")


def places(user, *, current_key):
    """All live sessions of a person, the current one first."""
    recorded = {row.session_key: row for row in UserSession.objects.filter(user=user).order_by("-created_at")}
    rows = Session.objects.filter(session_key__in=recorded, expire_date__gt=timezone.now())
    live = {row.session_key for row in rows if _is_live(row, user)}
    found = [
        Place(row.pk, device_in_words(row.user_agent), row.created_at, row.session_key == current_key)
        for row in recorded.values()
        if row.session_key in live
    ]
    return sorted(found, key=lambda place: not place.is_current)


@transaction.atomic
def end(user, *, keep_key=None, only=None):
    """Ends a person's sessions: all, all but one, or only the one with that number; returns how many."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=keep_key)
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def purge(*, at=None):
    """Deletes what stands about sessions that are gone; returns how many."""
    return UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]


def _is_live(row, user):
    contents = SessionStore().decode(row.session_data)
    if contents.get(HASH_SESSION_KEY) != user.get_session_auth_hash():
        return False
    return not middleware.is_over(contents, at=time.time())
