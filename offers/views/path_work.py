"""The Redaktion's work on advice paths: what they leave open, and whether they are still true."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from herne_integration.pages import staff_page
from offers.actions import paths
from offers.models import AdvicePath, PathStep, PathVersion
from offers.paths import open_points


@dataclass(frozen=True)
class Row:
    """A path's newest version, its steps, and what each of them leaves open."""

    version: PathVersion
    steps: list

    @property
    def number_open(self):
        """How many points are open."""
        return sum(len(points) for _step, points in self.steps)


@staff_page("offers.edit_path")
@require_safe
def open_point_list(request):
    """Every path with what its steps do not say."""
    versions = PathVersion.objects.filter(pk__in=PathVersion.objects.newest()).select_related("path", "confirmed_by")
    versions = versions.filter(path__in=AdvicePath.objects.visible_to(request.user)).order_by("path")
    steps = paths.with_all(PathStep.objects.filter(version__in=versions)).order_by("version_id", "position")
    by_version = {key: list(rows) for key, rows in groupby(steps, key=lambda step: step.version_id)}
    rows = [Row(version, _with_points(by_version.get(version.pk, []))) for version in versions]
    return render(request, "offers/open_point_list.html", {"rows": rows})


def _with_points(steps):
    found = open_points([paths.rule_step(step) for step in steps])
    return [(step, [point for point in found if point.position == step.position]) for step in steps]


@staff_page("offers.edit_path")
@require_POST
def path_confirm(request, key):
    """A person has checked the version that everybody reads."""
    path = get_object_or_404(AdvicePath.objects.visible_to(request.user).published(), key=key)
    seen = request.POST.get("seen", "")
    version = path.versions.published().latest("number")
    paths.confirm(version=version, seen=int(seen) if seen.isdecimal() else 0, by=request.user)
    messages.success(request, f"„{path}“ ist bestätigt.")
    return redirect("offers:open-point-list")
