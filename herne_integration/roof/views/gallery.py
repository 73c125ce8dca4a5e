"""The gallery: every component in every state, for those who build pages. Demo only."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herne_integration.roof.samples import pieces


@login_not_required
@require_safe
def gallery(request):
    """Every component in every state."""
    if not settings.DEMO:
        raise Http404
    return render(request, "roof/gallery.html", pieces())
