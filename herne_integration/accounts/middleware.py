"""How long a session lives: 30 minutes without a sign of life, ten hours in all.

The rows live longer than that (`SESSION_COOKIE_AGE`), because a form that arrives after the end is still kept for the
person who typed it. The two stamps inside are what counts.
"""

import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from herne_integration import drafts

BEGAN, SEEN = "began", "seen"
WRITE_EVERY = 60


def begin(request):
    """A new session starts to count; whoever logs somebody in calls this."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def is_over(stamps, *, at):
    """Whether a session with these contents has ended by itself."""
    if BEGAN not in stamps:
        return False
    idle, whole = at - stamps.get(SEEN, stamps[BEGAN]), at - stamps[BEGAN]
    return idle > settings.SESSION_IDLE_SECONDS or whole > settings.SESSION_LONGEST_SECONDS


def is_background(request):
    """Whether a script asks, not a person: fetches say so themselves, our own module with its header."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return request.headers.get("X-Portal-Background") == "1" or mode not in {"navigate", ""}


class SessionAge:
    """Middleware: ends sessions, and keeps what was typed into a form that came too late."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Runs after the CSRF check, so that nobody else's form becomes a draft."""
        if not request.user.is_authenticated:
            return None
        now = int(time.time())
        if BEGAN not in request.session:
            begin(request)
        if is_over(request.session, at=now):
            return _end(request, view)
        if now - request.session[SEEN] >= WRITE_EVERY and not is_background(request):
            request.session[SEEN] = now
        return None


def _end(request, view):
    """Logs out; a form that was sent leads to the log-in and from there back to itself, filled in."""
    user, request.user = request.user, AnonymousUser()
    request.session.flush()
    is_public = not getattr(view, "login_required", True)
    if not is_public:
        messages.info(request, _("Ihre Sitzung ist zu Ende. Bitte melden Sie sich noch einmal an."))
    # Pages that a mailed link opens too are read without an account, and still keep what their people typed.
    if request.method != "POST" or (is_public and not getattr(view, "keeps_drafts", False)):
        return None
    page = _form_page(request)
    draft = drafts.keep(user=user, path=page, data=request.POST)
    return redirect_to_login(draft.url if draft else page)


def _form_page(request):
    """The page that shows the form: where the browser came from, if that is here; buttons post elsewhere."""
    referrer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referrer, allowed_hosts={request.get_host()}):
        return urlsplit(referrer).path
    return request.path
