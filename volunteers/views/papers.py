"""Papers about placements and about the coordination."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from herne_integration import pdf
from volunteers import routing_gaps
from volunteers.models import CooperationAgreement, CoordinatorRoute, doors
from volunteers.views.work import coordination


@never_cache
@require_safe
def agreement_pdf(request, pk):
    """The agreement for whoever may know both names: the two sides while they have to do with each other, coordinators.

    The institution loses it when the placement ends, as it loses the contact data.
    """
    rows = CooperationAgreement.objects.visible_to(request.user)
    rows = rows.select_related("text", "placement__volunteer", "placement__opportunity__organisation")
    agreement = get_object_or_404(rows.select_related("organisation_signed_by"), pk=pk)
    if doors.contact_of_volunteer(agreement.placement, request.user) is None:
        raise Http404
    context = {"agreement": agreement, "placement": agreement.placement}
    name = f"vereinbarung-{agreement.placement.volunteer.short_code}"
    return pdf.PdfResponse(request, "volunteers/agreement_pdf.html", context, name, language="de", is_kept=False)


@coordination
@require_safe
def route_list_pdf(request):
    """Who is asked first, to hang up or to hand out: names of the coordination and no numbers."""
    rows = CoordinatorRoute.objects.visible_to(request.user).live()
    routes = list(rows.select_related("coordinator", "field_of_action", "target_group", "district"))
    context = {"routes": routes, "has_fallback": routing_gaps.fallback(routes)}
    return pdf.PdfResponse(
        request, "volunteers/route_list_pdf.html", context, "zustaendigkeiten-ehrenamt", language="de", is_kept=False
    )
