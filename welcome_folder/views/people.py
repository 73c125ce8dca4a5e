"""The person whose folder it is."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from herne_integration import drafts
from offers.forms.rows import with_more_rows
from welcome_folder import person_presenting
from welcome_folder.access import folder_page
from welcome_folder.actions import people
from welcome_folder.actions.safety import lock_folder
from welcome_folder.choices.access import Purpose
from welcome_folder.forms.base import PLAIN_FACTS
from welcome_folder.forms.people import LanguageFormSet, PersonForm, as_text, saved_rows
from welcome_folder.models import Person
from welcome_folder.views.frames import page

ROWS = "sprachen"


@folder_page(Purpose.PERSON)
@require_safe
def person_detail(request, folder):
    """What the team knows of her."""
    person = Person.objects.select_related("district").get(pk=folder.person_id)
    languages = person.languages.select_related("language")
    return page(
        request,
        "welcome_folder/person_detail.html",
        folder,
        "person",
        sections=person_presenting.sections(person, languages),
    )


@folder_page(Purpose.PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request, folder):
    """The form of all of it. The folder is locked before the person, as the actions do."""
    if request.method == "POST":
        folder = lock_folder(folder.pk)
    person = Person.objects.get(pk=folder.person_id)
    data = drafts.posted(request)
    if data and data.get("do") == "rows":
        return _form_page(request, folder, *_with_more_rows(data, person))
    # What was typed is all that counts: an emptied row is gone.
    rows = LanguageFormSet(data, prefix=ROWS, initial=None if data else saved_rows(person))
    is_right = request.method == "POST" and rows.is_valid()
    stored = as_text(person.languages.select_related("language"))
    form = PersonForm(data, instance=person, languages=(as_text(rows.spoken()), stored) if is_right else None)
    if request.method == "POST" and form.is_valid() and is_right:
        people.change(person=form.save(commit=False), by=request.user, languages=rows.spoken())
        drafts.discard(request)
        messages.success(request, "Die Angaben sind gespeichert.")
        return redirect("welcome_folder:person-detail", folder.pk)
    return _form_page(request, folder, form, rows)


def _with_more_rows(data, person):
    form, rows = PersonForm(data, instance=person), LanguageFormSet(with_more_rows(data, ROWS), prefix=ROWS)
    # What is typed is not judged before it is sent.
    for one in (form, *rows.forms):
        one.is_quiet = True
    return form, rows


def _form_page(request, folder, form, rows):
    return page(
        request,
        "welcome_folder/person_form.html",
        folder,
        "person",
        form=form,
        rows=rows,
        hint=PLAIN_FACTS,
        is_draft=request.method != "POST" and form.is_bound,
    )
