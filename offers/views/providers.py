"""Attaching offers to the institution that the source only names."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from herne_integration.pages import staff_page
from offers.actions import providers
from offers.choices import FindingKind
from offers.forms.providers import ProviderForm
from offers.models import ImportFinding


@staff_page("offers.edit_offer")
@require_http_methods(["GET", "HEAD", "POST"])
def provider_attach(request, pk):
    """One name of the source, the offers that carry it, and the choice of an institution."""
    named = ImportFinding.objects.visible_to(request.user).filter(kind=FindingKind.PROVIDER)
    finding = get_object_or_404(named, pk=pk)
    form = ProviderForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        attached = providers.attach(finding=finding, organisation=organisation, by=request.user)
        count = f"{len(attached)} Angebot gehört" if len(attached) == 1 else f"{len(attached)} Angebote gehören"
        messages.success(request, f"{count} jetzt zu „{organisation}“.")
        return redirect("offers:import-list")
    context = {"finding": finding, "form": form, "offers": providers.without_institution(finding)[:50]}
    return render(request, "offers/import_attach.html", context)
