"""All notices of a session in one go, and the letter about an item that was put off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund import notice_blocks, notice_paper
from fund.actions import notice_files
from fund.choices.agenda import ItemKind, ItemState
from fund.models import AgendaItem
from fund.views import session_frame
from fund.views.session_door import OFFICE, office_session
from herne_integration.pages import staff_page
from herne_integration.pdf import PdfResponse


@office_session
@require_http_methods(["GET", "HEAD", "POST"])
def session_notices(request, session):
    """What became of each item and how far its notice is; the button drafts all that are missing."""
    if request.method == "POST":
        made = notice_files.draft_all(session=session, by=request.user)
        words = "Ein Entwurf ist" if made == 1 else f"{made} Entwürfe sind"
        messages.success(request, f"{words} neu geschrieben. Alle Zahlen stammen aus den Beschlüssen.")
        return redirect("fund:session-notices", session.pk)
    items = session.items.filter(kind=ItemKind.APPLICATION).exclude(state=ItemState.REMOVED)
    rows = items.select_related("application", "resolution").prefetch_related("application__notices")
    rows = rows.order_by("position")
    return session_frame.page(request, "fund/session_notices.html", session, session_frame.NOTICES, rows=rows)


@office_session
@require_POST
def session_notices_file(request, session):
    """A job prints every draft and puts all papers of the session into one file."""
    return redirect(notice_files.prepare(session=session, by=request.user))


@staff_page(OFFICE)
@require_safe
def deferral_pdf(request, pk):
    """The letter that says that nothing is decided yet."""
    visible = AgendaItem.objects.papers_open_to(request.user, day=timezone.localdate())
    deferred = visible.filter(state=ItemState.DEFERRED, kind=ItemKind.APPLICATION)
    item = get_object_or_404(deferred.select_related("application__applicant", "session__board"), pk=pk)
    letter = notice_files.deferral(item, day=timezone.localdate())
    context = {"letters": [letter], "title": notice_paper.DEFERRAL, "mark": notice_blocks.MARK}
    name = f"Zwischennachricht {item.application.number}"
    return PdfResponse(request, notice_paper.TEMPLATE, context, name, language="de", is_kept=False)
