"""One offer."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, Subquery
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from herne_integration.context import in_language
from herne_integration.models import ShortLink
from offers import calendars, counter
from offers.changes import with_changed_at
from offers.models import Offer, OfferTranslation
from offers.presenting import Shown
from offers.search.similar import around
from offers.sharing import Share
from offers.structured import structured

SHOWN_LISTS = (
    "topics",
    "target_groups",
    "languages",
    "residence_statuses",
    "partners",
    "weekly_hours",
    "course_runs",
)


def shown_offer(request, pk, language):
    """The offer with everything a page or a paper shows of it, as `presenting.Shown`; 404 where there is none."""
    offers = Offer.objects.visible_to(request.user).select_related("organisation", "location__district")
    offers = with_short_code(with_changed_at(offers.prefetch_related(*SHOWN_LISTS)), pk)
    if language != "de":
        translations = OfferTranslation.objects.filter(language=language)
        offers = offers.prefetch_related(Prefetch("translations", translations, to_attr="page_translations"))
    offer = get_object_or_404(offers, pk=pk)
    translation = next(iter(getattr(offer, "page_translations", ())), None)
    return Shown(offer, language, now=timezone.now(), translation=translation)


def with_short_code(offers, pk):
    """Annotates `short_code` of the one offer that is asked for."""
    codes = ShortLink.objects.filter(path=Offer(pk=pk).path).values("code")
    return offers.annotate(short_code=Subquery(codes))


def link(offer, language):
    """What people pass on: the short address where there is one, of an offer `with_short_code`."""
    if offer.short_code:
        return f"{settings.SITE_URL}/k/{offer.short_code}"
    return f"{settings.SITE_URL}/{language}{offer.path}"


@login_not_required
@require_safe
def offer_detail(request, pk):
    """For whom, what, when, where, how to get in touch, and how well all this is known."""
    shown = shown_offer(request, pk, get_language())
    offer = shown.offer
    context = {
        "shown": shown,
        "offer": offer,
        "archived_title": _("Dieses Angebot ist nicht mehr aktuell."),
        "share": Share(shown.title.text, link(offer, shown.language)),
        "has_counter": counter.has_counter(offer),
        "has_calendar": bool(calendars.slots(shown)),
        "around": around(offer, shown.language, user=request.user, day=shown.day),
        "structured": structured(shown, standing=calendars.standing(shown)),
        "german_url": in_language(request.path, "de"),
    }
    return render(request, "offers/offer_detail.html", context)
