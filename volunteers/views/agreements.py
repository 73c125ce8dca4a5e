"""The agreement as the volunteer reads and signs it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from volunteers.actions import agreements
from volunteers.choices.agreements import Side
from volunteers.choices.placements import LIVE
from volunteers.models import CooperationAgreement
from volunteers.views.frames import own_page


@own_page
@require_safe
def my_agreement(request, volunteer, pk):
    """All of it, and who has signed."""
    agreement = _agreement(request, volunteer, pk)
    is_open = agreement.volunteer_signed_at is None and agreement.placement.state in LIVE
    context = {"agreement": agreement, "placement": agreement.placement, "may_sign": is_open}
    return render(request, "volunteers/my_agreement.html", context)


@own_page
@require_POST
def my_sign(request, volunteer, pk):
    """She signs the version that she has read."""
    agreement = _agreement(request, volunteer, pk)
    version = request.POST.get("version", "")
    agreements.sign(
        agreement=agreement,
        side=Side.VOLUNTEER,
        by=request.user,
        version=int(version) if version.isdecimal() else 0,
    )
    messages.success(request, _("Unterschrieben. Danke!"))
    return redirect("volunteers:my-agreement", agreement.pk)


def _agreement(request, volunteer, pk):
    rows = CooperationAgreement.objects.visible_to(request.user).filter(placement__volunteer=volunteer)
    return get_object_or_404(rows.select_related("text", "placement__opportunity__organisation"), pk=pk)
