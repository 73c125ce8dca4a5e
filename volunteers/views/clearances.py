"""Proofs: what runs out, writing down what was seen, taking back what was written by mistake."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from herne_integration.one_form import create, is_sent
from herne_integration.paging import page
from volunteers import proofs
from volunteers.actions import clearances
from volunteers.forms.work import ClearanceForm
from volunteers.models import Clearance, Volunteer
from volunteers.views.work import GET_POST, coordination, done, form_page, seen


@coordination
@require_safe
def clearance_list(request):
    """Who helps and needs a proof that runs out or is not there, the most urgent first."""
    day = timezone.localdate()
    found = page(request, proofs.expiring(request.user, day=day))
    context = {"page": found, "rows": proofs.shown(found, request.user), "day": day}
    return render(request, "volunteers/work_clearances.html", context)


@coordination
@GET_POST
def clearance_create(request, pk):
    """A proof was seen: two days, nothing relevant, nothing else."""
    volunteer, form = seen(request, Volunteer, pk), ClearanceForm(request.POST or None)
    if is_sent(request, form):
        said, url = "Der Nachweis ist eingetragen.", reverse("volunteers:volunteer-board", args=[pk])
        record = _recording(request, volunteer, form)
        if answer := create(request, form, record, said=said, url=url):
            return answer
    text = "Der Nachweis selbst wird nicht kopiert und nicht gespeichert."
    back = ("volunteers:volunteer-board", str(volunteer), pk)
    return form_page(request, form, title=f"Nachweis von {volunteer}", back=back, text=text, part="volunteers")


def _recording(request, volunteer, form):
    return lambda: clearances.record(volunteer=volunteer, by=request.user, **form.arguments())


@coordination
@require_POST
def clearance_remove(request, pk):
    """Written down by mistake; nothing of it stays."""
    clearance = seen(request, Clearance, pk)
    clearances.remove(clearance=clearance, by=request.user)
    return done(request, "Der Nachweis ist gelöscht.", "volunteers:volunteer-board", clearance.volunteer_id)
