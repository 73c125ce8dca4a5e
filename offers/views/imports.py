"""What imports have left for the Redaktion to look at."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers.actions import findings
from offers.choices import FindingKind, ImportKind
from offers.forms.findings import FindingFilter
from offers.forms.worklist import found_sentence
from offers.models import ImportFinding, ImportRun, Offer, Organisation

RUNS = 10
# Where an entry of each kind of file is edited.
ENTRIES = {
    ImportKind.OFFERS: (Offer, "offers:offer-edit"),
    ImportKind.ORGANISATIONS: (Organisation, "offers:organisation-edit"),
}


@staff_page("offers.edit_offer")
@require_safe
def import_list(request):
    """Open findings, and the last imports."""
    chosen = FindingFilter(request.GET, ImportFinding.objects.visible_to(request.user).open())
    found = page(request, chosen.qs)
    _add_addresses(found)
    context = {
        "filter": chosen,
        "page": found,
        "caption": found_sentence(found.paginator.count, "offener Befund", "offene Befunde"),
        "conflict": FindingKind.CONFLICT,
        "runs": ImportRun.objects.all()[:RUNS],
    }
    return render(request, "offers/import_list.html", context)


def _add_addresses(found):
    """Where each entry is edited; two statements for a page of any size."""
    for kind, (model, url_name) in ENTRIES.items():
        references = {finding.reference for finding in found if finding.source_kind == kind}
        keys = dict(model.objects.filter(reference__in=references).values_list("reference", "pk"))
        for finding in found:
            if finding.source_kind == kind and finding.reference in keys:
                finding.url = reverse(url_name, args=[keys[finding.reference]])


@staff_page("offers.edit_offer")
@require_POST
def finding_settle(request, pk):
    """A person has looked at it."""
    finding = get_object_or_404(ImportFinding.objects.visible_to(request.user), pk=pk)
    settled = findings.settle(finding=finding, by=request.user)
    messages.success(request, f"Erledigt: {settled.subject}")
    return redirect("offers:import-list")
