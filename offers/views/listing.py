"""The list of offers, and its filters on a page of their own."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from herne_integration.paging import page
from offers.filters.listing import Listing
from offers.filters.selection import Selection, address, is_tidy, tidy
from offers.words import words


@login_not_required
@require_safe
def offer_list(request):
    """Search box, choices with numbers, cards; the address holds the whole state."""
    known = words()
    kept = tidy(request.GET, known)
    if not is_tidy(request.GET, kept):
        return redirect(_address(request, kept))
    number = int(kept.pop("page", 1))
    listing = Listing(request.user, Selection(kept), known, timezone.now(), number)
    found = page(request, range(listing.tally.total), size=listing.rows)
    return render(request, "offers/offer_list.html", {"listing": listing, "page": found, "cards": listing.cards})


@login_not_required
@require_safe
def offer_filter(request):
    """All choices on a page of their own, as a phone shows them."""
    known = words()
    kept = tidy(request.GET, known)
    kept.pop("page", None)
    if not is_tidy(request.GET, kept):
        return redirect(_address(request, kept))
    listing = Listing(request.user, Selection(kept), known, timezone.now())
    return render(request, "offers/offer_filter.html", {"listing": listing})


def _address(request, kept):
    return f"{request.path}?{address(kept)}" if kept else request.path
