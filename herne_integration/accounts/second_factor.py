"""A second factor in this session for everybody who holds a staff permission.

"Has an authenticator" proves nothing: a password reset, `force_login` or a future way to log in may get past allauth's
stage. What counts is the session's own record that a code was checked in it.
"""

from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from herne_integration.accounts.roles import STAFF

# Set by the one-click log-in of the demo, honoured only there and only for invented people.
DEMO_SESSION_KEY = "demo_person"
DEMO_DOMAIN = "@demo.invalid"
# What somebody who still owes the factor needs to give it.
WAYS_IN = {"account_logout", "account_reauthenticate", "mfa_activate_totp", "mfa_reauthenticate"}


def is_needed(user):
    """Whether the person holds a staff permission through any role."""
    return user.is_authenticated and bool(user.get_all_permissions() & STAFF)


def is_given(request):
    """Whether a second factor was checked in this very session."""
    if is_demo_person(request):
        return True
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def is_demo_person(request):
    """Whether an invented person came in by one click, in a demo."""
    return (
        settings.DEMO
        and request.user.is_authenticated
        and request.user.email.endswith(DEMO_DOMAIN)
        and request.session.get(DEMO_SESSION_KEY) == request.user.pk
    )


def ask(request):
    """Sends the person to set the factor up, or to give it."""
    has_one = is_mfa_enabled(request.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    page = reverse("mfa_reauthenticate" if has_one else "mfa_activate_totp")
    path = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    return HttpResponseRedirect(f"{page}?{urlencode({'next': path})}")


def second_factor_required(view):
    """View decorator for pages that need the factor whoever opens them."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        return view(request, *args, **kwargs) if is_given(request) else ask(request)

    return guarded


class SecondFactorGuard:
    """Middleware: whoever holds a staff permission and still owes the factor may do nothing, on any page.

    No view can forget this: permissions read as missing (`User.has_perm`), pages that need a log-in lead to the factor,
    and public pages show what everybody sees.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Stops the request before the view."""
        if not request.user.is_authenticated or is_given(request) or not is_needed(request.user):
            return None
        request.user.owes_second_factor = True
        match = request.resolver_match
        if not getattr(view, "login_required", True) or (not match.namespace and match.url_name in WAYS_IN):
            return None
        return ask(request)
