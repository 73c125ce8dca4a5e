"""Being asked how it goes: the institution answers for itself, the coordination reads it beside its own note."""

from django.shortcuts import get_object_or_404

from herne_integration.one_form import is_sent
from volunteers import office
from volunteers.actions import activities
from volunteers.choices.placements import LIVE
from volunteers.forms.representing import HowItGoesForm
from volunteers.models import FollowUp
from volunteers.views.representing import form_page, institution
from volunteers.views.work import GET_POST, done


@institution
@GET_POST
def office_follow_up(request, pk):
    """How it goes after two weeks and after three months, in two answers; said twice it is refused in words."""
    live = office.placements(request.user).filter(state__in=LIVE)
    rows = FollowUp.objects.filter(placement__in=live).select_related("placement__volunteer", "placement__opportunity")
    follow_up, form = get_object_or_404(rows, pk=pk), HowItGoesForm(request.POST or None)
    placement = follow_up.placement
    if is_sent(request, form):
        activities.answer_follow_up(follow_up=follow_up, by=request.user, **form.cleaned_data)
        return done(request, "Danke für Ihre Antwort.", "volunteers:office-placement", placement.pk)
    name = placement.volunteer.full_name
    return form_page(
        request,
        form,
        title=f"Wie läuft es {follow_up.get_kind_display()}?",
        back=("volunteers:office-placement", name, placement.pk),
        button="Antworten",
        text=f"{name}, {placement.opportunity.title}. Ihre Antwort liest die Koordination, sonst niemand.",
    )
