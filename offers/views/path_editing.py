"""The Redaktion's work on advice paths: the list, a path's rule, and the start of a new version."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import OnceForm, once
from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers import path_work
from offers.actions import paths
from offers.forms.merging import typed
from offers.forms.paths import PathForm
from offers.models import AdvicePath
from offers.views.history import history_page


@staff_page("offers.edit_path")
@require_safe
def path_work_list(request):
    """All paths with their versions, how much is open, and which steps run out of offers."""
    everything = AdvicePath.objects.visible_to(request.user).select_related("target_group")
    found = page(request, everything)
    rows = path_work.rows(list(found), timezone.localdate())
    return render(request, "offers/path_work_list.html", {"page": found, "rows": rows})


@staff_page("offers.edit_path")
@require_http_methods(["GET", "HEAD", "POST"])
def path_create(request):
    """An empty form; a double click makes one path with an empty draft."""
    form = PathForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with once(request) as click:
            if click.is_first:
                version = paths.create(columns=form.columns(), legal_statuses=form.legal_statuses, by=request.user)
                messages.success(request, f"„{version.path}“ ist angelegt. Jetzt fehlen die Schritte.")
                click.result = reverse("offers:version-detail", args=[version.path.key, version.number])
        drafts.discard(request)
        return redirect(click.result)
    return _form_page(request, form)


@staff_page("offers.edit_path")
@require_http_methods(["GET", "HEAD", "POST"])
def path_edit(request, key):
    """Title and rule of a path, and its versions."""
    path = get_object_or_404(AdvicePath.objects.visible_to(request.user), key=key)
    form = PathForm(typed(request), instance=path)
    if request.method == "POST" and form.is_valid():
        changed = paths.change(
            path=path,
            columns=form.columns(),
            legal_statuses=form.legal_statuses,
            version=form.cleaned_data["version"],
            by=request.user,
        )
        drafts.discard(request)
        messages.success(request, f"„{changed}“ ist gespeichert.")
        return redirect("offers:path-edit", changed.key)
    return _form_page(request, form)


def _form_page(request, form):
    stored = AdvicePath.objects.filter(pk=form.instance.pk).first()
    context = {"form": form, "path": stored, "is_draft": request.method != "POST" and form.is_bound}
    if stored:
        versions = list(stored.versions.select_related("published_by", "confirmed_by").order_by("-number"))
        context |= {"versions": versions, "start": OnceForm(), "has_draft": any(not v.published_at for v in versions)}
    return render(request, "offers/path_form.html", context)


@staff_page("offers.edit_path")
@require_POST
def path_revise(request, key):
    """A new version to write on; a double click makes one."""
    path = get_object_or_404(AdvicePath.objects.visible_to(request.user), key=key)
    with once(request) as click:
        if click.is_first:
            version = paths.revise(path=path, by=request.user)
            messages.success(request, f"Fassung {version.number} ist begonnen. Die Seite zeigt weiter die alte.")
            click.result = reverse("offers:version-detail", args=[path.key, version.number])
    return redirect(click.result)


@staff_page("offers.edit_path")
@require_safe
def path_history(request, key):
    """All changes of a path's title and rule."""
    path = get_object_or_404(AdvicePath.objects.visible_to(request.user), key=key)
    return history_page(request, path, trail=("offers:path-work-list", "Beratungswege", "offers:path-edit"), key=key)
