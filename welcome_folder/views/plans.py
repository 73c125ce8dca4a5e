"""Plan, needs, status: where somebody stands and what comes next."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from welcome_folder import plan_presenting, plan_reading
from welcome_folder.access import folder_page
from welcome_folder.actions import needs, periods, plans, steps
from welcome_folder.choices.access import Purpose
from welcome_folder.forms.base import ReasonForm
from welcome_folder.forms.plans import LegalAreaForm, NeedsForm, StatusForm, StepEditForm, StepForm
from welcome_folder.models import PlanStep
from welcome_folder.views.frames import form_page, page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _plan_url(folder):
    return reverse("welcome_folder:plan-detail", args=[folder.pk])


@folder_page(Purpose.PLAN)
@require_safe
def plan_detail(request, folder):
    """Progress, open steps first, needs, status, and the difference that a change of status would make."""
    shown = plan_presenting.shown(folder, request.user, day=timezone.localdate())
    return page(request, "welcome_folder/plan_detail.html", folder, "plan", shown=shown)


@folder_page(Purpose.PLAN)
@require_POST
def plan_make(request, folder):
    """Makes the plan after the path that fits."""
    plan = plans.make(folder=folder, by=request.user)
    messages.success(request, f"Der Plan ist erstellt: {plan.path_version.path}.")
    return redirect(_plan_url(folder))


@folder_page(Purpose.PLAN)
@GET_POST
def plan_change(request, folder):
    """What another path, or a newer version, would change: a person ticks what is to happen."""
    version, choice = plan_reading.choose(folder, day=timezone.localdate())
    if version is None or not folder.plans.filter(ended_at__isnull=True).exists():
        raise Http404
    if request.method == "POST":
        add = [int(key) for key in request.POST.getlist("add") if key.isascii() and key.isdecimal()]
        plans.accept(folder=folder, by=request.user, version=version, add=add, drop=request.POST.getlist("drop"))
        messages.success(request, "Der Plan ist angepasst.")
        return redirect(_plan_url(folder))
    shown = plan_presenting.difference(folder, version, request.user)
    return page(
        request,
        "welcome_folder/plan_change.html",
        folder,
        "plan",
        difference=shown,
        version=version,
        reasons=choice.fit.reasons,
    )


@folder_page(Purpose.PLAN)
@GET_POST
def step_create(request, folder):
    """One more step."""
    form = StepForm(drafts.posted(request), place=request.place)
    if is_sent(request, form):
        plan = folder.plans.filter(ended_at__isnull=True).first()
        done = create(
            request,
            form,
            lambda: steps.add(folder=folder, by=request.user, plan=plan, **form.arguments()),
            said="Der Schritt steht im Plan.",
            url=_plan_url(folder),
        )
        if done:
            return done
    return form_page(request, folder, form, part="plan", title="Neuer Schritt")


def _step(request, folder, step):
    return get_object_or_404(PlanStep.objects.visible_to(request.user).filter(folder=folder), pk=step)


@folder_page(Purpose.PLAN, kind="step", object_argument="step")
@GET_POST
def step_edit(request, folder, step):
    """Another day, owner or wording."""
    step = _step(request, folder, step)
    form = StepEditForm(drafts.posted(request), instance=step, place=request.place)
    if is_sent(request, form):
        columns = {name: form.cleaned_data[name] for name in form.Meta.fields}
        version = form.cleaned_data["version"]
        steps.change(step=step, by=request.user, version=version, **columns)
        drafts.discard(request)
        messages.success(request, "Der Schritt ist geändert.")
        return redirect(_plan_url(folder))
    return form_page(request, folder, form, part="plan", title=f"Schritt ändern: {step.title}")


@folder_page(Purpose.PLAN, kind="step", object_argument="step")
@require_POST
def step_finish(request, folder, step):
    """Done."""
    step = _step(request, folder, step)
    steps.finish(step=step, by=request.user, evidence=request.POST.get("evidence", "")[:200].replace("\0", ""))
    messages.success(request, f"Erledigt: {step.title}")
    return redirect(_plan_url(folder))


@folder_page(Purpose.PLAN, kind="step", object_argument="step")
@GET_POST
def step_drop(request, folder, step):
    """No longer needed, for a reason."""
    step = _step(request, folder, step)
    form = ReasonForm(request.POST or None)
    if is_sent(request, form):
        steps.drop(step=step, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"Entfallen: {step.title}")
        return redirect(_plan_url(folder))
    return form_page(request, folder, form, part="plan", title=f"Entfällt: {step.title}", button="Schritt entfällt")


@folder_page(Purpose.PLAN, kind="step", object_argument="step")
@require_POST
def step_reopen(request, folder, step):
    """To be done after all."""
    step = _step(request, folder, step)
    steps.reopen(step=step, by=request.user)
    messages.success(request, f"Wieder offen: {step.title}")
    return redirect(_plan_url(folder))


@folder_page(Purpose.PLAN)
@GET_POST
def need_create(request, folder):
    """A look at what somebody needs; the one before is shown by the plan and stays."""
    form = NeedsForm(drafts.posted(request), place=request.place)
    if is_sent(request, form):
        told = {name: form.cleaned_data[name] for name in ("assessed_on", "review_due_on", "wishes", "goals")}
        done = create(
            request,
            form,
            lambda: needs.assess(
                folder=folder,
                by=request.user,
                institution=request.place.organisation,
                needs=form.needs(),
                **told,
            ),
            said="Der Bedarf ist festgehalten.",
            url=_plan_url(folder),
        )
        if done:
            return done
    return form_page(request, folder, form, part="plan", title="Bedarf erheben")


def _period(request, folder, form, act, title):
    if is_sent(request, form):
        told = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        done = create(
            request,
            form,
            lambda: act(folder=folder, by=request.user, **told),
            said="Eingetragen.",
            url=_plan_url(folder),
        )
        if done:
            return done
    return form_page(request, folder, form, part="plan", title=title)


@folder_page(Purpose.PLAN)
@GET_POST
def status_create(request, folder):
    """A new residence status; the one before ends the day before."""
    form = StatusForm(drafts.posted(request), place=request.place)
    return _period(request, folder, form, periods.set_status, "Aufenthaltsstatus eintragen")


@folder_page(Purpose.PLAN)
@GET_POST
def legal_area_create(request, folder):
    """A new legal area; where another institution is responsible, a handover begins."""
    form = LegalAreaForm(drafts.posted(request), place=request.place)
    return _period(request, folder, form, periods.set_legal_area, "Rechtskreis eintragen")
