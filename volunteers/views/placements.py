"""A placement from the suggestion to its end, as the coordination sees it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from herne_integration.one_form import is_sent
from herne_integration.paging import page
from volunteers import board, placement_reading
from volunteers.actions import activities, eligible, placements
from volunteers.choices.placements import LIVE, OPEN, PlacementOrigin
from volunteers.filters.work import PlacementFilter
from volunteers.forms.work import OverrideForm
from volunteers.models import Opportunity, Placement, Volunteer
from volunteers.views.work import GET_POST, coordination, done, seen

ACTS = {
    "zusage": (placements.say_yes, "Die Zusage ist eingetragen."),
    "fragen": (placements.ask_organisation, "Die Einrichtung ist gefragt."),
    "einverstanden": (placements.agree, "Das Ja der Einrichtung ist eingetragen."),
    "vorstellen": (placements.introduce, "Beide können sich jetzt erreichen."),
    "probezeit": (activities.start_trial, "Die Probezeit hat begonnen."),
    "beginnen": (activities.activate, "Der Einsatz hat begonnen."),
}


@coordination
@require_safe
def placement_list(request):
    """All placements, narrowed down."""
    narrowing = PlacementFilter(request.GET)
    rows = Placement.objects.visible_to(request.user).with_people()
    found = page(request, narrowing.found(rows, request.user))
    return render(request, "volunteers/work_placements.html", {"filter": narrowing, "page": found})


@coordination
@require_safe
def placement_detail(request, pk):
    """State, next steps, both sides, agreement, follow-ups, history."""
    placement = seen(request, Placement.objects.with_people(), pk)
    return render(request, "volunteers/work_placement.html", {"shown": placement_reading.shown(placement)})


@coordination
@require_POST
def placement_step(request, pk, step):
    """One step without a form; what is no longer possible is answered in words (409)."""
    placement = seen(request, Placement, pk)
    if step not in ACTS:
        raise Http404
    act, sentence = ACTS[step]
    act(placement=placement, by=request.user)
    return done(request, sentence, "volunteers:placement-detail", pk)


@coordination
@GET_POST
def placement_suggest(request, volunteer, opportunity):
    """One click for who fits; what is no law is set aside with role and reason; what is, nobody sets aside."""
    volunteer, opportunity = seen(request, Volunteer, volunteer), seen(request, Opportunity, opportunity)
    running = _running(request, volunteer, opportunity)
    if running:
        messages.info(request, "Für diesen Einsatz läuft mit dieser Person schon eine Vermittlung.")
        return redirect("volunteers:placement-detail", running.pk)
    reasons = eligible.standing_in_the_way(volunteer=volunteer, opportunity=opportunity)
    form = OverrideForm(request.POST if "role" in request.POST else None)
    if request.method == "POST" and not ("role" in request.POST and reasons):
        return _suggested(request, volunteer, opportunity, None)
    if is_sent(request, form):
        return _suggested(request, volunteer, opportunity, form.override())
    context = {"volunteer": volunteer, "opportunity": opportunity, "reasons": reasons, "form": form}
    context["is_possible"] = all(reason.is_overridable for reason in reasons)
    return render(request, "volunteers/work_suggest.html", context)


def _running(request, volunteer, opportunity):
    rows = Placement.objects.visible_to(request.user).filter(volunteer=volunteer, opportunity=opportunity)
    return rows.filter(state__in=(*OPEN, *LIVE)).first()


def _suggested(request, volunteer, opportunity, override):
    day = placement_reading.today()
    origin = PlacementOrigin.MATCH if request.POST.get("origin") == PlacementOrigin.MATCH else None
    placement = placements.suggest(
        volunteer=volunteer,
        opportunity=opportunity,
        by=request.user,
        override=override,
        origin=origin or PlacementOrigin.COORDINATOR,
        reasons=board.speaking(volunteer, opportunity, day=day),
    )
    return done(request, f"Vorgeschlagen: {opportunity}.", "volunteers:placement-detail", placement.pk)
