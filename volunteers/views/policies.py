"""New versions of rules and weights: published from a day on; what held before stays to be read."""

from django.forms.models import model_to_dict
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from herne_integration.one_form import create, is_sent
from volunteers import matching_reading
from volunteers.actions import matching_records, policies
from volunteers.choices.opportunities import TaskClass
from volunteers.forms.policies import PolicyForm, WeightsForm
from volunteers.models import MatchWeights, RequirementPolicy
from volunteers.views.work import GET_POST, coordination, form_page

LIST = ("volunteers:policy-list", "Regeln und Gewichte")
STAYS = "Was veröffentlicht ist, ändert sich nie. Ab dem genannten Tag gilt diese Fassung, bis eine neuere kommt."


@coordination
@GET_POST
def policy_create(request, task_class):
    """What a class of task requires from a day on; the form says what the newest version does."""
    if task_class not in TaskClass.values:
        raise Http404
    rows = RequirementPolicy.objects.filter(task_class=task_class, published_at__isnull=False).with_items()
    form = PolicyForm(request.POST or None, policy=rows.order_by("-number").first())
    if is_sent(request, form):

        def act():
            policies.publish(task_class=task_class, by=request.user, **form.arguments())

        if answer := create(request, form, act, said="Veröffentlicht.", url=reverse(LIST[0])):
            return answer
    title = f"Neue Fassung: {TaskClass(task_class).label}"
    return form_page(request, form, title=title, back=LIST, button="Veröffentlichen", text=STAYS, part="routes")


@coordination
@GET_POST
def weights_create(request):
    """How much each aspect counts from a day on."""
    now = MatchWeights.objects.current(timezone.localdate())
    initial = model_to_dict(now, matching_reading.ASPECTS) if now else matching_reading.first_weights()
    form = WeightsForm(request.POST or None, initial=initial)
    if is_sent(request, form):

        def act():
            matching_records.set_weights(by=request.user, **form.arguments())

        if answer := create(request, form, act, said="Die neuen Gewichte stehen.", url=reverse(LIST[0])):
            return answer
    return form_page(request, form, title="Neue Gewichte", back=LIST, button="Festlegen", text=STAYS, part="routes")
