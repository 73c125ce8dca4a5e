"""A member's side: her sessions, their items, the papers of each, her vote. Her own seat decides what she sees."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fund import bodies, papers, sittings
from fund.actions import recusals
from fund.choices.agenda import ItemKind, ItemState
from fund.choices.sessions import SessionState
from fund.forms.votes import VoteForm
from fund.models import Minutes, Seat, Session
from fund.views.session_door import SEAT, board_page, sitting_page, visible_item
from herne_integration import stored_files
from herne_integration.pages import staff_page
from herne_integration.paging import page
from herne_integration.pdf import PdfResponse


@staff_page(SEAT)
@require_safe
def sitting_list(request):
    """One's sessions, those that come first, and one's seats."""
    today = timezone.localdate()
    mine = Session.objects.of_member(request.user, day=today).select_related("board")
    seats = Seat.objects.live_on(today).filter(user=request.user).select_related("board", "deputy_of__user")
    context = {
        "coming": mine.not_over().order_by("starts_at", "pk"),
        "page": page(request, mine.filter(state=SessionState.CLOSED)),
        "seats": seats,
    }
    return render(request, "fund/sitting_list.html", context)


@sitting_page
@require_safe
def sitting_detail(request, session):
    """The agenda with one's own part in every item."""
    seat = recusals.seat_of(session, request.user)
    minutes = Minutes.objects.visible_to(request.user, day=timezone.localdate()).filter(session=session).first()
    context = {
        "session": session,
        "seat": seat,
        "rows": sittings.rows(session, request.user),
        "is_here": session.attendance.still_there().filter(seat=seat).exists(),
        "is_open": session.state == SessionState.OPEN,
        "is_over": bool(session.closes_at) and session.closes_at < timezone.now(),
        "minutes": minutes,
    }
    return render(request, "fund/sitting_detail.html", context)


@board_page
@require_safe
def item_papers(request, pk):
    """The papers of an item, and one's vote; who is recused reads why she does not get them (403)."""
    item = visible_item(request, pk)
    own = sittings.own_recusal(item, request.user)
    if own is not None and own.is_in_force:
        return render(
            request, "fund/item_recused.html", {"item": item, "session": item.session, "own": own}, status=403
        )
    return render(request, "fund/item_papers.html", item_context(request, item))


@board_page
@require_safe
def item_pdf(request, pk):
    """The application as it was submitted, on paper."""
    item = _readable(request, pk)
    found = papers.of(item)
    context = {
        "application": item.application,
        "version": found.version,
        "sections": found.sections,
        "plans": found.plans,
        "seal": found.seal,
    }
    name = f"Antrag {item.application.number} Fassung {found.version.number}"
    return PdfResponse(request, "fund/application_pdf.html", context, name, language="de", is_kept=False)


@board_page
@require_safe
def item_file(request, pk, attachment):
    """A file of exactly the version that is decided about."""
    item = _readable(request, pk)
    found = {one.pk: one for one, _label in papers.files(item.application_version)}
    if attachment not in found:
        raise Http404
    return stored_files.file_response(found[attachment].file)


def item_context(request, item):
    """What the page of an item shows."""
    session = item.session
    seat = recusals.seat_of(session, request.user) if request.user.has_perm(SEAT) else None
    vote = item.votes.filter(seat=seat).first() if seat else None
    why_not = _why_not(item, seat)
    return {
        "item": item,
        "session": session,
        "seat": seat,
        "vote": vote,
        "why_not": why_not,
        "vote_form": VoteForm(item=item, vote=vote) if seat and not why_not else None,
        "own": sittings.own_recusal(item, request.user),
        "others": [one for one in item.recusals.select_related("seat__user") if one.seat.user_id != request.user.pk],
        "papers": papers.of(item) if item.kind == ItemKind.APPLICATION else None,
        "resolution": getattr(item, "resolution", None),
    }


def _why_not(item, seat):
    """Why somebody cannot vote now, in words; nothing if she can."""
    session = item.session
    if seat is None or item.state != ItemState.OPEN or session.state != SessionState.OPEN:
        return "Zu diesem Punkt wird gerade nicht abgestimmt."
    if session.is_circular and session.closes_at < timezone.now():
        return "Die Frist dieses Umlaufs ist vorbei."
    bench = bodies.bench(item, at=timezone.now())
    return "" if seat.pk in bench.voters else bench.away.get(seat.pk, "Kein Sitz dieses Gremiums.")


def _readable(request, pk):
    """An application on an agenda whose papers this person may open; recused or not there: 404."""
    item = visible_item(request, pk)
    if item.kind != ItemKind.APPLICATION or not bodies.may_open_papers(request.user, item):
        raise Http404
    return item
