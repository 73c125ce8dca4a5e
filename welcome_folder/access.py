"""The only way into a folder: who asks, whether she may, and the row that says so, before anything is read.

    @folder_page(Purpose.LOG)
    @require_safe
    def folder_detail(request, folder):
        appointments = folder.appointments.visible_to(request.user)

The page's own transaction begins when the look is committed. Whatever is refused is a 404 and one logged denial, so
that a foreign folder and one that does not exist look alike; if the look cannot be written, nothing is read (503).
"""

from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language

from herne_integration.accounts.second_factor import second_factor_required
from herne_integration.errors import error_page
from welcome_folder.choices.access import Outcome
from welcome_folder.choices.folders import FolderState
from welcome_folder.choices.handovers import HandoverState
from welcome_folder.models import Handover, ViewLog, doors

PERMISSION = "welcome_folder.work_in_folder"
UNAVAILABLE = "Der Zugriff konnte nicht protokolliert werden. Darum wird nichts gezeigt; bitte später noch einmal."


@dataclass(frozen=True)
class Place:
    """Where somebody stands in a team: the institution she speaks for, her role there, the areas she covers."""

    organisation: Any
    role: str
    areas: tuple
    member: Any = None

    @property
    def is_lead(self):
        """Whether her institution is responsible for the folder."""
        return self.role == "lead"


def folder_page(purpose, *, kind="", object_argument=""):
    """View decorator: `view(request, folder, **kwargs)` with `request.place`; the URL names the folder as `pk`.

    `kind` and `object_argument` say which entry the page is about, where it is about one.
    """
    return _guarded(purpose, find, kind, object_argument)


def handover_page(purpose):
    """View decorator for whom a handover is addressed to: `view(request, handover)`; she is in no team (yet)."""
    return _guarded(purpose, find_handover, "handover", "")


def _guarded(purpose, finder, kind, object_argument):
    def decorate(view):
        @wraps(view)
        def page(request, pk, **kwargs):
            _only_case_workers(request, purpose, pk)
            try:
                with transaction.atomic():
                    thing, place = finder(request.user, pk)
                    folder = getattr(thing, "folder_id", pk)
                    entry = pk if finder is find_handover else kwargs.get(object_argument)
                    record(request.user, purpose, place=place, folder=folder, kind=kind, entry=entry)
            except DatabaseError:
                return error_page(request, 503, UNAVAILABLE)
            if place is None:
                raise Http404
            request.place = place
            with transaction.atomic():
                return view(request, thing, **kwargs)

        return _staff_frame(page)

    return decorate


def work_page(purpose, *, may=None):
    """View decorator for pages that show several folders, such as the day: the look is logged without a folder.

    `may(user)` narrows down who finds the page: the immigration office takes nobody in.
    """

    def decorate(view):
        @wraps(view)
        def page(request, **kwargs):
            _only_case_workers(request, purpose, None, may)
            try:
                with transaction.atomic():
                    record(request.user, purpose, place=None, folder=None, outcome=Outcome.SEEN)
            except DatabaseError:
                return error_page(request, 503, UNAVAILABLE)
            with transaction.atomic():
                return view(request, **kwargs)

        return _staff_frame(page)

    return decorate


def find(user, pk):
    """(folder, place) of somebody's place in a folder's team, or (None, None)."""
    members = doors.places(user).filter(folder=pk).exclude(folder__state=FolderState.ERASED)
    # Lead before participant, should she stand there for two institutions.
    beside = ("folder__person", "folder__lead__folder_institution", "organisation")
    member = members.select_related(*beside).order_by("role", "joined_at").first()
    if member is None:
        return None, None
    return member.folder, Place(member.organisation, member.role, tuple(member.areas), member)


def find_handover(user, pk):
    """(handover, place of the receiving institution) of one that is addressed to hers, or (None, None)."""
    addressed = Handover.objects.filter(pk=pk, receiver__in=doors.institutions_of(user))
    # Nobody but the lead reads a restricted folder, whoever it was offered to before.
    closed_to_her = [FolderState.ERASED, FolderState.RESTRICTED]
    addressed = addressed.exclude(state=HandoverState.REVOKED).exclude(folder__state__in=closed_to_her)
    found = addressed.select_related("folder__person", "receiver", "sender__folder_institution").first()
    if found is None:
        return None, None
    return found, Place(found.receiver, "receiver", tuple(found.areas))


def record(user, purpose, *, place, folder, kind="", entry=None, outcome=None):
    """Writes the look, or the refusal where there is no place."""
    return ViewLog.objects.create(
        user_id=user.pk,
        organisation_id=place.organisation.pk if place else None,
        role=place.role if place else "",
        purpose=purpose,
        outcome=outcome or (Outcome.SEEN if place else Outcome.DENIED),
        folder_id=folder,
        kind=kind,
        object_id=entry,
        areas=list(place.areas) if place else [],
    )


def _staff_frame(page):
    page = second_factor_required(page)

    @wraps(page)
    def framed(request, *args, **kwargs):
        language = get_language()
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if language != "de" and request.method in {"GET", "HEAD"}:
            return redirect(request.get_full_path().replace(f"/{language}/", "/de/", 1))
        request.is_staff_page = True
        return page(request, *args, **kwargs)

    framed.permission = PERMISSION
    return transaction.non_atomic_requests(framed)


def _only_case_workers(request, purpose, folder, may=None):
    if not request.user.has_perm(PERMISSION) or (may and not may(request.user)):
        with transaction.atomic():
            record(request.user, purpose, place=None, folder=folder)
        raise Http404
