"""Information pages: what newcomers have to know, on the screen and on paper."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from herne_integration import pdf
from herne_integration.context import in_language
from offers import info_reading
from offers.models import InfoPage
from offers.views.paper import no_paper


@login_not_required
@require_safe
def info_page_list(request):
    """All topics."""
    pages = info_reading.listed(request.user, get_language(), now=timezone.now())
    return render(request, "offers/info_page_list.html", {"pages": pages})


@login_not_required
@require_safe
def info_page_detail(request, key):
    """One topic: its sections, figures of the city, who helps, and offers about it."""
    shown = _shown(request, key)
    context = {
        "shown": shown,
        "related": info_reading.related_offers(shown, user=request.user),
        "german_url": in_language(request.path, "de"),
    }
    return render(request, "offers/info_page_detail.html", context)


@login_not_required
@require_safe
def info_page_pdf(request, key):
    """The same on paper; where no PDF can be made, a page says so."""
    shown = _shown(request, key)
    name = f"information-{shown.page.key}-{shown.language}"
    try:
        return pdf.PdfResponse(request, "offers/info_page_pdf.html", {"shown": shown}, name)
    except pdf.Unavailable:
        return no_paper(request)


def _shown(request, key):
    """The published page with everything that is shown of it; 404 where there is none."""
    pages = InfoPage.objects.visible_to(request.user).published().filter(key=key)
    found = info_reading.shown_pages(pages, get_language(), now=timezone.now())
    if not found:
        raise Http404
    return found[0]
