"""The family: who belongs to her, who decides for whom, and who must not find whom."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.rules import RuleBroken
from welcome_folder import person_presenting
from welcome_folder.access import folder_page
from welcome_folder.actions import families, people
from welcome_folder.actions.safety import lock_folder
from welcome_folder.choices.access import Purpose
from welcome_folder.forms.base import PLAIN_FACTS
from welcome_folder.forms.families import NewRelativeForm, TieForm
from welcome_folder.forms.people import RelativeForm
from welcome_folder.models import FamilyTie, Person, WelcomeFolder
from welcome_folder.views.frames import form_page, page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@folder_page(Purpose.FAMILY)
@require_safe
def family_list(request, folder):
    """All relatives; a name links to her own folder only where the reader may open it."""
    ties = FamilyTie.objects.of(folder.person).select_related("person", "relative").order_by("relation", "pk")
    others = {key for tie in ties for key in (tie.person_id, tie.relative_id)} - {folder.person_id}
    visible = WelcomeFolder.objects.visible_to(request.user).filter(person__in=others)
    owners = set(WelcomeFolder.objects.filter(person__in=others).values_list("person", flat=True))
    relatives = [
        person_presenting.relative(tie, folder.person, {one.person_id: one for one in visible}, owners) for tie in ties
    ]
    return page(request, "welcome_folder/family_list.html", folder, "family", relatives=relatives)


@folder_page(Purpose.FAMILY)
@GET_POST
def family_create(request, folder):
    """Somebody of the family, new or with a folder of her own."""
    form = NewRelativeForm(drafts.posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as click:
                if click.is_first:
                    tie = families.add(folder=folder, by=request.user, **form.arguments())
                    click.result = _after(folder, tie, form)
                    messages.success(request, "Die Angehörige oder der Angehörige ist eingetragen.")
            drafts.discard(request)
            return redirect(click.result)
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
    return form_page(request, folder, form, part="family", title="Angehörige eintragen", text=PLAIN_FACTS)


@folder_page(Purpose.FAMILY, kind="family", object_argument="tie")
@GET_POST
def family_edit(request, folder, tie):
    """What she is to the person, and who decides."""
    if request.method == "POST":
        folder = lock_folder(folder.pk)
    tie = _tie(folder, tie)
    form = TieForm(drafts.posted(request), instance=tie, person=folder.person)
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        families.change(tie=changed, folder=folder, by=request.user, kin=form.cleaned_data["kin"])
        drafts.discard(request)
        messages.success(request, "Die Angaben sind gespeichert.")
        return redirect("welcome_folder:family-list", folder.pk)
    return form_page(request, folder, form, part="family", title="Angehörige ändern")


@folder_page(Purpose.FAMILY, kind="family", object_argument="tie")
@GET_POST
def relative_edit(request, folder, tie):
    """Name and birthday of a relative who has no folder of her own."""
    if request.method == "POST":
        folder = lock_folder(folder.pk)
    tie = _tie(folder, tie)
    relative = get_object_or_404(
        Person.objects.filter(folder__isnull=True),
        pk=tie.relative_id if tie.person_id == folder.person_id else tie.person_id,
    )
    form = RelativeForm(drafts.posted(request), instance=relative)
    if request.method == "POST" and form.is_valid():
        people.change(person=form.save(commit=False), by=request.user, folder=folder)
        drafts.discard(request)
        messages.success(request, "Die Angaben sind gespeichert.")
        return redirect("welcome_folder:family-list", folder.pk)
    return form_page(request, folder, form, part="family", title="Name und Geburt", text=PLAIN_FACTS)


@folder_page(Purpose.FAMILY, kind="family", object_argument="tie")
@require_POST
def family_remove(request, folder, tie):
    """Entered by mistake."""
    families.remove(tie=_tie(folder, tie), folder=folder, by=request.user)
    messages.success(request, "Der Eintrag ist entfernt.")
    return redirect("welcome_folder:family-list", folder.pk)


def _tie(folder, pk):
    return get_object_or_404(FamilyTie.objects.of(folder.person).select_related("person", "relative"), pk=pk)


def _after(folder, tie, form):
    if form.cleaned_data["with_folder"] and form.relative is None:
        return reverse("welcome_folder:relative-intake", args=[folder.pk, tie.pk])
    return reverse("welcome_folder:family-list", args=[folder.pk])
