"""Offers to take along: one offer or the present list as a PDF, and a QR code."""

import io
from dataclasses import replace

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from herne_integration import pdf, turns
from herne_integration.errors import error_page
from offers import list_paper
from offers.models import Offer
from offers.views.detail import link, shown_offer, with_short_code
from offers.views.listing import with_listing


def qr_code(address):
    """A QR code that a phone reads from paper, as `segno.QRCode`."""
    return segno.make(address, error="m", micro=False)


@login_not_required
@require_safe
def offer_pdf(request, pk):
    """One A4 page; where no PDF can be made, a page says so."""
    shown = shown_offer(request, pk, get_language())
    address = link(shown.offer, shown.language)
    context = {
        "shown": shown,
        "offer": shown.offer,
        "link": address,
        "link_shown": address.partition("://")[2],
        "qr": qr_code(address).svg_data_uri(scale=4, border=0),
    }
    name = slugify(shown.offer.title)[:60].strip("-") or "angebot"
    try:
        return pdf.PdfResponse(request, "offers/offer_pdf.html", context, f"angebot-{name}-{shown.language}")
    except pdf.Unavailable:
        return no_paper(request)


@with_listing()
def offer_list_pdf(request, listing):
    """The first offers of the present list; a visitor who already waits for one is asked to wait."""
    if not turns.take(request, "offer-list-pdf"):
        return _come_back(request, 429, _("Ihre Liste wird gerade erstellt. Bitte warten Sie einen Moment."), seconds=5)
    listing = replace(listing, rows=list_paper.MOST)
    if not (total := listing.tally.total):
        return redirect(f"{reverse('offers:offer-list')}{'?' if listing.query else ''}{listing.query}")
    rows = list_paper.rows(listing.tally.keys, get_language(), now=listing.at)
    context = {"listing": listing, "rows": rows, "total": total}
    name = f"angebote-{timezone.localdate(listing.at):%Y-%m-%d}-{get_language()}"
    try:
        return pdf.PdfResponse(request, "offers/offer_list_pdf.html", context, name)
    except pdf.Unavailable:
        return no_paper(request)


def no_paper(request):
    """The page that says so where no PDF can be made."""
    sentence = _("Gerade können wir keine PDF-Datei erstellen. Die Seite selbst lässt sich drucken.")
    return _come_back(request, 503, sentence, seconds=60)


def _come_back(request, status, sentence, *, seconds):
    response = error_page(request, status, sentence)
    response["Retry-After"] = str(seconds)
    return response


@login_not_required
@require_safe
@cache_control(public=True, max_age=86400)
def offer_qr(request, pk):
    """The address of the offer as a QR code (SVG)."""
    offer = get_object_or_404(with_short_code(Offer.objects.visible_to(request.user), pk), pk=pk)
    image = io.BytesIO()
    code = qr_code(link(offer, get_language()))
    code.save(image, kind="svg", scale=4, border=2, light="#fff", xmldecl=False, omitsize=True)
    return HttpResponse(image.getvalue(), content_type="image/svg+xml")
