"""Conflicts of interest: one's own in one click, named in the session, ruled by the body."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from fund import bodies
from fund.actions import recusals
from fund.forms.recusals import DeclareForm, DoubtForm, RulingForm
from fund.models import AgendaItem, Recusal, Session
from fund.views import session_frame
from fund.views.runs import run_page
from fund.views.session_door import BESIDE, OFFICE, SEAT, office_item
from herne_integration import drafts
from herne_integration.one_form import is_sent
from herne_integration.pages import staff_page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@staff_page(SEAT)
@GET_POST
def recusal_declare(request, pk):
    """One steps back from an item, after a question."""
    mine = Session.objects.of_member(request.user, day=timezone.localdate())
    item = get_object_or_404(AgendaItem.objects.filter(session__in=mine).select_related(*BESIDE), pk=pk)
    if not bodies.may_open_papers(request.user, item):
        messages.info(request, "Sie haben sich von diesem Punkt schon zurückgezogen.")
        return redirect("fund:sitting-detail", item.session_id)
    form = DeclareForm(drafts.posted(request))
    if request.method == "POST" and form.is_valid():
        recusals.declare(item=item, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"Sie nehmen an TOP {item.position} nicht teil. Das Projektbüro sieht es.")
        return redirect("fund:sitting-detail", item.session_id)
    return render(request, "fund/recusal_declare.html", {"item": item, "session": item.session, "form": form})


@office_item
@require_POST
def recusal_raise(request, item):
    """A conflict that somebody names in the session."""
    form = DoubtForm(request.POST, item=item, day=timezone.localdate())
    if not form.is_valid():
        return run_page(request, item.session, doubt_form=form)
    recusals.raise_doubt(item=item, by=request.user, **form.cleaned_data)
    messages.success(request, "Der Interessenkonflikt ist genannt. Jetzt entscheidet das Gremium darüber.")
    return redirect("fund:session-run", item.session_id)


@staff_page(OFFICE)
@GET_POST
def recusal_rule(request, pk):
    """What the body decided about it."""
    visible = Recusal.objects.visible_to(request.user, day=timezone.localdate())
    recusal = get_object_or_404(visible.select_related("item__session__board__fund", "seat__user"), pk=pk)
    session = recusal.item.session
    form = RulingForm(drafts.posted(request))
    if is_sent(request, form):
        ruled = recusals.rule(recusal=recusal, by=request.user, **form.cleaned_data)
        messages.success(request, f"Beschluss eingetragen: {ruled.get_ruling_display()}.")
        return redirect("fund:session-run", session.pk)
    title = f"Befangenheit von {recusal.seat.user.name}"
    text = f"TOP {recusal.item.position}: {recusal.item.title}. {recusal.reason}"
    words = {"part": session_frame.RUN, "title": title, "text": text, "button": "Beschluss eintragen"}
    return session_frame.form_page(request, session, form, **words)
