"""One appointment: plan it, say what became of it, move, cancel and correct it; and what was agreed in it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts, idempotency
from herne_integration.one_form import create, is_sent
from welcome_folder import calendar_file, log_reading, timeline
from welcome_folder.access import folder_page
from welcome_folder.actions import agreements, appointments
from welcome_folder.actions.safety import lock_folder
from welcome_folder.choices.access import Purpose
from welcome_folder.choices.appointments import AppointmentState
from welcome_folder.forms.appointments import CancelForm, MoveForm, OfVersion, PlanForm, VoidForm
from welcome_folder.forms.entries import CorrectForm, EditForm, LogForm
from welcome_folder.views.frames import page
from welcome_folder.views.log import folder_url

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
ENTRY = {"kind": "appointment", "object_argument": "appointment"}


@folder_page(Purpose.ENTRY)
@GET_POST
def appointment_create(request, folder):
    """A new appointment to come."""
    form = PlanForm(drafts.resumed(request), place=request.place)

    def act():
        what = form.columns() | {"institution": request.place.organisation}
        appointments.plan(folder=folder, by=request.user, **what)

    return _answer(request, folder, form, act, title="Termin planen", said="Der Termin ist geplant.")


@folder_page(Purpose.ENTRY, **ENTRY)
@GET_POST
def appointment_log(request, folder, appointment):
    """What became of a planned appointment ("Nachtragen")."""
    entry = _entry(request, folder, appointment, lock=True)
    if request.method != "POST" and entry.state != AppointmentState.PLANNED:
        return redirect(folder_url(folder))
    form = LogForm(drafts.resumed(request), place=request.place, instance=entry)

    def act():
        version = form.cleaned_data["version"]
        appointments.log(appointment=form.instance, by=request.user, version=version, **form.follows())

    said = "Der Termin ist nachgetragen."
    return _answer(request, folder, form, act, title="Termin nachtragen", said=said, entry=entry)


@folder_page(Purpose.ENTRY, **ENTRY)
@GET_POST
def appointment_edit(request, folder, appointment):
    """Puts right what is not a day old; two people at it see both texts."""
    entry = _entry(request, folder, appointment, lock=True)
    names = timeline.editable(entry.state, entry.entered_at, entry.logged_at, timezone.now())
    if not names:
        return redirect("welcome_folder:appointment-correct", folder.pk, entry.pk)
    form = EditForm(drafts.resumed(request), place=request.place, instance=entry, names=names)

    def act():
        version = form.cleaned_data["version"]
        appointments.change(appointment=form.instance, by=request.user, version=version, **form.typed())

    return _answer(request, folder, form, act, title="Eintrag ändern", said="Der Eintrag ist geändert.", entry=entry)


@folder_page(Purpose.ENTRY, **ENTRY)
@GET_POST
def appointment_correct(request, folder, appointment):
    """The right text beside the wrong one, which stays legible."""
    entry = _entry(request, folder, appointment, lock=True)
    left_out = {"state", "result"} if entry.state == AppointmentState.PLANNED else set()
    names = set(appointments.CORRECTABLE) - left_out
    form = CorrectForm(drafts.resumed(request), place=request.place, instance=entry, names=names)

    def act():
        appointments.correct(appointment=form.instance, by=request.user, **form.typed())

    said = "Die Berichtigung steht neben dem alten Eintrag."
    return _answer(request, folder, form, act, title="Eintrag berichtigen", said=said, entry=entry)


@folder_page(Purpose.ENTRY, **ENTRY)
@GET_POST
def appointment_move(request, folder, appointment):
    """Another day or hour."""
    entry = _entry(request, folder, appointment)
    form = MoveForm(drafts.resumed(request), place=request.place, initial={"version": entry.version})

    def act():
        appointments.move(appointment=entry, by=request.user, **_typed(form, "day", "time", "reason", "version"))

    said = "Der Termin ist verschoben."
    return _answer(request, folder, form, act, title="Termin verschieben", said=said, entry=entry)


@folder_page(Purpose.ENTRY, **ENTRY)
@GET_POST
def appointment_cancel(request, folder, appointment):
    """It does not take place; what comes instead."""
    entry = _entry(request, folder, appointment)
    form = CancelForm(drafts.resumed(request), place=request.place, initial={"version": entry.version})

    def act():
        what = _typed(form, "reason", "version") | {"next_step": form.next_step()}
        appointments.cancel(appointment=entry, by=request.user, **what)

    said = "Der Termin ist abgesagt."
    return _answer(request, folder, form, act, title="Termin absagen", said=said, entry=entry)


@folder_page(Purpose.ENTRY, **ENTRY)
@require_safe
def appointment_calendar(request, folder, appointment):
    """An .ics file that says "Termin" and nothing more."""
    entry = _entry(request, folder, appointment)
    if entry.state != AppointmentState.PLANNED:
        raise Http404
    content = calendar_file.calendar(entry.pk, entry.day, entry.time, changed_at=entry.entered_at, edits=entry.version)
    headers = {"Content-Disposition": 'attachment; filename="termin.ics"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@folder_page(Purpose.ENTRY, kind="agreement", object_argument="agreement")
@require_POST
def agreement_settle(request, folder, agreement):
    """Done."""
    found = get_object_or_404(log_reading.find_agreement(request.user, folder, agreement))
    agreements.settle(agreement=found, by=request.user)
    messages.success(request, "Die Vereinbarung ist erledigt.")
    return redirect(folder_url(folder))


@folder_page(Purpose.ENTRY, kind="agreement", object_argument="agreement")
@GET_POST
def agreement_void(request, folder, agreement):
    """No longer needed, for a reason."""
    found = get_object_or_404(log_reading.find_agreement(request.user, folder, agreement))
    form = VoidForm(drafts.resumed(request), place=request.place)

    def act():
        agreements.void(agreement=found, by=request.user, reason=form.cleaned_data["reason"])

    said = "Die Vereinbarung ist hinfällig."
    return _answer(request, folder, form, act, title="Vereinbarung hinfällig", said=said, agreement=found)


def _entry(request, folder, pk, *, lock=False):
    """The appointment, if she sees it. Where a form locks the row, the folder comes first, as in every action."""
    if lock and request.method == "POST":
        lock_folder(folder.pk)
    return get_object_or_404(log_reading.find(request.user, folder, pk))


def _typed(form, *names):
    return {name: form.cleaned_data[name] for name in names}


def _answer(request, folder, form, act, *, title, said, **context):
    """Saves a valid form once, else shows it: with its errors, with both texts, or as it was left."""
    if request.method == "POST" and (done := idempotency.result_of(request.POST)):
        # The second click on a form that has changed what it would now be compared with.
        return redirect(done)
    form.is_quiet = request.method != "POST"
    if is_sent(request, form):
        answer = create(request, form, act, said=said, url=folder_url(folder))
        if answer:
            drafts.forget(user=request.user, path=request.path)
            return answer
    if "entry" in context:
        # What a form has written into its instance is not what is stored.
        entry = log_reading.find(request.user, folder, context["entry"].pk).get()
        context["entry"] = log_reading.one_entry(
            entry, request.place, request.user, at=timezone.now(), day=timezone.localdate()
        )
        if isinstance(form, OfVersion):
            form.take(entry.version)
    return page(request, "welcome_folder/appointment_form.html", folder, "log", form=form, title=title, **context)
