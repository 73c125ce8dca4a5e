"""An offer to take along: one page as a PDF, and its QR code."""

import io

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from herne_integration import pdf
from herne_integration.errors import error_page
from offers.models import Offer
from offers.views.detail import link, shown_offer, with_short_code


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
        sentence = _("Gerade können wir keine PDF-Datei erstellen. Die Seite selbst lässt sich drucken.")
        response = error_page(request, 503, sentence)
        response["Retry-After"] = "60"
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
