"""Frames of a folder's pages."""

from django.shortcuts import render


def page(request, template, folder, part, **context):
    """A page of the folder with its frame."""
    return render(request, template, {"folder": folder, "part": part, "place": request.place, **context})


def form_page(request, folder, form, *, part, title, button="Speichern", text=""):
    """The page of one form."""
    context = {"form": form, "title": title, "button": button, "text": text, "is_draft": "entwurf" in request.GET}
    return page(request, "welcome_folder/folder_form.html", folder, part, **context)
