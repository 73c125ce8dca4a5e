"""Minutes: drafted from the database, worded, made final by a second person, printed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund import minutes_text
from fund.actions import minutes as actions
from fund.choices.minutes import MinutesState
from fund.forms.minutes import MinutesForm
from fund.models import Minutes
from fund.views import session_frame
from fund.views.session_door import OFFICE, board_page, office_session, visible_session
from herne_integration import drafts
from herne_integration.one_form import is_sent
from herne_integration.pdf import PdfResponse
from herne_integration.rules import RuleBroken

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@office_session
@require_safe
def minutes_detail(request, session):
    """The minutes of a closed session; without any the button that writes the draft."""
    found = Minutes.objects.filter(session=session).select_related("drafted_by", "confirmed_by").first()
    context = {
        "minutes": found,
        "blocks": minutes_text.blocks(found.text) if found else [],
        "is_final": bool(found) and found.state == MinutesState.FINAL,
        "is_own": bool(found) and found.drafted_by_id == request.user.pk,
    }
    return session_frame.page(request, "fund/minutes_detail.html", session, session_frame.MINUTES, **context)


@office_session
@require_POST
def minutes_draft(request, session):
    """Writes the draft from what the database holds, or writes it anew."""
    actions.draft(session=session, by=request.user)
    messages.success(request, "Der Entwurf steht. Alle Zahlen stammen aus der Sitzung.")
    return redirect("fund:minutes-detail", session.pk)


@office_session
@GET_POST
def minutes_edit(request, session):
    """Adds what was discussed; two who write at once see both texts."""
    found = get_object_or_404(Minutes.objects.visible_to(request.user, day=timezone.localdate()), session=session)
    if found.state == MinutesState.FINAL:
        raise RuleBroken(actions.FINAL)
    form = MinutesForm(drafts.posted(request), instance=found)
    if is_sent(request, form):
        told = form.cleaned_data
        actions.reword(minutes=found, text=told["text"], version=told["version"], by=request.user)
        drafts.discard(request)
        messages.success(request, "Der Wortlaut ist gespeichert. Abschließen muss ihn eine zweite Person.")
        return redirect("fund:minutes-detail", session.pk)
    words = {"part": session_frame.MINUTES, "title": "Wortlaut der Niederschrift"}
    return session_frame.form_page(request, session, form, **words)


@board_page
@require_POST
def minutes_confirm(request, pk):
    """A second person, of the office or the chair, makes exactly the text final that she has read."""
    found = _visible(request, pk)
    version = request.POST.get("version", "")
    actions.confirm(minutes=found, by=request.user, version=int(version) if version.isdecimal() else 0)
    messages.success(request, "Die Niederschrift ist abgeschlossen. Niemand kann sie mehr ändern.")
    is_office = request.user.has_perm(OFFICE)
    return redirect(reverse("fund:minutes-detail" if is_office else "fund:minutes-read", args=[pk]))


@board_page
@require_safe
def minutes_read(request, pk):
    """The final minutes for members; the chair reads the draft that she confirms."""
    found = _visible(request, pk)
    today = timezone.localdate()
    chairs = found.session.board.seats.live_on(today).filter(user=request.user, is_chair=True)
    is_final = found.state == MinutesState.FINAL
    context = {
        "session": found.session,
        "minutes": found,
        "blocks": minutes_text.blocks(found.text),
        "is_final": is_final,
        "may_confirm": not is_final and found.drafted_by_id != request.user.pk and chairs.exists(),
    }
    return render(request, "fund/minutes_read.html", context)


@board_page
@require_safe
def minutes_pdf(request, pk):
    """The minutes on paper; a draft says so on every page."""
    found = _visible(request, pk)
    context = {
        "session": found.session,
        "minutes": found,
        "blocks": minutes_text.blocks(found.text),
        "is_final": found.state == MinutesState.FINAL,
    }
    name = f"Niederschrift {found.session.board.name} {timezone.localdate(found.session.starts_at)}"
    return PdfResponse(request, "fund/minutes_pdf.html", context, name, language="de", is_kept=False)


def _visible(request, pk):
    """The minutes of a session, as far as this person sees them."""
    session = visible_session(request, pk)
    found = Minutes.objects.visible_to(request.user, day=timezone.localdate()).filter(session=session)
    found = found.select_related("session__board__fund", "drafted_by", "confirmed_by").first()
    if found is None:
        raise Http404
    return found
