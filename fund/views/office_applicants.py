"""Applicants as the office sees them: who they are, what they asked for and got, and which entry of the directory."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fund import applicant_sums
from fund.actions import applicants
from fund.choices.applications import ApplicationState
from fund.forms.office_applicants import ApplicantFilter, LinkForm
from fund.models import Applicant
from fund.views.office_door import OFFICE
from herne_integration import drafts
from herne_integration.pages import staff_page
from herne_integration.paging import page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@staff_page(OFFICE)
@require_safe
def applicant_office_list(request):
    """All applicants by name, with how many applications came in."""
    visible = Applicant.objects.visible_to(request.user).select_related("organisation")
    chosen = ApplicantFilter(request.GET, visible.order_by("name", "pk"))
    found = page(request, chosen.qs)
    came_in = Count("applications", filter=~Q(applications__state=ApplicationState.DRAFT))
    numbers = dict(
        Applicant.objects.filter(pk__in=[one.pk for one in found]).annotate(n=came_in).values_list("pk", "n")
    )
    total = found.paginator.count
    context = {
        "filter": chosen,
        "page": found,
        "rows": [(one, numbers[one.pk]) for one in found],
        "caption": f"{total} {'Antragsteller' if total == 1 else 'Antragstellende'}",
    }
    return render(request, "fund/applicant_office_list.html", context)


@staff_page(OFFICE)
@require_safe
def applicant_office(request, pk):
    """One applicant: team, applications, sums per year."""
    applicant = _applicant(request, pk)
    applications = applicant.applications.submitted().select_related("round").order_by("-number")
    context = {
        "applicant": applicant,
        "members": applicant.members.live().select_related("user").order_by("joined_at"),
        "page": page(request, applications),
        "years": applicant_sums.years(applicant),
    }
    return render(request, "fund/applicant_office.html", context)


@staff_page(OFFICE)
@GET_POST
def applicant_link(request, pk):
    """Says which entry of the directory this is, or that it is none; never makes one."""
    applicant = _applicant(request, pk)
    form = LinkForm(drafts.posted(request), applicant=applicant)
    if request.method == "POST" and form.is_valid():
        applicants.link(applicant=applicant, organisation=form.cleaned_data["organisation"], by=request.user)
        messages.success(request, "Die Zuordnung ist gespeichert.")
        return redirect("fund:applicant-office", pk)
    return render(request, "fund/applicant_link.html", {"applicant": applicant, "form": form})


def _applicant(request, pk):
    visible = Applicant.objects.visible_to(request.user).select_related("organisation", "linked_by")
    return get_object_or_404(visible, pk=pk)
