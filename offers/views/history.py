"""Who changed what, and when."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers import history
from offers.models import Offer, Organisation

CHANGES = 15


def history_page(request, thing, *, trail, key=None):
    """The history of one entry; `trail` is its way back: (URL name of the list, its label, URL name of the entry).

    `key` is what the address of the entry takes, where that is not its primary key.
    """
    moments = page(request, history.moments(thing), size=CHANGES)
    context = {"thing": thing, "page": moments, "changes": history.changes(thing, list(moments)), "trail": trail}
    context["edit_url"] = reverse(trail[2], args=[thing.pk if key is None else key])
    return render(request, "offers/offer_history.html", context)


@staff_page("offers.edit_offer")
@require_safe
def offer_history(request, pk):
    """All changes of an offer, its times, words and translations."""
    offer = get_object_or_404(Offer.objects.visible_to(request.user), pk=pk)
    return history_page(request, offer, trail=("offers:editing-list", "Angebote bearbeiten", "offers:offer-edit"))


@staff_page("offers.edit_offer")
@require_safe
def organisation_history(request, pk):
    """All changes of an institution."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    trail = ("offers:organisation-list", "Einrichtungen bearbeiten", "offers:organisation-edit")
    return history_page(request, organisation, trail=trail)
