"""The ways to pages of sessions: the project office, members by their own seat, or either.

    @office_session                     # view(request, session): the office, session named by `pk`
    @office_item                        # view(request, item): the office, item named by `pk`
    @board_page                         # the office or whoever may sit on a board
    @sitting_page                       # view(request, session): a member, in a session of her own board

Not visible: 404. What a recused person may not open is 403 and says why (`views/sittings.py`).
"""

from functools import wraps

from django.shortcuts import get_object_or_404
from django.utils import timezone

from fund.models import AgendaItem, Session
from herne_integration.pages import staff_page

OFFICE, SEAT = "fund.manage_fund", "fund.sit_on_board"
BESIDE = (
    "session__board__fund",
    "application__applicant",
    "application_version__guideline",
    "source",
    "envelope__field_of_action",
    "task",
)


def board_page(view):
    """View decorator: for the office, and for those who may sit on a board; what they see is the queryset's matter."""
    guards = {permission: staff_page(permission)(view) for permission in (OFFICE, SEAT)}

    @wraps(view)
    def page(request, *args, **kwargs):
        return guards[OFFICE if request.user.has_perm(OFFICE) else SEAT](request, *args, **kwargs)

    page.permission = SEAT
    return page


def office_session(view):
    """View decorator: `view(request, session, **kwargs)` for the office."""

    @staff_page(OFFICE)
    @wraps(view)
    def page(request, pk, **kwargs):
        return view(request, visible_session(request, pk), **kwargs)

    return page


def office_item(view):
    """View decorator: `view(request, item, **kwargs)` for the office."""

    @staff_page(OFFICE)
    @wraps(view)
    def page(request, pk, **kwargs):
        return view(request, visible_item(request, pk), **kwargs)

    return page


def sitting_page(view):
    """View decorator: `view(request, session, **kwargs)` for a member of its board."""

    @staff_page(SEAT)
    @wraps(view)
    def page(request, pk, **kwargs):
        mine = Session.objects.of_member(request.user, day=timezone.localdate())
        return view(request, get_object_or_404(mine.select_related("board__fund"), pk=pk), **kwargs)

    return page


def visible_session(request, pk):
    """A session that this person sees, or 404."""
    visible = Session.objects.visible_to(request.user, day=timezone.localdate())
    return get_object_or_404(visible.select_related("board__fund"), pk=pk)


def visible_item(request, pk):
    """An item whose session this person sees, or 404."""
    visible = AgendaItem.objects.visible_to(request.user, day=timezone.localdate())
    return get_object_or_404(visible.select_related(*BESIDE), pk=pk)
