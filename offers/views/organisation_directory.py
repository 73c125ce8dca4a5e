"""The directory of institutions, from A to Z."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from herne_integration.paging import page
from offers.facts import term
from offers.filters.organisations import Directory
from offers.units import ShownUnit

INSTITUTIONS_SHOWN = 30


@login_not_required
@require_safe
def organisation_directory(request):
    """Institutions by name, with a search, three ways to narrow down, and pages."""
    language = get_language()
    asked = Directory(request.GET, request.user, language=language, day=timezone.localdate())
    found = page(request, asked.found(), size=INSTITUTIONS_SHOWN)
    units = [(ShownUnit(one, language), term(one.district, language) if one.district else None) for one in found]
    context = {"asked": asked, "page": found, "units": units}
    return render(request, "offers/organisation_directory.html", context)
