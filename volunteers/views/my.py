"""A volunteer's own page and her placements: what waits, yes or no, and how to reach each other once introduced."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration.one_form import is_sent
from volunteers import fitting_words, placement_words, promises
from volunteers.actions import ending, interest, placements
from volunteers.choices.eligibility import ReasonCode
from volunteers.choices.placements import FINAL, LIVE, OPEN, EndReason, PlacementState
from volunteers.choices.profiles import HERE
from volunteers.forms.profiles import DeclineForm, EndForm
from volunteers.models import CooperationAgreement, Opportunity, Placement, doors
from volunteers.views.frames import form_page, own_page, own_volunteer

PAST_SHOWN = 20


@never_cache
@require_safe
def my(request):
    """What waits for her first; whoever has no profile learns how to get one."""
    volunteer = own_volunteer(request.user)
    if volunteer is None:
        return render(request, "volunteers/my_nobody.html")
    rows = Placement.objects.visible_to(request.user).filter(volunteer=volunteer).select_related("opportunity")
    found = [(one, placement_words.standing(one)) for one in rows.exclude(state__in=FINAL)]
    context = {
        "volunteer": volunteer,
        "suggestions": [row for row in found if row[0].state == PlacementState.SUGGESTED],
        "running": [row for row in found if row[0].state != PlacementState.SUGGESTED],
        "past": [(one, placement_words.standing(one)) for one in rows.filter(state__in=FINAL)[:PAST_SHOWN]],
        "is_here": volunteer.state in HERE,
        "promises": promises,
    }
    return render(request, "volunteers/my.html", context)


@own_page
@require_safe
def my_placement(request, volunteer, pk):
    """One task: why it was suggested, what is still missing, what happens next, whom to call."""
    placement = _placement(request, volunteer, pk)
    speaking, against = _fitting(volunteer, placement) if placement.state in OPEN else ([], [])
    context = {
        "placement": placement,
        "standing": placement_words.standing(placement),
        "speaking": speaking,
        "against": fitting_words.places_to_change(against),
        "contact": doors.contact_of_organisation(placement, request.user),
        "agreement": CooperationAgreement.objects.visible_to(request.user).filter(placement=placement).first(),
        "may_answer": placement.state == PlacementState.SUGGESTED,
        "may_withdraw": placement.state in OPEN and placement.state != PlacementState.SUGGESTED,
        "may_end": placement.state in LIVE,
    }
    return render(request, "volunteers/my_placement.html", context)


@own_page
@require_POST
def my_yes(request, volunteer, pk):
    """She would like to."""
    placement = placements.say_yes(placement=_placement(request, volunteer, pk), by=request.user)
    messages.success(request, _("Danke! Sie haben ja gesagt."))
    return redirect("volunteers:my-placement", placement.pk)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_no(request, volunteer, pk):
    """She does not want to, or not any more; the reason is optional."""
    placement = _placement(request, volunteer, pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        placements.say_no(placement=placement, by=request.user, **form.cleaned_data)
        messages.success(request, _("Danke, dass Sie Bescheid sagen. Wir suchen etwas anderes."))
        return redirect("volunteers:my")
    return form_page(
        request,
        form,
        title=_("Nein sagen"),
        button=_("Nein, danke"),
        text=placement.opportunity.title,
        text_language="de",
    )


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_end(request, volunteer, pk):
    """She ends an activity that has begun or is about to."""
    placement = _placement(request, volunteer, pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        ending.end(placement=placement, reason=EndReason.VOLUNTEER, by=request.user, **form.cleaned_data)
        messages.success(request, _("Beendet. Danke für Ihre Hilfe!"))
        return redirect("volunteers:my")
    return form_page(
        request,
        form,
        title=_("Aufhören"),
        button=_("Ja, ich höre damit auf"),
        text=placement.opportunity.title,
        text_language="de",
    )


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_interest(request, volunteer, pk):
    """From a task's page: fits, or why not, and one click that adds the wish for this kind of task."""
    opportunity = get_object_or_404(Opportunity.objects.listed(), pk=pk)
    known = Placement.objects.visible_to(request.user).filter(volunteer=volunteer, opportunity=opportunity)
    if there := known.filter(state__in=(*OPEN, *LIVE)).first():
        return redirect("volunteers:my-placement", there.pk)
    if request.method == "POST":
        placement = interest.come_forward(
            volunteer=volunteer, opportunity=opportunity, by=request.user, adds_interest="wunsch" in request.POST
        )
        messages.success(request, _("Danke! Sie stehen auf der Liste."))
        return redirect("volunteers:my-placement", placement.pk)
    speaking, against = fitting_words.for_and_against(volunteer, opportunity, timezone.localdate())
    left = [reason for reason in against if reason.code != ReasonCode.INTEREST_ELSEWHERE]
    context = {
        "opportunity": opportunity,
        "speaking": speaking,
        "adds_interest": len(left) < len(against),
        "against": fitting_words.places_to_change(left),
    }
    return render(request, "volunteers/my_interest.html", context)


def _fitting(volunteer, placement):
    """What speaks for and against it while somebody still has to decide; afterwards it is settled."""
    day = timezone.localdate()
    return fitting_words.for_and_against(volunteer, placement.opportunity, day, placement=placement)


def _placement(request, volunteer, pk):
    rows = Placement.objects.visible_to(request.user).filter(volunteer=volunteer).with_people()
    return get_object_or_404(rows, pk=pk)
