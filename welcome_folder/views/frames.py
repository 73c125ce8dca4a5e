"""One form on a page of a folder: what almost every page that changes something looks like."""

from django.contrib import messages
from django.shortcuts import redirect, render

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.rules import RuleBroken


def page(request, template, folder, part, **context):
    """A page of the folder with its frame."""
    return render(request, template, {"folder": folder, "part": part, "place": request.place, **context})


def form_page(request, folder, form, *, part, title, button="Speichern", text=""):
    """The page of one form."""
    context = {"form": form, "title": title, "button": button, "text": text, "is_draft": "entwurf" in request.GET}
    return page(request, "welcome_folder/folder_form.html", folder, part, **context)


def create(request, form, act, *, said, url):
    """Runs an action for a valid form, once for every double click; None when a rule has refused it at the form."""
    try:
        with once(request) as click:
            if click.is_first:
                act()
                messages.success(request, said)
                click.result = url
    except RuleBroken as refusal:
        form.add_error(None, refusal.sentence)
        return None
    drafts.discard(request)
    return redirect(click.result)


def is_sent(request, form):
    """Whether a valid form has come."""
    return request.method == "POST" and form.is_valid()
