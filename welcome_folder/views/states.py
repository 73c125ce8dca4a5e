"""Whether anybody works with a folder: resting, closing, restricting, and back. The lead decides."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from herne_integration import drafts
from herne_integration.rules import RuleBroken
from welcome_folder.access import folder_page
from welcome_folder.actions import folders
from welcome_folder.choices.access import Purpose
from welcome_folder.choices.folders import FolderState
from welcome_folder.forms.states import CloseForm, NextStepForm, RestForm, RestrictForm
from welcome_folder.views.frames import form_page, page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
CLOSING = "Die Beratung ist zu Ende. Sie lesen weiter und können wieder öffnen; alle anderen Beteiligungen enden."
# State -> (URL name, what the button says, what it means)
WAYS = {
    FolderState.OPEN: [
        (
            "folder-rest",
            "Ruhen lassen",
            "Bis zu einem Tag ist nichts zu tun; dann steht der Ordner wieder auf der Liste.",
        ),
        ("folder-close", "Schließen", CLOSING),
        ("folder-restrict", "Einschränken", "Die Person widerspricht: Nur Ihre Stelle sieht den Ordner noch."),
    ],
    FolderState.RESTING: [
        ("folder-resume", "Wieder aufnehmen", "Die Arbeit geht vor dem vereinbarten Tag weiter."),
        ("folder-close", "Schließen", CLOSING),
        ("folder-restrict", "Einschränken", "Die Person widerspricht: Nur Ihre Stelle sieht den Ordner noch."),
    ],
    FolderState.CLOSED: [
        ("folder-reopen", "Wieder öffnen", "Die Person ist wieder da."),
        ("folder-restrict", "Einschränken", "Die Person widerspricht: Nur Ihre Stelle sieht den Ordner noch."),
    ],
    FolderState.RESTRICTED: [("folder-unrestrict", "Einschränkung beenden", "Der Widerspruch ist geklärt.")],
}


@folder_page(Purpose.TEAM)
@require_safe
def folder_state(request, folder):
    """How things stand, and what the lead may do about it."""
    ways = WAYS.get(FolderState(folder.state), []) if request.place.is_lead else []
    return page(request, "welcome_folder/folder_state.html", folder, "", ways=ways)


@folder_page(Purpose.TEAM)
@GET_POST
def folder_rest(request, folder):
    """Until a day, with a reason."""
    form = RestForm(drafts.posted(request))
    return _decide(request, folder, form, folders.rest, "Ruhen lassen", "Der Ordner ruht.")


@folder_page(Purpose.TEAM)
@GET_POST
def folder_close(request, folder):
    """With a reason; what is open is named before."""
    form = CloseForm(drafts.posted(request))
    open_ends = folders.what_is_open(folder)
    text = CLOSING
    if open_ends:
        text = f"Noch offen: {', '.join(open_ends)}. Übergaben und Termine müssen vorher beendet sein. {text}"
    return _decide(request, folder, form, folders.close, "Schließen", "Der Ordner ist geschlossen.", text=text)


@folder_page(Purpose.TEAM)
@GET_POST
def folder_restrict(request, folder):
    """The person objects."""
    form = RestrictForm(drafts.posted(request))
    text = "Alle anderen Beteiligten sehen den Ordner danach nicht mehr, bis Sie die Einschränkung beenden."
    return _decide(request, folder, form, folders.restrict, "Einschränken", "Der Ordner ist eingeschränkt.", text=text)


@folder_page(Purpose.TEAM)
@GET_POST
def folder_resume(request, folder):
    """Before its day."""
    return _go_on(request, folder, folders.resume, "Wieder aufnehmen", "Der Ordner ist wieder offen.")


@folder_page(Purpose.TEAM)
@GET_POST
def folder_reopen(request, folder):
    """The person is back."""
    return _go_on(request, folder, folders.reopen, "Wieder öffnen", "Der Ordner ist wieder offen.")


@folder_page(Purpose.TEAM)
@GET_POST
def folder_unrestrict(request, folder):
    """The objection is settled; a folder that was closed before is closed again."""
    if folder.closed_at and request.method == "POST":
        folders.unrestrict(folder=folder, by=request.user)
        messages.success(request, "Die Einschränkung ist beendet. Der Ordner ist wieder geschlossen.")
        return redirect("welcome_folder:folder-state", folder.pk)
    return _go_on(request, folder, folders.unrestrict, "Einschränkung beenden", "Die Einschränkung ist beendet.")


def _go_on(request, folder, act, title, said):
    form = NextStepForm(drafts.posted(request), place=request.place)
    return _decide(request, folder, form, act, title, said)


def _decide(request, folder, form, act, title, said, *, text=""):
    if not request.place.is_lead:
        raise Http404
    if request.method == "POST" and form.is_valid():
        told = {"next_step": form.step()} if isinstance(form, NextStepForm) else form.cleaned_data
        try:
            act(folder=folder, by=request.user, **told)
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            drafts.discard(request)
            messages.success(request, said)
            return redirect("welcome_folder:folder-state", folder.pk)
    return form_page(request, folder, form, part="", title=title, button=title, text=text)
