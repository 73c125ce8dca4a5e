"""The Redaktion's work on one version of a path: its steps, and what becomes of the draft."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from offers import path_diagram, path_versions
from offers.actions import path_steps, paths
from offers.forms.merging import typed
from offers.forms.path_steps import StepForm
from offers.forms.paths import VersionForm
from offers.models import PathStep, PathVersion
from offers.path_comparing import compare
from offers.path_work import of_version
from offers.views.path_work import seen
from offers.views.paths import nodes, shown_version

PLACES = {"up": -1, "down": 1}


def _version(request, key, number):
    found = PathVersion.objects.visible_to(request.user).select_related("path__target_group", "published_by")
    return get_object_or_404(found, path__key=key, number=number)


def _step(request, key, number, pk):
    version = _version(request, key, number)
    return version, get_object_or_404(PathStep.objects.filter(version=version), pk=pk)


@staff_page("offers.edit_path")
@require_http_methods(["GET", "HEAD", "POST"])
def version_detail(request, key, number):
    """The steps as rows; of a draft also its form, the buttons, and what stands in the way of publishing."""
    version = _version(request, key, number)
    form = VersionForm(typed(request), instance=version)
    if request.method == "POST" and form.is_valid():
        columns = {name: form.cleaned_data[name] for name in ("note", "is_complete")}
        paths.change_version(version=version, columns=columns, seen=form.cleaned_data["version"], by=request.user)
        drafts.discard(request)
        messages.success(request, "Die Angaben zur Fassung sind gespeichert.")
        return redirect("offers:version-detail", key, number)
    stored = _version(request, key, number)
    context = {"form": form, "version": stored} | of_version(stored, timezone.localdate())
    return render(request, "offers/path_version.html", context)


@staff_page("offers.edit_path")
@require_http_methods(["GET", "HEAD", "POST"])
def step_create(request, key, number):
    """One more step at the end; a double click makes one."""
    version = _version(request, key, number)
    form = StepForm(typed(request), path_version=version)
    if request.method == "POST" and request.POST.get("do") != "find" and form.is_valid():
        with once(request) as click:
            if click.is_first:
                step = path_steps.add(version=version, columns=form.columns(), by=request.user, **form.links())
                messages.success(request, f"Schritt „{step.title}“ ist angelegt.")
                click.result = reverse("offers:version-detail", args=[key, number])
        drafts.discard(request)
        return redirect(click.result)
    return _step_page(request, version, form)


@staff_page("offers.edit_path")
@require_http_methods(["GET", "HEAD", "POST"])
def step_edit(request, key, number, pk):
    """The form of one step."""
    version, step = _step(request, key, number, pk)
    form = StepForm(typed(request), instance=step, path_version=version)
    if request.method == "POST" and request.POST.get("do") != "find" and form.is_valid():
        path_steps.change(
            step=step,
            columns=form.columns(),
            edits=form.cleaned_data["version"],
            by=request.user,
            **form.links(),
        )
        drafts.discard(request)
        messages.success(request, f"Schritt „{form.cleaned_data['title']}“ ist gespeichert.")
        return redirect("offers:version-detail", key, number)
    return _step_page(request, version, form)


def _step_page(request, version, form):
    form.is_quiet = request.POST.get("do") == "find"
    stored = PathStep.objects.filter(pk=form.instance.pk).first()
    is_draft = request.method != "POST" and form.is_bound
    context = {"form": form, "version": version, "step": stored, "is_draft": is_draft}
    return render(request, "offers/path_step_form.html", context)


@staff_page("offers.edit_path")
@require_POST
def step_move(request, key, number, pk):
    """One place up or down."""
    _own_version, step = _step(request, key, number, pk)
    places = PLACES.get(request.POST.get("to"), 1)
    path_steps.move(step=step, by_places=places, seen=seen(request), by=request.user)
    return redirect(f"{reverse('offers:version-detail', args=[key, number])}#schritt-{pk}")


@staff_page("offers.edit_path")
@require_POST
def step_remove(request, key, number, pk):
    """The step goes."""
    _own_version, step = _step(request, key, number, pk)
    path_steps.remove(step=step, seen=seen(request), by=request.user)
    messages.success(request, f"Schritt „{step.title}“ ist entfernt.")
    return redirect("offers:version-detail", key, number)


@staff_page("offers.edit_path")
@require_POST
def version_publish(request, key, number):
    """From now on everybody reads this version."""
    version = _version(request, key, number)
    paths.publish(version=version, seen=seen(request), by=request.user)
    messages.success(request, f"„{version}“ ist veröffentlicht und ändert sich nicht mehr.")
    return redirect("offers:path-edit", key)


@staff_page("offers.edit_path")
@require_POST
def version_discard(request, key, number):
    """The draft goes with all its steps."""
    version = _version(request, key, number)
    paths.discard(version=version, seen=seen(request), by=request.user)
    messages.success(request, f"Der Entwurf „{version}“ ist verworfen.")
    return redirect("offers:path-edit", key)


@staff_page("offers.edit_path")
@require_safe
def version_preview(request, key, number):
    """A version as the public sees it, or will see it."""
    version = _version(request, key, number)
    shown = shown_version(request, version, "de")
    context = {
        "shown": shown,
        "version": version,
        "diagram": path_diagram.svg(nodes(shown), is_rtl=get_language_bidi()),
    }
    return render(request, "offers/path_preview.html", context)


@staff_page("offers.edit_path")
@require_safe
def version_compare(request, key, number):
    """What is different from another version: the one before, or the one that is asked for."""
    version = _version(request, key, number)
    others = list(version.path.versions.exclude(pk=version.pk).order_by("number"))
    asked = request.GET.get("mit", "")
    older = [one for one in others if one.number < version.number]
    other = next((one for one in others if str(one.number) == asked), (older or others or [None])[-1])
    before, after = sorted(filter(None, [version, other]), key=lambda one: one.number) if other else (None, version)
    differences = compare(*path_versions.rows(version.path, before, after)) if other else []
    context = {"version": version, "others": others, "before": before, "after": after, "differences": differences}
    return render(request, "offers/path_compare.html", context)
