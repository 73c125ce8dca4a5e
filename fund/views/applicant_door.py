"""The only way to a page of the applicant's side: who asks, what she may write, and what may change now.

    @applicant_page
    def application_topic(request, application, word):
        request.door.topics      # topics that she may write
        request.door.unlocked    # None: everything; else names of parts (a supplement), none where nothing may change
        request.door.writer      # by= and key= for the actions

Who has no account comes with a secret in her session, put there by beginning or by the mailed link. Nothing of it is
kept by a browser. Applications are written in German, the official language (§ 23 VwVfG NRW), so these pages are
German only, like the paper that becomes of them.
"""

from dataclasses import dataclass, field
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from fund.actions import doors
from fund.models import Application
from herne_integration.pages import in_german

SESSION = "fund_drafts"
# More drafts than anybody writes at a time.
MOST_KEPT = 10
BESIDE = ("round__fund", "round__guideline", "field_of_action", "applicant", "owner")


@dataclass
class Door:
    """What the person who asks may do here."""

    writer: dict
    topics: set = field(default_factory=set)
    unlocked: set | None = None

    def may_change(self, parts):
        """Whether any of these parts may change now."""
        return self.unlocked is None or bool(self.unlocked & set(parts))


def remember(request, application, key):
    """Keeps the secret of a draft in this browser's session."""
    held = request.session.get(SESSION, {})
    kept = dict(list(held.items())[-MOST_KEPT + 1 :])
    request.session[SESSION] = {**kept, str(application.pk): key}


def forget(request, application):
    """The draft has an account now, or is gone."""
    held = request.session.get(SESSION, {})
    request.session[SESSION] = {pk: key for pk, key in held.items() if pk != str(application.pk)}


def keys(request):
    """The secrets in this browser's session; without a session there are none, and none is begun."""
    return list(request.session.get(SESSION, {}).values())


def applicant_page(view):
    """View decorator: `view(request, application, **kwargs)` for those who write at the application named by `pk`.

    Not visible: 404, for strangers the log-in. Visible but somebody else's, as for the office: 403.
    """

    @wraps(view)
    def page(request, application, **kwargs):
        if not request.door.topics:
            raise PermissionDenied
        return view(request, application, **kwargs)

    return _guarded(page)


def reader_page(view):
    """View decorator for what everybody may read who sees the application: its files and papers."""
    return _guarded(view)


def private(response):
    """Marks an answer that no browser and no cache may keep."""
    response["Cache-Control"] = "private, no-store"
    return response


def _guarded(view):
    @wraps(view)
    def page(request, pk, **kwargs):
        visible = Application.objects.visible_to(request.user, keys=keys(request))
        application = visible.select_related(*BESIDE).filter(pk=pk).first()
        if application is None:
            return private(_not_found(request))
        request.door = _door(request, application)
        return private(view(request, application, **kwargs))

    # Who logs in again finds what she was typing (accounts/middleware.py).
    page.keeps_drafts = True
    return login_not_required(in_german(page))


def _not_found(request):
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def _door(request, application):
    writer = {
        "by": request.user if request.user.is_authenticated else None,
        "key": request.session.get(SESSION, {}).get(str(application.pk), ""),
    }
    return Door(
        writer=writer,
        topics=doors.topics_of(application, **writer),
        unlocked=doors.unlocked(application, day=timezone.localdate()),
    )
