"""The start page, and what stands there for the signed-in person."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from offers.facts import term
from offers.models import Topic


@login_not_required
@require_safe
def start(request):
    """Search box and topics; no cookie."""
    tiles = Topic.objects.filter(is_tile=True).only("key", "label", "plain_label", "labels")
    return render(request, "roof/start.html", {"tiles": [(tile.key, term(tile, get_language())) for tile in tiles]})


@require_safe
def overview(request):
    """What the apps say is waiting for this person (settings.OVERVIEWS)."""
    items = [item for path in settings.OVERVIEWS for item in import_string(path)(request.user)]
    return render(request, "roof/overview.html", {"items": items})
