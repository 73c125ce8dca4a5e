"""The agenda of a session: what stands on it, in which order, what it would leave of the money, and who steps back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund import agenda_money, agenda_order, session_rows
from fund.actions import agenda
from fund.choices.agenda import ItemKind, ItemState, TopicSource
from fund.choices.applications import ApplicationState
from fund.choices.sessions import TAKES_ITEMS, SessionState
from fund.forms.agenda import AddForm, ReasonForm, ReportForm, TopicForm
from fund.models import AgendaItem, Application
from fund.views import session_frame
from fund.views.session_door import board_page, office_item, office_session
from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.paging import page
from offers.models import Task

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
WAITING = (ApplicationState.ADMISSIBLE, ApplicationState.DEFERRED)


@office_session
@require_safe
def session_detail(request, session):
    """The agenda: order, sums, conflicts."""
    rows = session_rows.rows(session)
    lines = _money(session, [row.item for row in rows if row.is_application and row.is_pending])
    context = {
        "rows": rows,
        "lines": lines,
        "total": agenda_money.sentence(lines)[0],
        "takes_items": _takes_items(session),
        "number_waiting": _waiting(session).count() if session.board.fund_id else 0,
        "conflicts": [row for row in rows if row.recusals],
        "may_edit": session.state == SessionState.PLANNED,
        "may_cancel": session.state in {SessionState.PLANNED, SessionState.INVITED},
    }
    return session_frame.page(request, "fund/session_detail.html", session, session_frame.AGENDA, **context)


@office_session
@GET_POST
def agenda_add(request, session):
    """Applications that wait, in the order that is suggested; adds up anew before anything is saved."""
    day = timezone.localdate(session.starts_at)
    pots = agenda_money.pots_of(session.board.fund, day=day)
    form = AddForm(drafts.posted(request), applications=_in_order(session), pots=pots)
    is_valid, is_sum = is_sent(request, form), "rechnen" in request.POST
    if is_valid and not is_sum and (answer := create(request, form, lambda: _add(request, session, form))):
        return answer
    chosen = [(pot.key, one.amount_requested) for one, pot in form.taken] if is_valid else []
    lines = agenda_money.of(_pending(session), pots, chosen=chosen)
    context = {"form": form, "lines": lines, "total": agenda_money.sentence(lines)[0], "has_pots": bool(pots)}
    return session_frame.page(request, "fund/agenda_add.html", session, session_frame.AGENDA, **context)


@office_session
@GET_POST
def topic_create(request, session):
    """Another topic; a gap in the responsibilities leads here with its task."""
    task = Task.objects.filter(key=request.GET.get("aufgabe", "")).first()
    initial = {"task": task, "topic_source": TopicSource.GAP, "title": task.label} if task else None
    form = TopicForm(drafts.posted(request), initial=initial)
    if is_sent(request, form) and (answer := create(request, form, lambda: _topic(request, session, form))):
        return answer
    words = {"part": session_frame.AGENDA, "title": "Thema aufnehmen", "button": "Aufnehmen"}
    return session_frame.form_page(request, session, form, **words)


@office_session
@require_POST
def agenda_sort(request, session):
    """Takes over the order that is suggested."""
    items, before = session.items.select_related("application_version"), _put_off_before(session)
    candidates = [
        agenda_order.Candidate(
            item.pk,
            item.application_version.submitted_at if item.application_id else session.planned_at,
            was_deferred=item.application_id in before,
            is_application=item.kind == ItemKind.APPLICATION,
        )
        for item in items
    ]
    agenda.arrange(session=session, order=agenda_order.suggested(candidates), by=request.user)
    messages.success(request, "Die Tagesordnung ist nach dem Vorschlag geordnet.")
    return redirect("fund:session-detail", session.pk)


@office_item
@require_POST
def item_move(request, item):
    """One place up, or down."""
    order = list(item.session.items.order_by("position", "pk").values_list("pk", flat=True))
    moved = agenda_order.moved(order, item.pk, up=request.POST.get("richtung") == "hoch")
    agenda.arrange(session=item.session, order=moved, by=request.user)
    return redirect(f"{reverse('fund:session-detail', args=[item.session_id])}#top-{item.pk}")


@office_item
@GET_POST
def item_remove(request, item):
    """Takes an item off the agenda."""
    return _set_aside(request, item, agenda.take_off, "absetzen", "fund:session-detail")


@office_item
@GET_POST
def item_defer(request, item):
    """The body does not decide yet."""
    return _set_aside(request, item, agenda.defer, "vertagen", "fund:session-run")


@office_item
@require_POST
def item_open(request, item):
    """Calls an item up for votes."""
    opened = agenda.open_item(item=item, by=request.user)
    messages.success(request, f"TOP {opened.position} ist aufgerufen: Die Abstimmung läuft.")
    return redirect("fund:session-run", item.session_id)


@office_item
@GET_POST
def item_report(request, item):
    """Says who was told what was decided about a topic."""
    resolution = getattr(item, "resolution", None)
    initial = {"to": item.reported_to, "text": item.outcome_text or (resolution.text if resolution else "")}
    form = ReportForm(drafts.posted(request), initial=initial)
    if is_sent(request, form):
        agenda.report_back(item=item, by=request.user, **form.cleaned_data)
        drafts.discard(request)
        messages.success(request, "Der Beschluss ist zurückgemeldet.")
        return redirect("fund:topic-list")
    words = {"part": session_frame.AGENDA, "title": f"Beschluss zurückmelden: {item.title}", "button": "Festhalten"}
    return session_frame.form_page(request, item.session, form, **words)


@board_page
@require_safe
def topic_list(request):
    """Topics with their source, what was decided about them, and whether it was told there."""
    found = AgendaItem.objects.visible_to(request.user, day=timezone.localdate()).filter(kind=ItemKind.TOPIC)
    found = found.select_related("session__board", "task", "resolution").order_by("-session__starts_at", "position")
    return render(request, "fund/topic_list.html", {"page": page(request, found)})


def _set_aside(request, item, act, verb, target):
    form = ReasonForm(drafts.posted(request))
    if is_sent(request, form):
        act(item=item, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"TOP {item.position}: {item.title} ist erledigt ({verb}).")
        return redirect(target, item.session_id)
    words = {"part": session_frame.AGENDA, "title": f"TOP {item.position} {verb}", "button": verb.capitalize()}
    return session_frame.form_page(request, item.session, form, text=item.title, kind="danger", **words)


def _takes_items(session):
    return session.state in TAKES_ITEMS and not (session.is_circular and session.state == SessionState.OPEN)


def _waiting(session):
    """Applications of the body's fund that wait for a session."""
    return Application.objects.filter(state__in=WAITING, round__fund=session.board.fund_id)


def _in_order(session):
    """The same in the order that is suggested."""
    waiting = {one.pk: one for one in _waiting(session).select_related("applicant", "round", "field_of_action")}
    candidates = [
        agenda_order.Candidate(pk, one.state_since, one.state == ApplicationState.DEFERRED)
        for pk, one in waiting.items()
    ]
    return [waiting[pk] for pk in agenda_order.suggested(candidates)] if session.board.fund_id else []


def _put_off_before(session):
    """Applications on this agenda that another session has deferred."""
    before = AgendaItem.objects.filter(state=ItemState.DEFERRED, application__agenda_items__session=session)
    return set(before.exclude(session=session).values_list("application_id", flat=True))


def _pending(session):
    return session.items.pending().filter(kind=ItemKind.APPLICATION)


def _money(session, items):
    """The pots with what these items want of them."""
    return agenda_money.of(items, agenda_money.pots_of(session.board.fund, day=timezone.localdate(session.starts_at)))


def _add(request, session, form):
    for application, pot in form.taken:
        where = {"budget_year": pot.year, "source": pot.source, "envelope": pot.envelope}
        agenda.put_application(session=session, application=application, by=request.user, **where)
    number = len(form.taken)
    said = "Ein Antrag steht" if number == 1 else f"{number} Anträge stehen"
    messages.success(request, f"{said} auf der Tagesordnung. Die Summen sind vorgemerkt.")
    return reverse("fund:session-detail", args=[session.pk])


def _topic(request, session, form):
    item = agenda.put_topic(session=session, by=request.user, **form.arguments())
    messages.success(request, f"„{item.title}“ steht auf der Tagesordnung.")
    return reverse("fund:session-detail", args=[session.pk])
