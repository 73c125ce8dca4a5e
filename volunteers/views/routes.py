"""Who is asked first, where nobody is, and by which rules and weights the portal counts."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from herne_integration.one_form import create, is_sent
from offers.models import District, FieldOfAction, TargetGroup
from volunteers import routing_gaps
from volunteers.actions import routes
from volunteers.choices.opportunities import TaskClass
from volunteers.forms.work import RouteForm
from volunteers.models import CoordinatorRoute, MatchWeights, RequirementPolicy
from volunteers.views.work import GET_POST, coordination, done, form_page, seen


@coordination
@require_safe
def route_list(request):
    """The live routes as a table, and every word for which only "everything else" answers, or nobody."""
    rows = CoordinatorRoute.objects.visible_to(request.user).live()
    rows = list(rows.select_related("coordinator", "field_of_action", "target_group", "district"))
    words = {"field_of_action": FieldOfAction, "target_group": TargetGroup, "district": District}
    named = {name: [(word.pk, str(word)) for word in model.objects.all()] for name, model in words.items()}
    context = {"routes": rows, "gaps": routing_gaps.gaps(rows, named), "has_fallback": routing_gaps.fallback(rows)}
    return render(request, "volunteers/work_routes.html", context)


@coordination
@GET_POST
def route_create(request):
    """Makes somebody the first to be asked; who was it before no longer is."""
    form = RouteForm(request.POST or None)
    if is_sent(request, form):

        def act():
            routes.set_route(by=request.user, **form.arguments())

        if answer := create(request, form, act, said="Festgelegt.", url=reverse("volunteers:route-list")):
            return answer
    back = ("volunteers:route-list", "Zuständigkeiten")
    text = "Nichts gewählt heißt: für alles andere. Wer für dieselbe Auswahl bisher zuständig war, ist es nicht mehr."
    return form_page(request, form, title="Wer wird zuerst gefragt?", back=back, text=text, part="routes")


@coordination
@require_POST
def route_end(request, pk):
    """A route ends."""
    routes.end_route(route=seen(request, CoordinatorRoute, pk), by=request.user)
    return done(request, "Beendet.", "volunteers:route-list")


@coordination
@require_safe
def policy_list(request):
    """Policies and weights with their dates: what holds now, and what held before."""
    day = timezone.localdate()
    current = {policy.pk for policy in RequirementPolicy.objects.current(day).values()}
    policies = RequirementPolicy.objects.filter(published_at__isnull=False).with_items()
    weights = MatchWeights.objects.all()
    context = {
        "policies": [(policy, policy.pk in current) for policy in policies],
        "weights": weights,
        "current_weights": MatchWeights.objects.current(day),
        "classes": TaskClass.choices,
        "day": day,
    }
    return render(request, "volunteers/work_policies.html", context)
