"""The list of offers, and its filters on a page of their own."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from herne_integration.paging import page
from offers.filters.listing import Listing
from offers.filters.selection import Selection, address, is_tidy, tidy
from offers.words import words


def with_listing(*, is_paged=False):
    """Gives a view the `Listing` that the address asks for; an untidy address leads to the tidy one."""

    def decorate(view):
        @login_not_required
        @require_safe
        @wraps(view)
        def tidied(request):
            known = words()
            kept = tidy(request.GET, known)
            if not is_paged:
                kept.pop("page", None)
            if not is_tidy(request.GET, kept):
                return redirect(f"{request.path}?{address(kept)}" if kept else request.path)
            number = int(kept.pop("page", 1))
            return view(request, Listing(request.user, Selection(kept), known, timezone.now(), number))

        return tidied

    return decorate


@with_listing(is_paged=True)
def offer_list(request, listing):
    """Search box, choices with numbers, cards; the address holds the whole state."""
    found = page(request, range(listing.tally.total), size=listing.rows)
    return render(request, "offers/offer_list.html", {"listing": listing, "page": found, "cards": listing.cards})


@with_listing()
def offer_filter(request, listing):
    """All choices on a page of their own, as a phone shows them."""
    return render(request, "offers/offer_filter.html", {"listing": listing})
