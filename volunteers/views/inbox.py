"""The coordination's inbox: what waits, oldest first, one click to the next step."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from herne_integration.one_form import is_sent
from herne_integration.paging import page
from volunteers import board, inbox, proofs
from volunteers.actions import profiles, routes
from volunteers.filters.work import VolunteerFilter
from volunteers.forms.work import CoordinatorForm
from volunteers.models import Volunteer
from volunteers.views.work import GET_POST, coordination, done, form_page, seen

SHOWN = 10


@coordination
@require_safe
def inbox_detail(request):
    """All parts with their numbers; the oldest ten of each."""
    day = timezone.localdate()
    parts, counts = inbox.first(inbox.of(request.user, day=day), SHOWN)
    context = {
        "parts": parts,
        "counts": counts,
        "proofs": proofs.shown(proofs.expiring(request.user, day=day)[:SHOWN], request.user),
        "day": day,
    }
    return render(request, "volunteers/work_inbox.html", context)


@coordination
@GET_POST
def inbox_hand_over(request):
    """Everything that somebody coordinates goes to a colleague."""
    form = CoordinatorForm(request.POST or None, but=request.user)
    if is_sent(request, form):
        to_user = form.cleaned_data["coordinator"]
        number = routes.hand_over(from_user=request.user, to_user=to_user, by=request.user)
        return done(request, f"Übergeben an {to_user}: {number}.", "volunteers:inbox")
    text = "Alles, wofür Sie zuständig sind: Zuständigkeiten, Ehrenamtliche, laufende Vermittlungen."
    back = ("volunteers:inbox", "Eingang")
    return form_page(request, form, title="Alles übergeben", back=back, button="Übergeben", text=text, part="inbox")


@coordination
@require_safe
def volunteer_list(request):
    """Who wants to help, with the way to what fits."""
    narrowing = VolunteerFilter(request.GET)
    rows = Volunteer.objects.visible_to(request.user).select_related("lead")
    found = page(request, narrowing.found(rows, request.user))
    return render(request, "volunteers/work_volunteers.html", {"filter": narrowing, "page": found})


@coordination
@require_safe
def volunteer_board(request, pk):
    """One person: what is known, proofs, placements, and which tasks fit or do not, and why."""
    volunteer, day = seen(request, Volunteer, pk), timezone.localdate()
    asked = board.asked_for(request.GET)
    context = {
        "volunteer": volunteer,
        "board": board.of_volunteer(volunteer, request.user, day=day, asked=asked),
        "placements": page(request, volunteer.placements.visible_to(request.user).with_people(), size=10),
        "clearances": volunteer.clearances.visible_to(request.user).select_related("requirement"),
    }
    return render(request, "volunteers/work_volunteer.html", context)


@coordination
@require_POST
def volunteer_meet(request, pk):
    """The first talk has taken place."""
    volunteer = profiles.meet(volunteer=seen(request, Volunteer, pk), by=request.user)
    return done(request, f"Erstgespräch mit {volunteer} festgehalten.", "volunteers:volunteer-board", pk)


@coordination
@GET_POST
def volunteer_lead(request, pk):
    """Another coordinator leads."""
    volunteer = seen(request, Volunteer, pk)
    form = CoordinatorForm(request.POST or None)
    if is_sent(request, form):
        profiles.assign_lead(volunteer=volunteer, lead=form.cleaned_data["coordinator"], by=request.user)
        return done(request, "Zugeordnet.", "volunteers:volunteer-board", pk)
    title, back = f"Wer begleitet {volunteer}?", ("volunteers:volunteer-board", str(volunteer), pk)
    return form_page(request, form, title=title, back=back, part="volunteers")
