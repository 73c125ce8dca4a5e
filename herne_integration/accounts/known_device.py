"""Devices on which somebody has logged in before: strangers' guesses never lock those out.

The cookie names the accounts by keyed hashes and the device by a random number. It opens nothing by itself: it only
moves its owner from the account's counter, which strangers can exhaust, to one of their own.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "known_device"
SALT = "accounts.known_device"
DAYS = 180
# Colleagues who share a computer; whoever has not logged in there for longest is forgotten.
LARGEST = 8


def device_of(request, user):
    """The device's number if this person has logged in on it before, else None."""
    device, accounts = _read(request)
    if device and any(constant_time_compare(account, _mark(user)) for account in accounts):
        return device
    return None


def remember(request, response, user):
    """Marks the browser that gets `response` as known to this person."""
    device, accounts = _read(request)
    accounts = [account for account in accounts if account != _mark(user)][-(LARGEST - 1) :]
    value = {"device": device or secrets.token_urlsafe(16), "accounts": [*accounts, _mark(user)]}
    response.set_cookie(
        COOKIE,
        signing.dumps(value, salt=SALT, compress=True),
        max_age=DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request):
    try:
        value = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        return None, []
    return value["device"], value["accounts"]


def _mark(user):
    return salted_hmac(SALT, str(user.pk), algorithm="sha256").hexdigest()[:24]
