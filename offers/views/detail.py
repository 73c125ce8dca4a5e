"""One offer."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from herne_integration.models import ShortLink
from offers.models import Offer, OfferTranslation
from offers.presenting import Shown

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
    offers = offers.prefetch_related(*SHOWN_LISTS)
    if language != "de":
        translations = OfferTranslation.objects.filter(language=language)
        offers = offers.prefetch_related(Prefetch("translations", translations, to_attr="page_translations"))
    offer = get_object_or_404(offers, pk=pk)
    translation = next(iter(getattr(offer, "page_translations", ())), None)
    return Shown(offer, language, now=timezone.now(), translation=translation)


def short_link(offer):
    """`https://…/k/<code>` of an offer, or nothing as long as it has none."""
    code = ShortLink.objects.filter(path=offer.path).values_list("code", flat=True).first()
    return f"{settings.SITE_URL}/k/{code}" if code else ""


def link(offer, language):
    """What people pass on: the short address where there is one."""
    return short_link(offer) or f"{settings.SITE_URL}/{language}{offer.path}"


@login_not_required
@require_safe
def offer_detail(request, pk):
    """For whom, what, when, where, how to get in touch, and how well all this is known."""
    shown = shown_offer(request, pk, get_language())
    address = link(shown.offer, shown.language)
    context = {
        "shown": shown,
        "offer": shown.offer,
        "archived_title": _("Dieses Angebot ist nicht mehr aktuell."),
        "link": address,
        "link_shown": address.partition("://")[2],
        "german_url": translate_url(request.path, "de"),
    }
    return render(request, "offers/offer_detail.html", context)
