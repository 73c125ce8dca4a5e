"""Which institutions work with folders: for those who set the portal up, who see nothing of any folder."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.pages import staff_page
from herne_integration.paging import page
from herne_integration.rules import RuleBroken
from offers.choices_asker import LegalArea
from welcome_folder.actions import institutions
from welcome_folder.forms.institutions import InstitutionForm, NewInstitutionForm
from welcome_folder.models import CounsellingArea, Institution, doors

PERMISSION = "welcome_folder.manage_institution"
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@staff_page(PERMISSION)
@require_safe
def institution_list(request):
    """All of them, and how many people work there: nobody can take in a person where nobody works."""
    work = Q(organisation__memberships__in=doors.case_work_on(timezone.localdate()))
    found = Institution.objects.select_related("organisation")
    found = found.annotate(workers=Count("organisation__memberships__user", filter=work, distinct=True))
    labels = dict(CounsellingArea.objects.values_list("key", "label"))
    shown = page(request, found.order_by("organisation__name_sort", "pk"))
    rows = [
        (one, [labels.get(key, key) for key in one.areas], [LegalArea(key).label for key in one.legal_areas])
        for one in shown
    ]
    return render(request, "welcome_folder/institution_list.html", {"page": shown, "rows": rows})


@staff_page(PERMISSION)
@GET_POST
def institution_create(request):
    """An institution of the directory begins to work with folders."""
    form = NewInstitutionForm(drafts.posted(request))

    def add():
        institutions.add(institution=form.save(commit=False))

    back = reverse("welcome_folder:institution-list")
    if is_sent(request, form) and (answer := create(request, form, add, said="Die Stelle ist eingetragen.", url=back)):
        return answer
    return render(request, "welcome_folder/institution_form.html", {"form": form})


@staff_page(PERMISSION)
@GET_POST
def institution_edit(request, pk):
    """What it may do from now on."""
    institution = get_object_or_404(Institution.objects.select_related("organisation"), pk=pk)
    form = InstitutionForm(drafts.posted(request), instance=institution)
    if is_sent(request, form):
        try:
            institutions.change(institution=form.save(commit=False))
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            drafts.discard(request)
            messages.success(request, f"„{institution}“ ist gespeichert.")
            return redirect("welcome_folder:institution-list")
    return render(request, "welcome_folder/institution_form.html", {"form": form, "institution": institution})
