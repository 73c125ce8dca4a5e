"""The folder's own page: the log of all institutions, and the entry of today right on it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from welcome_folder import log_reading
from welcome_folder.access import folder_page
from welcome_folder.actions import appointments
from welcome_folder.choices.access import Purpose
from welcome_folder.choices.folders import LED
from welcome_folder.forms.appointments import EntryForm
from welcome_folder.forms.log_filter import LogFilter
from welcome_folder.views.frames import page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def folder_url(folder):
    """The folder's page."""
    return reverse("welcome_folder:folder-detail", args=[folder.pk])


@folder_page(Purpose.LOG)
@GET_POST
def folder_detail(request, folder):
    """Timeline, what was agreed last, and one form for the appointment that has just been."""
    today = timezone.localdate()
    form = EntryForm(drafts.resumed(request), place=request.place, today=today)
    form.is_quiet = request.method != "POST"
    if is_sent(request, form) and (answer := _save(request, folder, form)):
        drafts.forget(user=request.user, path=request.path)
        return answer
    narrow = LogFilter(request.GET, place=request.place, institutions=log_reading.institutions_of(folder, request.user))
    log = log_reading.read(request, folder, narrow, at=timezone.now(), day=today)
    context = {"log": log, "filter": narrow, "form": form, "today": today, "may_write": folder.state in LED}
    return page(request, "welcome_folder/folder_detail.html", folder, "log", **context)


def _save(request, folder, form):
    def act():
        what = form.columns() | form.follows()
        appointments.log_past(
            folder=folder, institution=request.place.organisation, by=request.user, day=form.cleaned_data["day"], **what
        )

    return create(request, form, act, said="Der Termin ist eingetragen.", url=folder_url(folder))


@folder_page(Purpose.ENTRY, kind="draft")
@require_POST
def draft_keep(request, folder):
    """Keeps what is being typed on one of this folder's pages; `?seite=` names the page, `do=discard` forgets it.

    With `still` it is the page's own clock that asks, and nobody waits for an answer in words.
    """
    path = request.GET.get("seite", "")
    if not path.startswith(folder_url(folder)) or "?" in path or "#" in path:
        return HttpResponseBadRequest()
    if request.POST.get("do") == "discard":
        drafts.forget(user=request.user, path=path)
        messages.success(request, "Die Eingaben sind verworfen.")
        return redirect(path)
    is_kept = drafts.autosave(user=request.user, path=path, data=request.POST)
    if "still" in request.GET:
        return HttpResponse(status=204 if is_kept else 413)
    if is_kept:
        messages.success(request, "Ihre Eingaben sind zwischengespeichert. Nur Sie sehen sie, einen Tag lang.")
    else:
        messages.error(request, "Das ist zu viel Text zum Zwischenspeichern. Bitte kürzen Sie ihn.")
    return redirect(path)
