"""Handovers that are addressed to one's own institution: she is in no team yet, and reads no folder."""

from django.contrib import messages
from django.db.models import Case, When
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.paging import page
from welcome_folder.access import find, handover_page, work_page
from welcome_folder.actions import appointments, handovers
from welcome_folder.choices.access import Purpose
from welcome_folder.choices.handovers import LIVE, NEXT_STATES, HandoverState
from welcome_folder.forms.base import ReasonForm
from welcome_folder.forms.handovers import OfficeEntryForm
from welcome_folder.models import Appointment, Handover, doors


@work_page(Purpose.HANDOVER)
@require_safe
def handover_list(request):
    """What other institutions offer to mine, open ones first."""
    addressed = Handover.objects.visible_to(request.user).filter(receiver__in=doors.institutions_of(request.user))
    addressed = addressed.select_related("sender__folder_institution", "receiver__folder_institution", "folder")
    is_answered = Case(When(state__in=LIVE, then=0), default=1)
    found = page(request, addressed.order_by(is_answered, "deadline_on", "pk"))
    return render(request, "welcome_folder/handover_list.html", {"page": found})


@handover_page(Purpose.HANDOVER)
@require_safe
def handover_detail(request, handover):
    """What is asked; after yes also who it is about, and for the immigration office its own entries."""
    return _shown(request, handover)


@handover_page(Purpose.HANDOVER)
@require_POST
def handover_accept(request, handover):
    """Yes."""
    handovers.accept(handover=handover, by=request.user)
    messages.success(
        request, "Angenommen. Bitte nehmen Sie bald Kontakt auf: Bis dahin bleibt die andere Stelle zuständig."
    )
    return redirect(_url(handover))


@handover_page(Purpose.HANDOVER)
@require_http_methods(["GET", "HEAD", "POST"])
def handover_decline(request, handover):
    """No, with the reason; the sender has a new step within three working days."""
    form = ReasonForm(request.POST or None)
    if is_sent(request, form):
        handovers.decline(handover=handover, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Abgelehnt. Die andere Stelle hat einen neuen Schritt bekommen.")
        return redirect("welcome_folder:handover-list")
    return render(
        request, "welcome_folder/handover_decline.html", {"handover": handover, "form": form, "place": request.place}
    )


@handover_page(Purpose.HANDOVER)
@require_POST
def handover_contact(request, handover):
    """The first contact: from now on the receiver is responsible."""
    handovers.first_contact(handover=handover, by=request.user)
    messages.success(request, "Der erste Kontakt ist eingetragen.")
    return redirect(_url(handover))


@handover_page(Purpose.HANDOVER)
@require_POST
def handover_finish(request, handover):
    """Nothing more to hand over."""
    handovers.finish(handover=handover, by=request.user)
    messages.success(request, "Die Übergabe ist abgeschlossen.")
    return redirect(_url(handover))


@handover_page(Purpose.HANDOVER)
@require_http_methods(["GET", "HEAD", "POST"])
def office_entry_create(request, handover):
    """The immigration office, which is in no team, writes about what it has accepted."""
    form = OfficeEntryForm(drafts.posted(request), place=request.place)
    if is_sent(request, form):
        done = create(
            request,
            form,
            lambda: _write(request, handover, form.arguments()),
            said="Der Eintrag steht im Ordner.",
            url=_url(handover),
        )
        if done:
            return done
    return _shown(request, handover, form=form)


def _write(request, handover, told):
    act = appointments.log_past if "state" in told else appointments.plan
    return act(folder=handover.folder, institution=handover.receiver, by=request.user, **told)


def _url(handover):
    return reverse("welcome_folder:handover-detail", args=[handover.pk])


def _shown(request, handover, form=None):
    is_office = handover.receiver.folder_institution.is_immigration_office
    is_at_work = handover.state in {HandoverState.ACCEPTED, HandoverState.CONTACTED}
    own = Appointment.objects.visible_to(request.user).filter(folder=handover.folder, institution=handover.receiver)
    _folder, place = find(request.user, handover.folder_id)
    context = {
        "handover": handover,
        "place": request.place,
        "next_states": NEXT_STATES[HandoverState(handover.state)],
        "is_known": is_at_work or handover.state == HandoverState.DONE,
        "in_team": place is not None,
        "form": form or (OfficeEntryForm(place=request.place) if is_office and is_at_work else None),
        "entries": own.select_related("kind", "area")[:50] if is_office else [],
    }
    return render(request, "welcome_folder/handover_detail.html", context)
