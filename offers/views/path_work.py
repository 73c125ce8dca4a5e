"""What advice paths leave open, and whether they are still true."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from herne_integration.pages import staff_page
from offers import path_work
from offers.actions import paths
from offers.models import AdvicePath


@staff_page("offers.edit_path")
@require_safe
def open_point_list(request):
    """Every path with what its steps do not say."""
    shown = list(AdvicePath.objects.visible_to(request.user))
    rows = path_work.rows(shown, timezone.localdate())
    return render(request, "offers/open_point_list.html", {"rows": rows})


@staff_page("offers.edit_path")
@require_POST
def path_confirm(request, key):
    """A person has checked the version that everybody reads."""
    path = get_object_or_404(AdvicePath.objects.visible_to(request.user).published(), key=key)
    version = path.versions.published().latest("number")
    paths.confirm(version=version, seen=seen(request), by=request.user)
    messages.success(request, f"„{path}“ ist bestätigt.")
    return redirect("offers:path-edit", path.key)


def seen(request):
    """The count of edits that the page was shown with; nonsense was never seen."""
    number = request.POST.get("seen", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
