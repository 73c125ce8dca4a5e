"""The office's sessions: list, planning, inviting, opening and closing."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund import board_words, bodies, session_rows, voting
from fund.actions import sessions
from fund.choices.sessions import SessionState
from fund.forms.sessions import CancelForm, NewSessionForm, SessionForm
from fund.models import Board, Seat, Session
from fund.views import session_frame
from fund.views.session_door import OFFICE, board_page, office_session, visible_session
from herne_integration import drafts, idempotency
from herne_integration.one_form import create, is_sent
from herne_integration.pages import staff_page
from herne_integration.paging import page
from herne_integration.pdf import PdfResponse

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@staff_page(OFFICE)
@require_safe
def session_list(request):
    """What comes and what was, of all bodies or of one."""
    today = timezone.localdate()
    found, boards = Session.objects.visible_to(request.user, day=today), Board.objects.order_by("name")
    chosen = boards.filter(key=request.GET.get("gremium", "")).first()
    if chosen:
        found = found.filter(board=chosen)
    found = found.select_related("board").annotate(number=Count("items"))
    over = found.filter(state__in=[SessionState.CLOSED, SessionState.CANCELLED])
    context = {
        "coming": found.not_over().order_by("starts_at", "pk"),
        "page": page(request, over.order_by("-starts_at", "pk")),
        "boards": boards,
        "chosen": chosen,
    }
    return render(request, "fund/session_list.html", context)


@staff_page(OFFICE)
@GET_POST
def session_create(request):
    """A new meeting or Umlauf."""
    form = NewSessionForm(drafts.posted(request), initial={"board": Board.objects.first()})
    if is_sent(request, form) and (answer := create(request, form, lambda: _plan(request, form))):
        return answer
    above = {"back": reverse("fund:session-list"), "above": "Sitzungen"}
    return session_frame.single_page(request, form, title="Sitzung planen", button="Planen", **above)


@office_session
@GET_POST
def session_edit(request, session):
    """Another name, time or place, until the members are invited."""
    if done := idempotency.result_of(request.POST):
        return redirect(done)
    form = SessionForm(drafts.posted(request), instance=session)
    if is_sent(request, form) and (answer := create(request, form, lambda: _change(request, form))):
        return answer
    return session_frame.form_page(request, session, form, part=session_frame.AGENDA, title="Termin ändern")


@office_session
@GET_POST
def session_invite(request, session):
    """What stands in the invitation, who gets it, which conflicts were found; sends it once."""
    if request.method == "POST":
        sessions.invite(session=session, by=request.user)
        messages.success(request, "Die Einladung ist verschickt. Mitglieder sehen jetzt Tagesordnung und Unterlagen.")
        return redirect("fund:session-invite", session.pk)
    found, today = session_rows.rows(session), timezone.localdate()
    day, rules = timezone.localdate(session.starts_at), bodies.rules_of(session.board)
    seats = Seat.objects.live_on(max(day, today)).filter(board=session.board).select_related("user")
    context = {
        "rows": found,
        "conflicts": [row for row in found if row.recusals],
        "seats": seats.order_by("user__name"),
        "is_in_time": session.is_circular or voting.is_invited_in_time(today, day, rules),
        "may_invite": session.state == SessionState.PLANNED and any(row.is_pending for row in found),
    }
    return session_frame.page(request, "fund/session_invite.html", session, session_frame.INVITATION, **context)


@board_page
@require_safe
def session_pdf(request, pk):
    """Invitation and agenda on paper."""
    session = visible_session(request, pk)
    context = {"session": session, "rows": session_rows.rows(session), "rules": board_words.rules(session.board)}
    name = f"Einladung {session.board.name} {timezone.localdate(session.starts_at)}"
    return PdfResponse(request, "fund/session_pdf.html", context, name, language="de", is_kept=False)


@office_session
@require_POST
def session_open(request, session):
    """Begins."""
    sessions.open_session(session=session, by=request.user)
    said = "Der Umlauf läuft." if session.is_circular else "Die Sitzung ist eröffnet. Tragen Sie ein, wer da ist."
    messages.success(request, said)
    return redirect("fund:session-run", session.pk)


@office_session
@require_POST
def session_close(request, session):
    """Ends, once every item is settled."""
    sessions.close_session(session=session, by=request.user)
    messages.success(request, "Die Sitzung ist geschlossen. Als Nächstes kommt die Niederschrift.")
    return redirect("fund:minutes-detail", session.pk)


@office_session
@GET_POST
def session_cancel(request, session):
    """Takes place never, with a reason that the members read."""
    form = CancelForm(drafts.posted(request))
    if is_sent(request, form):
        sessions.cancel(session=session, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Die Sitzung ist abgesagt.")
        return redirect("fund:session-detail", session.pk)
    text = "Nehmen Sie vorher alle Punkte von der Tagesordnung. Wer eingeladen ist, bekommt eine Nachricht."
    words = {"part": session_frame.AGENDA, "title": "Sitzung absagen", "button": "Absagen", "kind": "danger"}
    return session_frame.form_page(request, session, form, text=text, **words)


def _plan(request, form):
    session = sessions.plan(by=request.user, **form.arguments())
    messages.success(request, f"„{session.name}“ ist geplant. Stellen Sie jetzt die Tagesordnung zusammen.")
    return reverse("fund:session-detail", args=[session.pk])


def _change(request, form):
    session = sessions.change(session=form.save(commit=False), by=request.user)
    messages.success(request, "Der Termin ist geändert.")
    return reverse("fund:session-detail", args=[session.pk])
