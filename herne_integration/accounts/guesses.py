"""Which pages are limited, by what, and what a visitor is told.

Three counters guard a secret. One per account, for browsers that the account has never used: it is what 10,000 guesses
from 10,000 addresses run into. One per known device, which takes the account's place: strangers do not lock a
colleague out. One per address, for browsers that are new to the account, so wide that a town hall never notices it: it
slows down a single machine that tries many accounts.
"""

import ipaddress
from datetime import timedelta
from math import ceil

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.stagekit import unstash_login
from allauth.account.internal.userkit import filter_users_by_email
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import ngettext

from herne_integration.accounts import known_device, limits
from herne_integration.accounts.limits import Limit

QUARTER = timedelta(minutes=15)
PASSWORD = Limit("password", 5, QUARTER)
PASSWORD_HERE = Limit("password-here", 10, QUARTER)
CODE = Limit("code", 5, QUARTER)
CODE_HERE = Limit("code-here", 10, QUARTER)
ADDRESS = Limit("address", 150, QUARTER)
RESET = Limit("reset", 3, QUARTER)
SIGN_UP = Limit("sign-up", 3, QUARTER)
MAIL_ADDRESS = Limit("mail-address", 60, QUARTER)

# URL name -> what is guessed there: (per account, per known device of the account)
SECRETS = {
    "account_login": (PASSWORD, PASSWORD_HERE),
    "account_reauthenticate": (PASSWORD, PASSWORD_HERE),
    "account_change_password": (PASSWORD, PASSWORD_HERE),
    "mfa_authenticate": (CODE, CODE_HERE),
    "mfa_reauthenticate": (CODE, CODE_HERE),
}
# URL name -> what sends a mail to whoever's address is typed in; every request counts
MAILS = {"account_reset_password": RESET, "account_signup": SIGN_UP}


class GuessLimits:
    """Middleware: counts before a view checks anything, outside of the request's transaction."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.counted_tries = []
        if request.method != "POST":
            return self.get_response(request)
        before = _newest_authentication(request)
        response = self.get_response(request)
        if request.counted_tries and _was_right(request, response, before):
            for tried in request.counted_tries:
                limits.give_back(tried)
        return response

    def process_view(self, request, view, args, kwargs):
        """Refuses the try that is one too many, before any password is hashed."""
        name = request.resolver_match.url_name
        if request.method != "POST" or request.resolver_match.namespace:
            return None
        if name in SECRETS:
            return _refusal(request, _guess(request, *SECRETS[name]))
        if name in MAILS:
            refused = _mail(request, MAILS[name])
            request.counted_tries.clear()
            return _refusal(request, refused)
        return None


def _guess(request, per_account, per_device):
    """Counts a guess; the time to wait if it is refused."""
    subject, user = _account(request)
    device = known_device.device_of(request, user) if user else None
    if device:
        return _take(request, per_device, f"{device}:{subject}")
    wait = _take(request, ADDRESS, client_network(request))
    signed_in = "in:" if request.user.is_authenticated else ""
    return wait or _take(request, per_account, f"{signed_in}{subject}")


def _mail(request, per_account):
    wait = _take(request, MAIL_ADDRESS, client_network(request))
    typed = _typed(request, "email")
    return wait or _take(request, per_account, _subject(filter_users_by_email(typed), typed))


def _take(request, limit, subject):
    tried = limits.take(limit, subject)
    request.counted_tries.append(tried)
    return tried.wait


def _account(request):
    """(what is counted, the person if there is one) of a guess."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}", request.user
    if "login" in request.POST:
        typed = _typed(request, "login")
        users = filter_users_by_email(typed)
        return _subject(users, typed), users[0] if users else None
    pending = unstash_login(request, peek=True)
    user = pending.user if pending else None
    return (f"user:{user.pk}", user) if user else ("nobody", None)


def _typed(request, field):
    """An address as it was typed; the form will refuse the zero bytes that the database cannot even compare."""
    return request.POST.get(field, "").replace("\x00", "").strip()


def _subject(users, typed):
    """The account where there is one: its address has many spellings, and each would be a counter of its own."""
    return f"user:{users[0].pk}" if users else f"address:{typed.casefold()}"


def client_network(request):
    """The visitor's address; of IPv6 the /64 that one household has."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)


def _newest_authentication(request):
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or [{}]
    return records[-1].get("at")


def _was_right(request, response, before):
    """A right password or code is answered by a redirect, or left its record in the session."""
    return response.status_code == 302 or _newest_authentication(request) not in {before, None}


def _refusal(request, wait):
    """The page that names the time to wait, or None."""
    if wait is None:
        return None
    minutes = max(1, ceil(wait.total_seconds() / 60))
    sentence = ngettext(
        "Bitte versuchen Sie es in %(minutes)s Minute noch einmal.",
        "Bitte versuchen Sie es in %(minutes)s Minuten noch einmal.",
        minutes,
    ) % {"minutes": minutes}
    is_login = request.resolver_match.url_name == "account_login"
    context = {"sentence": sentence, "offers_reset": is_login}
    response = render(request, "accounts/too_many_guesses.html", context, status=429)
    response["Retry-After"] = str(ceil(wait.total_seconds()))
    return response
