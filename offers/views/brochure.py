"""The brochure "Zuständigkeiten und Wege" to take along."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from herne_integration import pdf, standing_files
from herne_integration.templatetags.portal import own_name
from offers.actions import brochure


@dataclass(frozen=True)
class Edition:
    """One language: its name in that language, and its file, if there is one."""

    language: str
    name: str
    url: str
    file: object


@login_not_required
@require_safe
def brochure_detail(request):
    """What stands in it, how old it is, and a file per language; where one is missing, when it will be there."""
    files = standing_files.of_kind(brochure.KIND)
    editions = [Edition(code, own_name(code), _address(code), files.get(code)) for code, _name in settings.LANGUAGES]
    context = {
        "editions": sorted(editions, key=lambda edition: edition.language != get_language()),
        "is_missing": any(edition.file is None for edition in editions),
        "is_possible": pdf.available(),
        "expected_at": brochure.next_at(timezone.now()),
    }
    return render(request, "offers/brochure_detail.html", context)


def _address(language):
    with translation.override(language):
        return reverse("offers:brochure-pdf")


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def brochure_pdf(request):
    """The file in the language of the address."""
    file = standing_files.of_kind(brochure.KIND).get(get_language())
    if file is None:
        raise Http404
    try:
        content = file.content.open()
    except FileNotFoundError as error:
        # Restored from a copy of the database without the files: the next job makes it anew.
        raise Http404 from error
    response = FileResponse(content, filename=file.name, content_type=file.content_type)
    response["X-Robots-Tag"] = "noindex"
    return response
