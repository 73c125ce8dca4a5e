"""Impressum, Datenschutz, Barrierefreiheit and the two other ways in: plain language and sign language."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

# The long texts exist in these languages; on any other page they are German and marked as such.
TEXT_LANGUAGES = {"de", "en", "ar"}
STATED_ON = date(2026, 11, 22)


def _page(request, template, title, **context):
    language = get_language()
    text_language = language if language in TEXT_LANGUAGES else "de"
    return render(request, template, {"page_title": title, "text_language": text_language, **context})


@login_not_required
@require_safe
def imprint(request):
    """Who stands behind the portal."""
    return _page(
        request,
        "roof/imprint.html",
        _("Impressum"),
        responsible=settings.RESPONSIBLE,
        vat_number=settings.VAT_NUMBER,
    )


@login_not_required
@require_safe
def privacy(request):
    """What the portal does with data."""
    return _page(
        request,
        "roof/privacy.html",
        _("Datenschutz"),
        responsible=settings.RESPONSIBLE,
        data_protection_contact=settings.DATA_PROTECTION_CONTACT,
    )


@login_not_required
@require_safe
def accessibility(request):
    """The statement that § 10b BGG NRW asks for."""
    return _page(
        request,
        "roof/accessibility.html",
        _("Erklärung zur Barrierefreiheit"),
        responsible=settings.RESPONSIBLE,
        stated_on=STATED_ON,
    )


@login_not_required
@require_safe
def plain_language(request):
    """What the portal is, in easy words."""
    return _page(request, "roof/plain_language.html", _("Einfache Sprache"))


@login_not_required
@require_safe
def sign_language(request):
    """The video, or how to reach someone as long as there is none."""
    return _page(request, "roof/sign_language.html", _("Gebärdensprache"))
