"""What pages of the coordination have in common: the permission, one form on a page, one thing behind the door."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from herne_integration.pages import staff_page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def coordination(view):
    """View decorator: for whoever coordinates volunteers; nothing of it is kept on the way."""

    @staff_page("volunteers.coordinate")
    @never_cache
    @wraps(view)
    def page(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return page


def seen(request, rows, pk):
    """One row of a queryset or model, through the one door; 404 for anything else."""
    rows = getattr(rows, "objects", rows)
    return get_object_or_404(rows.visible_to(request.user), pk=pk)


def form_page(request, form, *, title, back, button="Speichern", text="", part="", **context):
    """The page of one form; `back`: (address, label) of the page it belongs to."""
    shown = {"form": form, "title": title, "back": back, "button": button, "text": text, "part": part, **context}
    return render(request, "volunteers/work_form.html", shown)


def done(request, sentence, *where):
    """Says what happened and goes on."""
    messages.success(request, sentence)
    return redirect(*where)
